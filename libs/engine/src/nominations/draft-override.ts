import type { OverriddenDraft, World } from '#domain';
import { canonicalize, seal, type Canonical } from '#ledger';
import { entryActor } from '../acting.js';
import type { Engine } from '../engine.js';
import type { LoadedRow } from '../load.queries.js';

const headText = `select seq, entry_hash as hash from ledger_entry where chain = $1 order by seq desc limit 1`;
const recordText = 'select record_draft_override($1, $2, $3, $4, $5::jsonb)';

/**
 * Writes an override of a working copy as an entry of its own chain. The database raises typed conflicts where the copy was
 * submitted or changed, or a fact of the register is another one now; then nothing was written.
 */
export async function recordDraftOverride(
  engine: Engine,
  { row, world, verdict }: { row: LoadedRow; world: World; verdict: OverriddenDraft },
  requestHash: Buffer,
): Promise<{ canon: string; hash: Buffer }> {
  const chain = `w:${row.id}`;
  const [head] = await engine.db.query<{ seq: number; hash: Buffer }>('draft_override_head', headText, [chain]);
  const { actor, at, commandId, ruleSetPin, inputs } = world;
  if (actor.kind !== 'person') throw new Error('a person overrides');
  const seat = actor.seats.find((s) => s.id === actor.as);
  const sealed = seal(
    {
      chain,
      seq: (head?.seq ?? 0) + 1,
      at,
      commandId,
      type: 'Override',
      actor: entryActor(actor.person, actor.as, seat, at),
      revision: 0,
      from: 'draft',
      to: 'draft',
      ruleSet: ruleSetPin as unknown as Canonical,
      evaluation: verdict.evaluation as unknown as Canonical,
      facts: [{ type: 'CriterionOverridden', criterion: verdict.overrides, values: verdict.values }],
      files: world.files,
    },
    [
      { id: 'reason', value: verdict.reason },
      { id: 'inputs', value: canonicalize(inputs as unknown as Canonical) },
    ],
    head?.hash ?? null,
  );
  const payload = {
    secrets: sealed.secrets,
    draft: row.draft?.n,
    factVersions: [{ subject: row.subject_id, n: row.fact_version }],
  };
  engine.failpoint('perform:decided');
  const values = [sealed.canon, sealed.prev, sealed.hash, requestHash, JSON.stringify(payload)];
  await engine.db.query('record_draft_override', recordText, values);
  return { canon: sealed.canon, hash: sealed.hash };
}
