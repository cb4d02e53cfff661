import type { Db } from '../db.js';
import type { Difference } from './check.js';
import { Rebuilt, type Place, type StoredRow } from './rebuilt.js';

interface Entry extends Place {
  readonly by: string | null;
  readonly f: Readonly<Record<string, unknown>> & { readonly type: string };
}

const entriesText = `select e.chain, e.seq, e.canon::jsonb->'actor'->>'person' as by, f
from ledger_entry e cross join lateral (select e.canon::jsonb->'facts'->0 as f) x
where e.chain like 'acl:%' and f->>'type' ~ '^(Delegation|Absence)' order by e.chain, e.seq`;

const rowsText = `
select 'delegation ' || d.id as name, 'acl:' || s.unit_id as chain, jsonb_build_object('seat', d.seat_id, 'from', d.from_id, 'to', d.to_id,
  'form', d.form, 'award', d.award, 'level', d.level, 'awards', d.awards, 'validFrom', d.valid_from, 'validTo', d.valid_to,
  'grantedOn', d.granted_on, 'by', d.granted_by, 'revokedBy', d.revoked_by, 'revoked', d.revoked_at is not null) as row
from delegation d join seat s on s.id = d.seat_id
union all
select 'absence ' || a.id, 'acl:' || p.unit_id, jsonb_build_object('person', a.person_id, 'validFrom', a.valid_from, 'validTo', a.valid_to,
  'ended', a.ended_at is not null) from absence a join person p on p.id = a.person_id`;

/** The first delegation or absence whose row is not what its entries made of it. */
export async function delegationsFault(db: Db): Promise<Difference | null> {
  const rebuilt = new Rebuilt();
  for (const entry of await db.query<Entry>('check_delegation_entries', entriesText)) told(rebuilt, entry);
  return rebuilt.fault(await db.query<StoredRow>('check_delegations', rowsText));
}

function told(rebuilt: Rebuilt, entry: Entry): void {
  const { type, delegation, absence, ...rest } = entry.f;
  switch (type) {
    case 'DelegationGranted':
      return rebuilt.set(`delegation ${String(delegation)}`, entry, { ...rest, by: entry.by, revoked: false });
    case 'DelegationRevoked':
      return rebuilt.set(`delegation ${String(delegation)}`, entry, { revokedBy: entry.by, revoked: true });
    case 'AbsenceSet':
      return rebuilt.set(`absence ${String(absence)}`, entry, { ...rest, ended: false });
    default:
      return rebuilt.set(`absence ${String(absence)}`, entry, { ended: true });
  }
}
