import type { Engine } from '../engine.js';
import type { BallotKeys } from './keys.js';

/** Nobody opens a ballot for that long: a key that is older and no ballot's was left by a crash. */
const opening = 3_600_000;

const ballotsText = `select id, state in ('closed', 'void') as over, encode(public_key, 'hex') as public_key
  from ballot where id = any($1::uuid[])`;

interface Row {
  readonly id: string;
  readonly over: boolean;
  readonly public_key: string | null;
}

/**
 * What a crash left behind: keys of ballots that are counted or void are destroyed, and keys with which no ballot was opened.
 * Answers the ballots whose keys are gone now.
 */
export async function destroyLeftKeys(engine: Engine, keys: BallotKeys): Promise<readonly string[]> {
  const there = await keys.list();
  if (there.length === 0) return [];
  const rows = await engine.db.query<Row>('ballots-left', ballotsText, [there.map((k) => k.ballot)]);
  const left = there.filter(({ ballot, publicKey, ageMs }) => {
    const row = rows.find((r) => r.id === ballot);
    return row?.over === true || (row?.public_key !== publicKey && ageMs > opening);
  });
  for (const { ballot, publicKey } of left) await keys.destroy(ballot, publicKey);
  return left.map((k) => k.ballot);
}
