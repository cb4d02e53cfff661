import type { Paper } from '#contract';
import type { Choice, Refusal } from '#domain';
import { conflictOf } from '../db.js';
import type { Engine } from '../engine.js';
import { ballotRow, itemsFor } from './ballot.queries.js';
import { sealPaper } from './envelope.js';

const putText = 'select put_paper($1::uuid, $2::uuid, $3::uuid, $4) as taken';

/**
 * Takes a member's paper: sealed here, in memory, to the ballot's key; until closing it is replaced by the next one. The same command
 * id again writes nothing, whatever the body says: the answer to it could not know a choice. Refuses with `not-found`,
 * `ballot-closed`, `not-a-member`, `not-on-paper` and `incomplete-paper`; a refusal names items and never a choice.
 */
export async function putPaper(
  engine: Engine,
  { ballot, person, commandId }: { readonly ballot: string; readonly person: string; readonly commandId: string },
  paper: Paper,
): Promise<{ readonly received: true } | { readonly refusal: Refusal }> {
  const row = await ballotRow(engine, ballot, person);
  if (row?.seen !== true) return { refusal: { refused: 'not-found' } };
  const { opened } = row;
  const voter = opened.voters.find((v) => v.person === person);
  if (voter === undefined) return { refusal: { refused: 'not-a-member', clearedBy: 'secretary' } };
  if (row.state !== 'open' || opened.publicKey === undefined) return closed(row.state);
  const mine = itemsFor(opened, voter.member);
  const foreign = Object.keys(paper.choices).filter((n) => !mine.includes(n));
  if (foreign.length > 0) return { refusal: { refused: 'not-on-paper', observed: foreign.join(', ') } };
  const missing = mine.filter((n) => paper.choices[n] === undefined);
  if (missing.length > 0) return { refusal: { refused: 'incomplete-paper', observed: missing.join(', ') } };
  const contents = {
    receipt: Buffer.from(paper.receipt, 'hex'),
    marks: opened.items.map((n): Choice => paper.choices[n] ?? 'none'),
  };
  const sealed = sealPaper(Buffer.from(opened.publicKey, 'hex'), ballot, voter.member, contents);
  try {
    await engine.db.query('put_paper', putText, [ballot, voter.member, commandId, sealed]);
  } catch (error) {
    if (conflictOf(error)?.conflict === 'ballot-closed') return closed('closing');
    throw error;
  }
  return { received: true };
}

function closed(state: string): { refusal: Refusal } {
  return { refusal: { refused: 'ballot-closed', observed: state } };
}
