import { checkChain } from '#ledger';
import type { LedgerEntryView, NominationLedger, OnBehalfOf } from '#contract';
import type { Engine } from '../engine.js';
import { onBehalfOf } from '../seats.js';
import { load } from '../perform.js';
import { apart } from './view-parts.js';

interface EntryRow {
  chain: string;
  seq: number;
  canon: string;
  prev_hash: Buffer;
  entry_hash: Buffer;
  person_name: string | null;
  unit_name: string | null;
  role: string | null;
  on_behalf_of: OnBehalfOf | null;
  texts: Record<string, string>;
}

const entriesText = `
select e.chain, e.seq, e.canon, e.prev_hash, e.entry_hash, p.name as person_name, u.name as unit_name, s.role, ${onBehalfOf('c.a')} as on_behalf_of,
  coalesce((select jsonb_object_agg(x.text_id, x.value) from ledger_secret x where x.chain = e.chain and x.seq = e.seq
    and x.text_id in ('opinion', 'reason')), '{}') as texts
from ledger_entry e cross join lateral (select e.canon::jsonb->'actor' as a) c
left join person p on p.id = (c.a->>'person')::uuid
left join unit u on u.id = (c.a->>'unit')::uuid
left join seat s on s.id = coalesce(c.a->'onBehalfOf'->>'seat', c.a->>'seat')::uuid
where e.chain = any ($1::text[]) order by e.chain, e.seq`;

/** The history of a nomination with hashes, recomputed now. Null when it may not be seen, by the subject or by a recused person either. */
export async function nominationLedger(engine: Engine, person: string, id: string): Promise<NominationLedger | null> {
  const row = await load(engine, id, person, null);
  if (row?.visible !== true || apart(row, person)) return null;
  const chain = `n:${id}`;
  const before = `w:${id}`;
  const rows = await engine.db.query<EntryRow>('nomination_entries', entriesText, [[chain, before]]);
  const entries = rows.filter((r) => r.chain === chain);
  const draft = rows.filter((r) => r.chain === before);
  const fault = faultOf(entries) ?? faultOf(draft);
  const views = entries.map(entryView);
  const retracted = new Set(
    views.flatMap((v) => v.facts.flatMap((f) => (f['type'] === 'Retracted' ? [Number(f['seq']) + 1] : []))),
  );
  return {
    chain,
    intact: fault === null,
    brokenAt: fault?.seq ?? null,
    checkedAt: row.clock.toISOString(),
    entries: views.map((v) => ({ ...v, retracted: retracted.has(v.seq) })),
    draftEntries: draft.map(entryView),
  };
}

function faultOf(entries: readonly EntryRow[]) {
  return checkChain(
    entries.map(({ chain, seq, canon, prev_hash: prevHash, entry_hash: hash }) => ({
      chain,
      seq,
      canon,
      prevHash,
      hash,
    })),
  );
}

type Canon = Pick<LedgerEntryView, 'at' | 'type' | 'facts' | 'files'> & {
  actor: { person?: string; system?: string };
  from?: string;
  to?: string;
  revision?: number;
  late?: boolean;
  texts: { id: string; commitment: string }[];
};

function entryView(e: EntryRow): LedgerEntryView {
  const c = JSON.parse(e.canon) as Canon;
  return {
    seq: e.seq,
    at: c.at,
    type: c.type,
    actor: {
      person: c.actor.person ?? null,
      name: e.person_name ?? c.actor.system ?? '',
      role: e.role,
      unit: e.unit_name,
      onBehalfOf: e.on_behalf_of,
    },
    from: c.from ?? null,
    to: c.to ?? null,
    revision: c.revision ?? null,
    facts: c.facts,
    texts: c.texts.map((t) => ({ ...t, value: e.texts[t.id] ?? null })),
    files: c.files,
    late: c.late ?? false,
    retracted: false,
    prevHash: e.prev_hash.toString('hex'),
    hash: e.entry_hash.toString('hex'),
  };
}
