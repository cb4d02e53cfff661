import type { Slot } from './calendar.js';
import { BALLOTS } from './council.data.js';
import { playBallot } from './council.js';
import { play, type Going, type Turn } from './deeds.js';
import { documentEvents, playDocument } from './documents.js';
import { attach, existing, openDossier } from './dossiers.js';
import type { Federation } from './federation.js';
import { personId } from './ids.js';
import { isWoman } from './people.js';
import { each } from './pool.js';
import { WIDTH, type SampleLoad } from './sample.js';
import type { Case, Season } from './season.js';
import { playSelection } from './selection.js';
import type { Event } from './timeline.js';

/** A season under way. */
export interface Play {
  readonly load: SampleLoad;
  readonly federation: Federation;
  readonly season: Season;
  /** Nominations by the key of their case. */
  readonly going: Map<string, Going>;
}

interface Due {
  readonly case: Case;
  readonly event: Event;
}

/**
 * All that happens in one moment of the season; a nomination has one turn in it at most. Submissions go one after another, and so
 * do documents, so that their numbers are always the same. `again`: an interrupted load may have done some of it.
 */
export async function playSlot(p: Play, slot: Slot, again: boolean): Promise<void> {
  if (slot.ago === 0) return;
  const due = p.season.cases.flatMap((c) =>
    c.events.filter((e) => isAt(e, slot)).map((event): Due => ({ case: c, event })),
  );
  const of = (deed: Event['deed']): Due[] => due.filter((d) => d.event.deed === deed);
  const act = async (d: Due): Promise<void> => play(p.load, p.federation, await turnOf(p, d));
  const others = due.filter((d) => d.event.deed !== 'create' && d.event.deed !== 'submit');
  const tasks = [
    () => each(1, of('submit'), act),
    ...of('create').map((d) => () => create(p, d.case, again)),
    ...others.map((d) => () => act(d)),
  ];
  await each(WIDTH, tasks, (task) => task());
  for (const event of documentEvents(p.season.documents).filter((e) => isAt(e, slot))) {
    const listed = p.season.cases.filter((c) => c.document === event.document.key);
    const nominations = await Promise.all(listed.map(async (c) => (await goingOf(p, c)).id));
    await playDocument(p.load, p.federation, event, nominations);
  }
  if (slot.half === 1) await playBallots(p, slot.ago);
}

/** What the council votes on, so many working days before the end of the season, one list after another. */
export async function playBallots(p: Play, ago: number): Promise<void> {
  for (const plan of BALLOTS.filter((b) => b.ago === ago)) {
    const listed = p.season.cases.filter((c) => c.ballot === plan.key);
    await playBallot(p.load, plan, await Promise.all(listed.map(async (c) => (await goingOf(p, c)).id)));
  }
}

/** The federation's list of those who wait to be selected is opened, and nobody is selected yet. */
export async function playSelected(p: Play): Promise<void> {
  const waiting = p.season.cases.filter((c) => c.selected);
  const candidates = await Promise.all(
    waiting.map(async (c) => ({
      nomination: (await goingOf(p, c)).id,
      woman: c.nominee !== null && isWoman(c.nominee),
    })),
  );
  await playSelection(p.load, p.season.year, candidates);
}

function isAt(event: { readonly ago: number; readonly half: 0 | 1 }, slot: Slot): boolean {
  return event.ago === slot.ago && event.half === slot.half;
}

/** A working copy with its files; one that stays a draft has only its first. */
async function create(p: Play, c: Case, again: boolean): Promise<void> {
  const person = clerkOf(p, c);
  const id = again ? await existing(p.load, c, person) : undefined;
  const copy = id === undefined ? await openDossier(p.load, c, person, p.season.year) : { id, person, n: undefined };
  const items = c.events.length === 1 ? c.achievement.items.slice(0, 1) : c.achievement.items;
  const n = await attach(p.load, c, copy, items);
  p.going.set(c.key, { id: copy.id, n, view: undefined });
}

async function turnOf(p: Play, due: Due): Promise<Turn> {
  return { ...due, going: await goingOf(p, due.case) };
}

/** The nomination of a case; one that an interrupted load has made is looked for. */
async function goingOf(p: Play, c: Case): Promise<Going> {
  const known = p.going.get(c.key);
  if (known !== undefined) return known;
  const id = await existing(p.load, c, clerkOf(p, c));
  if (id === undefined) throw new Error(`case ${c.key} has no nomination`);
  const found: Going = { id, n: undefined, view: undefined };
  p.going.set(c.key, found);
  return found;
}

/** The person in the clerk's seat of the nominating unit. */
function clerkOf({ federation }: Play, c: Case): string {
  const clerk = federation.officers.find((o) => o.unit === c.unit && o.roles.includes('clerk'));
  if (clerk === undefined) throw new Error(`${c.unit} has no clerk`);
  return personId(clerk.key);
}
