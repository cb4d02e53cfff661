import type { CalendarText, NewCalendar } from '#contract';
import { calendarOf, checkCalendar, type Calendar } from '#domain';
import { uuidv5 } from '#ledger';
import { propose, publish, rootToday, type Outcome } from '../administration/proposals.js';
import type { Refused } from '../administration/record.js';
import type { Request } from '../administration/request.js';
import type { Published } from '../directory.js';
import type { Engine } from '../engine.js';
import { actOf, planHash, planOf } from './plan.js';

/** The calendar that is in force on a day, as the database knows it now. */
export async function calendarNow(engine: Engine, today: string): Promise<Published<Calendar>> {
  await engine.directory.refresh();
  return engine.directory.calendarInForce(today);
}

/** What is wrong with a text; null for a sound one. */
export function invalidCalendar(text: CalendarText): Refused | null {
  const problems = checkCalendar(text);
  if (problems.length === 0) return null;
  const observed = problems.map((p) => `${p.place} ${p.code} ${p.observed}`.trim()).join(', ');
  return { refusal: { refused: 'calendar-invalid', observed, data: { problems: problems.map((p) => ({ ...p })) } } };
}

/**
 * Proposes the next version of the calendar in force, by an administrator of the root unit. Refuses with `wrong-seat`, and with
 * `calendar-invalid` naming every problem and its place.
 */
export async function proposeCalendar(engine: Engine, request: Request, { calendar: text }: NewCalendar): Outcome {
  const { today } = await rootToday(engine);
  const { pin } = await calendarNow(engine, today);
  return propose(engine, request, {
    kind: 'calendar',
    code: pin.id,
    draft: (version, day) =>
      Promise.resolve(invalidCalendar(text) ?? { value: calendarOf(text, pin.id, version), validFrom: day }),
  });
}

/**
 * Publishes a proposed calendar from today on, by another administrator of the root unit than the one who proposed it, after
 * signing in again: one entry, and an act with one item for every nomination whose running terms it moves. Refuses with
 * `wrong-seat`, `elevation-needed`, `second-person-needed`, and `not-now` where it, or a later version, was published.
 */
export function publishCalendar(
  engine: Engine,
  request: Request & { readonly elevated: boolean },
  proposal: string,
): Outcome {
  return publish(engine, request, {
    kind: 'calendar',
    id: proposal,
    check: async ({ code, version, canon }, today) => {
      const before = await calendarNow(engine, today);
      const refused = overtaken(before, version);
      if (refused !== null) return refused;
      const plan = await planOf(engine, before.value, JSON.parse(canon) as Calendar, today);
      const act = actOf(calendarAct(proposal), `${code}@${String(version)}`, plan);
      const told = { act: act.id, plan: planHash(act.items), nominations: act.items.length };
      return { fact: { validFrom: today, ...told }, payload: { act } };
    },
  });
}

/** The id of the act that publishes a proposal. */
export function calendarAct(proposal: string): string {
  return uuidv5(proposal, 'act');
}

/** What was written for an older calendar is proposed anew. */
function overtaken({ pin }: Published<Calendar>, version: number): Refused | null {
  if (version > pin.version) return null;
  return { refusal: { refused: 'not-now', observed: `${pin.id}@${String(pin.version)}`, needed: 'a new proposal' } };
}
