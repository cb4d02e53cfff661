import {
  holdsPlace,
  type AnnulmentGrounds,
  type Context,
  type DecisionDocument,
  type DocumentItem,
  type DocumentWorld,
  type Money,
  type Occasion,
  type Pin,
  type Seat,
  type UnitLevel,
} from '#domain';
import type { OnBehalfOf } from '#contract';
import type { Engine } from '../engine.js';
import { entryTime } from '../entry-time.js';
import { moneyOfAward, type Rates } from '../money/amounts.js';
import { onBehalfOf, seatsOf, seesDocument } from '../seats.js';
import { visible } from '../visible.js';

/** A document with everything that a deed on it may depend on. */
export interface DocumentRow {
  id: string;
  body_id: string;
  body_name: string;
  symbol: string;
  kind: DecisionDocument['kind'];
  capacity: DecisionDocument['capacity'];
  title: string;
  state: DecisionDocument['state'];
  version: number;
  signer_id: string | null;
  signer_name: string | null;
  signed_for: OnBehalfOf | null;
  signed_at: Date | null;
  year: number | null;
  number: number | null;
  number_text: string | null;
  issued_on: string | null;
  issued_at: Date | null;
  corrects: string | null;
  annuls: string | null;
  grounds: AnnulmentGrounds | null;
  corrected: CorrectedLine[];
  act_id: string | null;
  clock: Date;
  visible: boolean;
  last_hash: Buffer | null;
  last_at: string | null;
  next_number: number;
  command_person: string | null;
  command_hash: Buffer | null;
  command_chain: string | null;
  seats: Seat[];
}

/** What a correction says of one line of the document that it corrects. */
export interface CorrectedLine {
  nomination: string;
  code: string;
  wrong: string;
  right: string;
}

/** Seat holders of the issuing body see its documents. $1 document · $2 person · $3 command id. */
const documentText = `
select d.id, d.body_id, u.name as body_name, u.symbol, d.kind, d.capacity, d.title, d.state, d.version, d.signer_id,
  g.name as signer_name, ${onBehalfOf("signed.canon::jsonb->'actor'")} as signed_for, d.signed_at, d.year, d.number, d.number_text, d.issued_on::text, d.issued_at, d.act_id,
  d.corrects, d.annuls, d.grounds, ${correctedOf('d.id')} as corrected,
  date_trunc('milliseconds', laurel_clock()) as clock,
  ${seesDocument('$2::uuid', 'd')} as visible,
  last.entry_hash as last_hash, last.canon::jsonb->>'at' as last_at,
  coalesce((select q.last from number_sequence q where q.body_id = d.body_id and q.kind = d.kind
    and q.year = extract(year from legal_date())::int), 0) + 1 as next_number,
  cmd.person as command_person, cmd.request_hash as command_hash, done.chain as command_chain,
  ${seatsOf('$2::uuid')} as seats
from decision_document d join unit u on u.id = d.body_id
left join person g on g.id = d.signer_id
left join ledger_entry last on last.chain = 'd:' || d.id and last.seq = d.version
left join ledger_entry signed on signed.chain = 'd:' || d.id and signed.seq = 1 and d.signer_id is not null
left join command cmd on cmd.id = $3::uuid
left join ledger_entry done on done.command_id = cmd.id
where d.id = $1::uuid`;

/** The lines of a correction as JSON; none of any other document. */
export function correctedOf(document: string): string {
  return `coalesce((select jsonb_agg(jsonb_build_object('nomination', l.nomination_id, 'code', o.code, 'wrong', l.wrong, 'right', l."right")
    order by l.position) from correction_line l join nomination o on o.id = l.nomination_id where l.document_id = ${document}
    /* visible: a line of a document that is shown */), '[]')`;
}

/** Loads a document; null when there is none. Whether it may be seen is `visible`. */
export async function loadDocument(
  engine: Engine,
  id: string,
  person: string,
  commandId: string | null,
): Promise<DocumentRow | null> {
  const rows = await engine.db.query<DocumentRow>('document_load', documentText, [id, person, commandId]);
  return rows[0] ?? null;
}

/** A listed nomination with what its line shows and what the law asks. */
export interface ItemRow {
  position: number;
  nomination: string;
  code: string;
  state: string;
  deciding_unit: string | null;
  award: string;
  subject_type: 'person' | 'unit';
  subject_id: string;
  subject_name: string;
  unit_name: string;
  year: number;
  occasion: Occasion;
  theme: string | null;
  nominator: string;
  nominated_for: string | null;
  recused: string[];
  related: string[];
  holds: string[];
  level: UnitLevel;
  approvals: { step: string; person: string; onBehalfOf?: string }[];
  released_at: Date | null;
  changed: boolean;
  other_document: string | null;
  fact_version: number;
  amount: string | null;
  sees: boolean;
  waiting_kind: string | null;
  eligibility: string;
  procedure: Pin;
  route: Context['route'];
  quotas: string[] | null;
  quota: { id: string; cap: number; used: number } | null;
  rates: Rates;
  granted_by: string | null;
  granted: string | null;
}

/** An open document holds its lines; an issued one as well until its act has come to them. */
const taken = (item: string): string =>
  `(${item}.open or exists (select from act_item w where w.nomination_id = ${item}.nomination_id and w.status = 'waiting'))`;

const itemColumns = `n.id as nomination, n.code, n.state, n.waiting_unit as deciding_unit, n.award, n.subject_type, n.subject_id,
  coalesce(p.name, s.name) as subject_name, u.name as unit_name, n.year, n.occasion, n.theme, person_now((n.context->>'nominator')::uuid) as nominator,
  person_now((n.context->>'nominatedFor')::uuid) as nominated_for,
  (select coalesce(jsonb_agg(person_now(x::uuid)), '[]') from jsonb_array_elements_text(n.context->'recused') x) as recused, holds_over(n.context, n.subject_id) as holds, coalesce(n.context->'route'->-1->>'level', 'federation') as level,
  coalesce((select jsonb_agg(r.person_id) from relation r where r.subject_id = n.subject_id), '[]') as related,
  coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('step', a.step_key, 'person', a.person_id, 'onBehalfOf', a.on_behalf_of))) from approval a
    where a.nomination_id = n.id and a.voided_at is null), '[]') as approvals,
  n.released_at, n.waiting_kind, n.eligibility, n.procedure, n.context->'route' as route, n.context->'quotas' as quotas,
  (select jsonb_build_object('id', q.id, 'cap', q.cap, 'used', q.before + q.used) from quota q where n.waiting_kind = 'signature'
    and q.award = n.award and q.year = n.year and q.theme is not distinct from n.theme and q.unit_id = n.waiting_unit) as quota,
  coalesce((select v.n from fact_version v where v.subject_id = n.subject_id), 0) as fact_version,
  n.context->>'document' as granted_by, (select g.money->>'amount' from award_grant g where g.nomination_id = n.id and g.annulled_at is null limit 1) as granted`;
const itemJoins = `join unit u on u.id = n.unit_id
  left join person p on n.subject_type = 'person' and p.id = n.subject_id
  left join unit s on n.subject_type = 'unit' and s.id = n.subject_id`;

const itemsText = `select i.position, ${itemColumns}, i.amount, true as sees,
  (select d.state = 'signed' from decision_document d where d.id = i.document_id) and not exists (select from approval a
    where a.nomination_id = n.id and a.document_id = i.document_id and a.revision = n.revision and a.voided_at is null) as changed,
  (select x.document_id from decision_item x where x.nomination_id = n.id and x.document_id <> i.document_id and ${taken('x')} limit 1) as other_document
from decision_item i join nomination n on n.id = i.nomination_id ${itemJoins}
where i.document_id = $1::uuid /* visible: the body's seat holders see what they decide */ order by i.position`;

const candidatesText = `select x.position::int, ${itemColumns}, null as amount, false as changed, ${visible('n', '$2::uuid')} as sees,
  (select y.document_id from decision_item y where y.nomination_id = n.id and ${taken('y')} limit 1) as other_document
from unnest($1::uuid[]) with ordinality x (id, position) join nomination n on n.id = x.id ${itemJoins} order by x.position`;

/** $1 and $2 are the kinds of lines: award and type of subject. */
const ratesText = `select k.award, k.subject, jsonb_build_object('base', money_rate_on('baseSalary', null, null, legal_date()),
    'own', money_rate_on('multiple', k.award, k.subject, legal_date()),
    'persons', money_rate_on('multiple', k.award, 'person', legal_date()),
    'factor', money_rate_on('collectiveFactor', k.award, null, legal_date())) as rates
  from unnest($1::text[], $2::text[]) k (award, subject)`;

/** Rates are asked for once per award and type of subject: a list of a thousand has a handful of them. */
async function withRates(engine: Engine, rows: readonly Omit<ItemRow, 'rates'>[]): Promise<ItemRow[]> {
  if (rows.length === 0) return [];
  const kindOf = (award: string, subject: string): string => `${subject} ${award}`;
  const kinds = new Map(rows.map((r) => [kindOf(r.award, r.subject_type), r]));
  const asked = [...kinds.values()];
  const values = [asked.map((r) => r.award), asked.map((r) => r.subject_type)];
  const found = await engine.db.query<{ award: string; subject: string; rates: Rates }>(
    'line_rates',
    ratesText,
    values,
  );
  const rates = new Map(found.map((f) => [kindOf(f.award, f.subject), f.rates]));
  const unset: Rates = { base: null, own: null, persons: null, factor: null };
  return rows.map((r) => ({ ...r, rates: rates.get(kindOf(r.award, r.subject_type)) ?? unset }));
}

/** The lines of a document, in its order. */
export async function loadItems(engine: Engine, document: string): Promise<ItemRow[]> {
  return withRates(engine, await engine.db.query<Omit<ItemRow, 'rates'>>('document_items', itemsText, [document]));
}

/** Nominations that somebody wants to list, with whether they may see each. */
export async function loadCandidates(
  engine: Engine,
  nominations: readonly string[],
  person: string,
): Promise<ItemRow[]> {
  const values = [nominations, person];
  return withRates(
    engine,
    await engine.db.query<Omit<ItemRow, 'rates'>>('document_candidates', candidatesText, values),
  );
}

/** The place that sending it up takes: undefined where its step needs none or it has one, null where no quota is set. */
export function quotaOf({ directory }: Engine, row: ItemRow): ItemRow['quota'] | undefined {
  if (row.waiting_kind !== 'signature') return undefined;
  const { value } = directory.procedure(row.procedure);
  if (!holdsPlace(value, { route: row.route }, row.state)) return undefined;
  return row.quota !== null && row.quotas?.includes(row.quota.id) ? undefined : row.quota;
}

/** Money that the award gives today; null is "not set". */
export function moneyOfItem({ award, subject_type, rates }: ItemRow): Money | null {
  return moneyOfAward(award, subject_type, rates);
}

/** A loaded line as the law looks at it. */
export function itemOf(engine: Engine, row: ItemRow): DocumentItem {
  const quota = quotaOf(engine, row);
  return {
    nomination: row.nomination,
    code: row.code,
    state: row.state,
    decidingUnit: row.deciding_unit ?? '',
    decidingLevel: row.level,
    award: row.award,
    subject: { type: row.subject_type, id: row.subject_id },
    subjectPerson: row.subject_type === 'person' ? row.subject_id : null,
    year: row.year,
    occasion: row.occasion,
    ...(row.theme === null ? {} : { theme: row.theme }),
    nominator: row.nominator,
    ...(row.nominated_for === null ? {} : { nominatedFor: row.nominated_for }),
    barred: [...row.recused, ...row.related],
    waitingKind: row.waiting_kind,
    notEligible: row.eligibility === 'notEligible',
    ...(quota === undefined ? {} : { quota }),
    approvals: row.approvals,
    holds: row.holds,
    releasedAt: row.released_at?.toISOString() ?? null,
    changedSinceSigned: row.changed,
    otherDocument: row.other_document,
    money: moneyOfItem(row),
    grantedBy: row.granted_by,
  };
}

/** The world of one deed on a document. */
export function documentWorld(
  engine: Engine,
  row: DocumentRow,
  items: readonly ItemRow[],
  who: { person: string; as: string; elevated: boolean; shownNumber?: number | undefined },
): DocumentWorld {
  return {
    at: entryTime(row.clock, row.last_at),
    actor: { kind: 'person', person: who.person, seats: row.seats, as: who.as },
    visible: row.visible,
    elevated: who.elevated,
    document: {
      state: row.state,
      body: row.body_id,
      kind: row.kind,
      capacity: row.capacity,
      items: items.map((i) => i.nomination),
      signer: row.signer_id,
      number: row.number,
      year: row.year,
      date: row.issued_on,
      corrects: row.corrects,
      annuls: row.annuls,
      grounds: row.grounds,
    },
    items: items.map((i) => itemOf(engine, i)),
    nextNumber: row.next_number,
    ...(who.shownNumber === undefined ? {} : { shownNumber: who.shownNumber }),
  };
}
