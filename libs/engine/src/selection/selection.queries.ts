import type { ByHand, Pin, Seat } from '#domain';
import { barredOf } from '../councils/sitting.queries.js';
import type { Engine } from '../engine.js';
import { belongsFor, seatsOf } from '../seats.js';

/** A selection with its list as it waits now. */
export interface SelectionRow {
  readonly id: string;
  readonly unit_id: string;
  readonly unit_name: string;
  readonly step_key: string;
  readonly award: string;
  readonly theme: string | null;
  readonly year: number;
  readonly ranking: readonly (readonly string[])[];
  readonly version: number;
  readonly closed: boolean;
  readonly act_id: string | null;
  readonly seen: boolean;
  readonly seats: Seat[];
  readonly clock: Date;
  readonly quota: { readonly id: string; readonly cap: number; readonly used: number } | null;
  readonly items: readonly ItemRow[];
  readonly command_hash: Buffer | null;
  readonly command_chain: string | null;
  readonly closed_fact: Readonly<Record<string, unknown>> | null;
  /** What people did to the order, in its order. */
  readonly hand: readonly HandRow[];
  readonly last: { readonly seq: number; readonly hash: string; readonly at: string } | null;
  /** Quotas of the units on the way of the items. */
  readonly places: readonly {
    readonly id: string;
    readonly name: string;
    readonly cap: number;
    readonly used: number;
  }[];
}

/** An entry of the chain of a selection; the reason is null when it was erased. */
export interface HandRow {
  readonly fact: ByHand;
  readonly by: string;
  readonly at: string;
  readonly reason: string | null;
}

export interface ItemRow {
  readonly nomination: string;
  readonly code: string;
  readonly subject: string;
  readonly unit: string;
  readonly procedure: Pin;
  readonly route: readonly { readonly unit: string; readonly level: string; readonly steps: readonly string[] }[];
  readonly facts: Readonly<Record<string, { readonly value: unknown }>>;
  readonly barred: readonly string[];
  readonly held: boolean;
  readonly votes: { readonly agree: number; readonly base: number } | null;
  readonly released: boolean;
}

/** What waits in the step of an open selection, or what was in a closed one. */
const itemsOf = `coalesce((select jsonb_agg(jsonb_build_object('nomination', n.id, 'code', n.code, 'subject', coalesce(p.name, su.name),
    'unit', nu.name, 'procedure', n.procedure, 'route', n.context->'route',
    'facts', coalesce((select v.content::jsonb->'facts' from dossier_version v where v.nomination_id = n.id and v.revision = n.revision), '{}'),
    'barred', ${barredOf('n', 's.unit_id')}, 'held', jsonb_array_length(holds_over(n.context, n.subject_id)) > 0,
    'released', n.released_at <= (select laurel_clock()),
    'votes', (select jsonb_build_object('agree', t.t->'agree', 'base', t.t->'base')
      from (select n.context->'ballots'->-1->'totals' as t) t where t.t is not null)) order by n.code)
  from nomination n /* visible: the unit ranks what waits for it */ join unit nu on nu.id = n.unit_id
  left join person p on n.subject_type = 'person' and p.id = n.subject_id
  left join unit su on n.subject_type = 'unit' and su.id = n.subject_id
  where n.award = s.award and n.year = s.year and n.theme is not distinct from s.theme
    and case when s.act_id is null then n.state = s.step_key
      else exists (select from act_item i where i.act_id = s.act_id and i.nomination_id = n.id) end), '[]')`;

/** Moves and decided ties, with who and why. */
const handOf = `coalesce((select jsonb_agg(jsonb_build_object('fact', e.canon::jsonb->'facts'->0, 'by', coalesce(b.name, ''),
    'at', e.canon::jsonb->>'at', 'reason', x.value) order by e.seq)
  from ledger_entry e left join person b on b.id = (e.canon::jsonb->'actor'->>'person')::uuid
  left join ledger_secret x on x.chain = e.chain and x.seq = e.seq and x.text_id = 'reason'
  where e.chain = 'act:' || s.id and e.canon::jsonb->>'type' <> 'CloseSelection'), '[]')`;

const lastOf = `(select jsonb_build_object('seq', e.seq, 'hash', encode(e.entry_hash, 'hex'), 'at', e.canon::jsonb->>'at')
  from ledger_entry e where e.chain = 'act:' || s.id order by e.seq desc limit 1)`;

const placesOf = `coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'cap', q.cap, 'used', q.before + q.used)
    order by o.name_plain, o.id)
  from quota q join unit o on o.id = q.unit_id
  where q.award = s.award and q.theme is not distinct from s.theme and q.year = s.year
    and exists (select from unit_closure x where x.ancestor_id = s.unit_id and x.descendant_id = q.unit_id)), '[]')`;

const selectionText = `
select s.id, s.unit_id, u.name as unit_name, s.step_key, s.award, s.theme, s.year, s.ranking, s.version, s.closed_at is not null as closed,
  s.act_id, ${belongsFor('$2::uuid', 's.unit_id', 's.award')} as seen, ${seatsOf('$2::uuid')} as seats,
  date_trunc('milliseconds', laurel_clock()) as clock, ${itemsOf} as items,
  (select jsonb_build_object('id', q.id, 'cap', q.cap, 'used', q.before + q.used) from quota q
    where q.award = s.award and q.theme is not distinct from s.theme and q.year = s.year and q.unit_id is null) as quota,
  ${handOf} as hand, ${lastOf} as last, ${placesOf} as places,
  cmd.request_hash as command_hash, done.chain as command_chain, own.canon::jsonb->'facts'->0 as closed_fact
from selection s join unit u on u.id = s.unit_id
left join ledger_entry own on own.chain = 'act:' || s.id and own.canon::jsonb->>'type' = 'CloseSelection'
left join command cmd on cmd.id = $3::uuid
left join ledger_entry done on done.command_id = cmd.id
where s.id = $1::uuid`;

/** A selection, or undefined; whether it may be seen is `seen`. */
export async function selectionRow(
  engine: Engine,
  id: string,
  person: string,
  command: string | null = null,
): Promise<SelectionRow | undefined> {
  return (await engine.db.query<SelectionRow>('selection-row', selectionText, [id, person, command]))[0];
}
