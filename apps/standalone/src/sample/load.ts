import { localDate } from '#domain';
import { legalNow, moveClock } from '#engine';
import { slotsOf } from './calendar.js';
import { foundCouncil } from './council.js';
import { federation as makeFederation } from './federation.js';
import { found } from './found.js';
import { commandId, request } from './ids.js';
import { playBallots, playSelected, playSlot, type Play } from './play.js';
import { fillRegistry } from './registry.js';
import { accepted, type SampleLoad } from './sample.js';
import { seasonOf } from './season.js';
import { foundSelection } from './selection.js';

/** The last entry of a load. */
const COMPLETE = 'clock/today';
/** The morning on which the council sits and is still sitting when the load is over. */
const SITTING = 'clock/sitting';

/**
 * Loads the sample federation: units, people, registers and a season of nominations, all by commands of the engine under its moving
 * clock, which stands at today in the end. Every command has an id of its own, so a load that was interrupted goes on where it
 * stopped, and one that is complete changes nothing.
 */
export async function loadSample(load: SampleLoad): Promise<void> {
  const began = Date.now();
  await load.engine.directory.refresh();
  const start = await startOf(load);
  const slots = slotsOf(start);
  if (Date.parse(slots.at(-1)?.at ?? '') > began)
    throw new Error('The clock of a sample database starts 90 days back.');
  const done = await recorded(load, [...slots.map((_, i) => `clock/${i}`), COMPLETE]);
  if (done.has(commandId(COMPLETE))) return;
  const federation = makeFederation();
  const season = seasonOf(federation, Number(start.slice(0, 4)), Math.max(...slots.map((s) => s.ago)));
  const reached = slots.findLastIndex((_, i) => done.has(commandId(`clock/${i}`)));
  if (reached < 0) {
    await found(load, federation);
    await fillRegistry(load, federation, season);
    await foundCouncil(load, federation, start);
    await foundSelection(load, federation, start);
    load.log(`sample federation founded: ${federation.units.length} units, ${Date.now() - began} ms`);
  }
  const play: Play = { load, federation, season, going: new Map() };
  for (const [i, slot] of slots.entries()) {
    if (i < reached) continue;
    await moveTo(load, `clock/${i}`, slot.at);
    await playSlot(play, slot, i === reached);
  }
  await moveTo(load, SITTING, new Date(Date.now() - 1_000).toISOString());
  await playBallots(play, 0);
  await playSelected(play);
  await moveTo(load, COMPLETE, new Date().toISOString());
  load.log(`sample season written: ${season.cases.length} nominations, ${Date.now() - began} ms`);
}

/** The local day on which the first load began, which is the first of the season. */
async function startOf({ engine }: SampleLoad): Promise<string> {
  const text = `select canon::jsonb->>'at' as at from ledger_entry where command_id = $1`;
  const [first] = await engine.db.query<{ at: string }>('sample-start', text, [commandId('unit/F')]);
  return localDate(first?.at ?? (await legalNow(engine)).toISOString());
}

/** Which of these deeds are in the ledger, by command id. */
async function recorded({ engine }: SampleLoad, deeds: readonly string[]): Promise<Set<string>> {
  const text = 'select id from command where id = any($1::uuid[])';
  const rows = await engine.db.query<{ id: string }>('sample-recorded', text, [deeds.map(commandId)]);
  return new Set(rows.map((r) => r.id));
}

/** Moves the clock forward, and does what is due by then. A load that goes on days later may have passed the moment. */
async function moveTo({ engine, sweep }: SampleLoad, deed: string, at: string): Promise<void> {
  const order = request(deed, { system: 'sample' });
  let moved = await moveClock(engine, order, at);
  if ('refusal' in moved && moved.refusal.refused === 'clock-backwards' && deed !== COMPLETE) {
    moved = await moveClock(engine, order, new Date((await legalNow(engine)).getTime() + 1_000).toISOString());
  }
  accepted(deed, moved);
  await sweep();
}
