import type { CalendarText, NewCalendar } from '#contract';
import { calendarOf, checkCalendar, type Calendar } from '#domain';
import { canonicalize, sha256, uuidv5, type Canonical } from '#ledger';
import { nextVersion, proposedOf, publishingRefusal, rootToday } from '../administration/proposals.js';
import { administer, type Refused } from '../administration/record.js';
import { orderOf, type Request } from '../administration/request.js';
import { administratorOf } from '../administration/rights.js';
import type { Published } from '../directory.js';
import type { Engine } from '../engine.js';
import { actOf, planHash, planOf } from './plan.js';

type Outcome = Promise<{ id: string } | Refused>;

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
  const id = uuidv5(request.commandId, 'proposal');
  const root = await rootToday(engine);
  const { pin } = await calendarNow(engine, root.today);
  const outcome = await administer(engine, orderOf(request), {
    chain: () => Promise.resolve(`cfg:${pin.id}`),
    decide: async () => {
      const actor = await administratorOf(engine, request.by, [root.id]);
      if ('refusal' in actor) return actor;
      const refused = invalidCalendar(text);
      if (refused !== null) return refused;
      const version = await nextVersion(engine, 'calendar', pin.id);
      const canon = canonicalize(calendarOf(text, pin.id, version) as unknown as Canonical);
      const fact = { proposal: id, kind: 'calendar', id: pin.id, version, hash: sha256(canon), validFrom: root.today };
      return { actor, type: 'ConfigurationProposed', fact, texts: [], payload: { canon } };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

/**
 * Publishes a proposed calendar from today on, by another administrator of the root unit than the one who proposed it, after
 * signing in again: one entry, and an act with one item for every nomination whose running terms it moves. Refuses with
 * `wrong-seat`, `elevation-needed`, `second-person-needed`, and `not-now` where it, or a later version, was published.
 */
export async function publishCalendar(
  engine: Engine,
  request: Request & { readonly elevated: boolean },
  proposal: string,
): Outcome {
  const found = await proposedOf(engine, 'calendar', proposal);
  const outcome = await administer(engine, orderOf(request), {
    chain: () => Promise.resolve(found === undefined ? notFound : `cfg:${found.code}`),
    decide: async () => {
      const root = await rootToday(engine);
      const actor = await administratorOf(engine, request.by, [root.id]);
      if ('refusal' in actor) return actor;
      const now = await proposedOf(engine, 'calendar', proposal);
      if (now === undefined) return notFound;
      const before = await calendarNow(engine, root.today);
      const refused = publishingRefusal(now, request) ?? overtaken(before, now.version);
      if (refused !== null) return refused;
      const { code: id, version, hash, canon } = now;
      const name = `${id}@${String(version)}`;
      const plan = await planOf(engine, before.value, JSON.parse(canon) as Calendar, root.today);
      const act = actOf(calendarAct(proposal), name, plan);
      const fact = { kind: 'calendar', id, version, hash, validFrom: root.today, proposal, act: act.id };
      const told = { ...fact, plan: planHash(act.items), nominations: act.items.length };
      const person = 'person' in actor ? actor.person : null;
      return { actor, type: 'ConfigurationPublished', fact: told, texts: [], payload: { canon, person, act } };
    },
  });
  if ('refusal' in outcome) return outcome;
  await engine.directory.refresh();
  return { id: proposal };
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

const notFound: Refused = { refusal: { refused: 'not-found' } };
