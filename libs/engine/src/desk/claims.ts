import type { Claim, ClaimView } from '#contract';
import type { Refusal } from '#domain';
import type { Engine } from '../engine.js';
import { waiting, waitsFor } from '../nominations/turn.js';
import { visible } from '../visible.js';

/** Who works on `n` in its present step, as SQL jsonb; null when nobody said so. */
export const claimOf = `(select jsonb_build_object('person', jsonb_build_object('id', k.id, 'name', k.name),
    'since', to_char(c.claimed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'until', to_char(claim_until(c) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'free', claim_free(c))
  from claim c join person k on k.id = c.person_id where c.nomination_id = n.id and c.step_key = n.state)`;

/** What a person, a placeholder, may do about the claim of `n`, as SQL text of the contract's `claimDeeds`; null for nothing. */
export const claimDeedOf = (person: string): string => `(select case when not (${waitsFor(person)}) then null
    when c.person_id is null then 'claim' when c.person_id = ${person}::uuid then 'release' when claim_free(c) then 'takeOver' end
  from (select) one left join claim c on c.nomination_id = n.id and c.step_key = n.state)`;

const claimText = `
with seen as (select n.* from nomination n where n.id = $2::uuid and ${visible('n', '$1::uuid')}),
put as (
  insert into claim as c (nomination_id, step_key, person_id, claimed_at)
  select n.id, n.state, $1::uuid, laurel_clock() from seen n where ${waiting}
  on conflict (nomination_id, step_key) do update set person_id = excluded.person_id, claimed_at = excluded.claimed_at
    where c.person_id = excluded.person_id or ($3 and claim_free(c))
  returning person_id
)
select exists (select from seen) as seen, exists (select from put) as put, exists (select from seen n where ${waiting}) as waits`;
const readText = `select ${claimOf} as claim from nomination n where n.id = $1::uuid /* visible: claimed by whoever sees it */`;

/**
 * Says that this person works on a nomination that waits for them, in its present step. Another one's claim stays (`claimed`) unless it is
 * free and `takeOver` says so. Refuses also with `not-found` and `not-now`. Nobody is kept from deciding by a claim.
 */
export async function claimNomination(
  engine: Engine,
  person: string,
  nomination: string,
  { takeOver }: Claim,
): Promise<ClaimView | { readonly refusal: Refusal }> {
  const [row] = await engine.db.query<{ seen: boolean; put: boolean; waits: boolean }>('claim', claimText, [
    person,
    nomination,
    takeOver,
  ]);
  if (row?.seen !== true) return { refusal: { refused: 'not-found' } };
  if (!row.waits) return { refusal: { refused: 'not-now', needed: 'a nomination that waits for you' } };
  const [now] = await engine.db.query<{ claim: ClaimView | null }>('claim_read', readText, [nomination]);
  const claim = now?.claim ?? null;
  if (row.put && claim !== null) return claim;
  return { refusal: { refused: 'claimed', observed: claim?.person.name ?? '', data: { claim } } };
}

const releaseText = `delete from claim c using nomination n /* visible: one’s own claim */
  where n.id = $2::uuid and c.nomination_id = n.id and c.step_key = n.state and c.person_id = $1::uuid`;

/** Lets it go; nothing to do where it is not one's own. */
export async function releaseClaim(engine: Engine, person: string, nomination: string): Promise<void> {
  await engine.db.query('claim_release', releaseText, [person, nomination]);
}
