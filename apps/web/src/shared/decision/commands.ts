import type { CommandView, NominationView } from '#contract';
import { legalNow } from '../clock';

/** Refusals that only say "not your turn": such a command is not offered at all. */
const notMine = new Set(['wrong-seat', 'not-now', 'not-found', 'no-officer']);

/** The command as the server told it, when it is open to this person or refused for a reason worth showing. */
export function offered(view: NominationView, type: CommandView['type']): CommandView | null {
  const command = view.commands.find((c) => c.type === type);
  if (!command) return null;
  if (command.allowed) return command;
  return command.refusal && !notMine.has(command.refusal.code) ? command : null;
}

export type Seat = CommandView['seats'][number];

/** Seats that may act on this nomination now, each once. */
export function seatsOf(view: NominationView): Seat[] {
  const all = (['Recommend', 'Return', 'Reject', 'Withdraw'] as const).flatMap((t) => offered(view, t)?.seats ?? []);
  return [...new Map(all.map((s) => [s.id, s])).values()];
}

/** A conflict of interest leaves one way: to step aside. */
export function inConflict(view: NominationView): boolean {
  return view.commands.some((c) => c.type === 'Recommend' && c.refusal?.code === 'conflict-of-interest');
}

/** The deadline of the step that waits. */
export const dueOf = (view: NominationView): string | null =>
  view.deadlines.find((d) => d.step === view.state)?.dueAt ?? null;

export function isLate(view: NominationView): boolean {
  return view.deadlines.some((d) => d.step === view.state && Date.parse(d.dueAt) < legalNow().getTime());
}

/** Of one person: somebody else at the same computer does not see it. */
export const draftKey = (person: string, id: string): string => `laurel.opinion.${person}.${id}`;
