import type { Slot } from './calendar.js';
import { play } from './deeds.js';
import { documentEvents, playDocument } from './documents.js';
import { existing, openDossier } from './dossiers.js';
import type { Federation, Officer } from './federation.js';
import { personId } from './ids.js';
import { each } from './pool.js';
import { WIDTH, type SampleLoad } from './sample.js';
import type { Case, Season } from './season.js';
import type { Event } from './timeline.js';

/** A season under way. */
export interface Play {
  readonly load: SampleLoad;
  readonly federation: Federation;
  readonly season: Season;
  /** Nominations by the key of their case. */
  readonly ids: Map<string, string>;
}

interface Turn {
  readonly case: Case;
  readonly event: Event;
}

/** All that happens in one moment of the season. Submissions and documents go one after another, so that their numbers are always the same. */
export async function playSlot(p: Play, slot: Slot): Promise<void> {
  if (slot.ago === 0) return;
  const turns = p.season.cases.flatMap((c) =>
    c.events.filter((e) => isAt(e, slot)).map((event): Turn => ({ case: c, event })),
  );
  const of = (...deeds: Event['deed'][]): Turn[] => turns.filter((t) => deeds.includes(t.event.deed));
  await each(WIDTH, of('create'), async (t) => {
    p.ids.set(t.case.key, await openDossier(p.load, t.case, clerkOf(p, t.case), p.season.year));
  });
  await each(1, of('submit'), (t) => turn(p, t));
  const others = turns.filter((t) => t.event.deed !== 'create' && t.event.deed !== 'submit');
  await each(WIDTH, others, (t) => turn(p, t));
  for (const event of documentEvents(p.season.documents).filter((e) => isAt(e, slot))) {
    const listed = p.season.cases.filter((c) => c.document === event.document.key);
    const nominations = await Promise.all(listed.map((c) => idOf(p, c)));
    await playDocument(p.load, p.federation, event, nominations);
  }
}

function isAt(event: { readonly ago: number; readonly half: 0 | 1 }, slot: Slot): boolean {
  return event.ago === slot.ago && event.half === slot.half;
}

async function turn(p: Play, t: Turn): Promise<void> {
  await play(p.load, p.federation, { case: t.case, event: t.event, id: await idOf(p, t.case) });
}

async function idOf(p: Play, c: Case): Promise<string> {
  const id = p.ids.get(c.key) ?? (await existing(p.load, c, personId(clerkOf(p, c).key)));
  if (id === undefined) throw new Error(`case ${c.key} has no nomination`);
  p.ids.set(c.key, id);
  return id;
}

function clerkOf({ federation }: Play, c: Case): Officer {
  const clerk = federation.officers.find((o) => o.unit === c.unit && o.roles.includes('clerk'));
  if (clerk === undefined) throw new Error(`${c.unit} has no clerk`);
  return clerk;
}
