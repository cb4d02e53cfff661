import { resuming, stopping } from './clocks.js';
import type { Command } from './commands.js';
import type { NominationFact } from './facts.js';
import { follow, notNow } from './machine.js';
import type { Nomination } from './nomination.js';
import { actingPerson, type Plan } from './verdict.js';
import type { Refusal, World } from './world.js';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;
type Held = Extract<NominationFact, { type: 'Held' }>;

/** A hold on this nomination: its clock stops, and nothing is decided until the last hold is released. */
export function hold(world: World, nomination: Nomination, command: Of<'Hold'>): Plan | Refusal {
  const to = follow(world, nomination, 'Hold');
  if (typeof to !== 'string') return to;
  const person = actingPerson(world) ?? '';
  const fact = holding(world, nomination, { hold: world.uuid('hold'), kind: command.kind, person });
  return { to, facts: [fact], texts: [{ id: 'reason', value: command.reason }] };
}

/** Releases a hold that somebody put on this nomination. An objection is concluded, a hold on its subject is released there. */
export function release(world: World, nomination: Nomination, command: Of<'Release'>): Plan | Refusal {
  const { context, state } = nomination;
  const to = follow(world, nomination, 'Release');
  if (typeof to !== 'string') return to;
  const elsewhere = world.subjectHolds?.includes(command.hold) ?? false;
  const objection = context.objections?.some((o) => o.id === command.hold) ?? false;
  if (!context.holds.includes(command.hold) || elsewhere || objection) {
    return { ...notNow(state), needed: objection ? 'a conclusion on the objection' : 'a hold on this nomination' };
  }
  const person = actingPerson(world) ?? '';
  return {
    to,
    facts: [releasing(world, nomination, command.hold, person)],
    texts: [{ id: 'reason', value: command.reason }],
  };
}

/** An item of the act that held the person or unit it is about, or released them. One that ended meanwhile is left alone. */
export function subjectHold(
  world: World,
  nomination: Nomination,
  { type, hold: id }: Of<'SubjectHeld' | 'SubjectReleased'>,
): Plan | Refusal {
  const to = follow(world, nomination, type === 'SubjectHeld' ? 'Hold' : 'Release');
  if (typeof to !== 'string') return to;
  const there = nomination.context.holds.includes(id);
  if (there === (type === 'SubjectHeld')) return notNow(nomination.state);
  if (type === 'SubjectReleased') return { to, facts: [releasing(world, nomination, id)] };
  return { to, facts: [holding(world, nomination, { hold: id, kind: 'subject' })] };
}

/** The fact of a hold; the first one stops the clock of the state. */
export function holding(
  world: World,
  { context, state }: Nomination,
  of: Pick<Held, 'hold' | 'kind' | 'person'>,
): Held {
  const stopped = context.holds.length === 0 ? stopping(world, context, state) : undefined;
  return { type: 'Held', ...of, ...(stopped ? { stopped } : {}) };
}

/** The fact of a release; after the last hold a clock runs on with the working days that were left, at least one. */
export function releasing(world: World, nomination: Nomination, id: string, person?: string): NominationFact {
  const { context, state } = nomination;
  const last = context.holds.every((h) => h === id);
  const stopped = last ? context.deadlines.find((d) => d.step === state && d.state === 'stopped') : undefined;
  return {
    type: 'Released',
    hold: id,
    ...(person === undefined ? {} : { person }),
    ...(stopped ? { deadline: resuming(world, stopped) } : {}),
  };
}
