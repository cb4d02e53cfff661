import {
  annullable,
  composeRefusal,
  correctionRefusal,
  decideDiscard,
  decideIssue,
  decideSign,
  formatNumber,
  isRefusal,
  type DocumentWorld,
  type Refusal,
  type Seat,
} from '#domain';
import type { ActAccepted, ActView, DocumentQuery, Documents, DocumentView, NewDocument } from '#contract';
import { isUuid } from '../cursor.js';
import type { Engine } from '../engine.js';
import { refusalView, seatView } from '../nominations/view-parts.js';
import { belongsTo, seatsOf, seesDocument } from '../seats.js';
import { visible } from '../visible.js';
import { annulmentsOf } from './annulments.js';
import { composingConflict } from './composing.js';
import { correctionsOf } from './corrections.js';
import { draftWorld, itemViews } from './lines.js';
import { documentWorld, loadCandidates, loadDocument, loadItems, type DocumentRow, type ItemRow } from './load.js';

const composeText = `
with made as (insert into decision_document (id, body_id, kind, capacity, title, created_by)
  values ($1::uuid, $2::uuid, $3, $4, $5, $6::uuid) returning id)
, lines as (insert into decision_item (document_id, nomination_id, position)
  select $1::uuid, x.id, x.position::int from unnest($7::uuid[]) with ordinality x (id, position))
, told as (insert into outbox (id, chain, consumer, topic, payload, available_at)
  select uuidv7(), 'd:' || $1::uuid, 'notify', 'documentToSign',
    jsonb_build_object('topic', 'documentToSign', 'document', $1::uuid, 'to', jsonb_build_object('kind', 'seats', 'unit', $2::uuid, 'role', 'signer')), laurel_clock())
select id from made`;

/** The clerk of the deciding body composes a draft from what waits for its decision. */
export async function composeDocument(
  engine: Engine,
  person: string,
  id: string,
  body: NewDocument,
): Promise<{ readonly id: string } | { readonly refusal: Refusal }> {
  const who = (await engine.db.query<Composer>('compose_who', composerText, [person]))[0];
  const unit = who?.seats.find((s) => s.id === body.as)?.unit;
  const nominations = [...new Set(body.nominations)];
  const items = await loadCandidates(engine, nominations, person);
  if (items.length !== nominations.length || items.some((i) => !i.sees)) return { refusal: { refused: 'not-found' } };
  if (who === undefined || unit === undefined)
    return { refusal: { refused: 'wrong-seat', needed: 'clerk', clearedBy: 'administrator' } };
  const refusal = composeRefusal(draftWorld(engine, { person, unit, ...who }, { body, items }));
  if (refusal !== null) return { refusal };
  try {
    await engine.db.query('compose', composeText, [
      id,
      unit,
      body.kind,
      body.capacity,
      body.title,
      person,
      nominations,
    ]);
  } catch (error) {
    return { refusal: composingConflict(error) };
  }
  return { id };
}

interface Composer {
  readonly seats: Seat[];
  readonly clock: Date;
}

const composerText = `select date_trunc('milliseconds', laurel_clock()) as clock, ${seatsOf('$1::uuid')} as seats`;

/** A document as its body's people see it; null for an unknown one and for everybody else. */
export async function documentView(engine: Engine, person: string, id: string): Promise<DocumentView | null> {
  const row = await loadDocument(engine, id, person, null);
  if (row?.visible !== true) return null;
  const items = await loadItems(engine, id);
  return {
    id,
    kind: row.kind,
    state: row.state,
    version: row.version,
    body: { id: row.body_id, name: row.body_name, symbol: row.symbol },
    title: row.title,
    capacity: row.capacity,
    number: row.number_text,
    date: row.issued_on,
    next: row.state === 'signed' ? nextOf(row) : null,
    signedBy: row.signer_name,
    signedFor: row.signed_for,
    signedAt: row.signed_at?.toISOString() ?? null,
    issuedAt: row.issued_at?.toISOString() ?? null,
    act: row.act_id,
    items: itemViews(items, documentWorld(engine, row, items, { person, as: '', elevated: false })),
    ...(await correctionsOf(engine, row)),
    ...(await annulmentsOf(engine, row, person)),
    commands: commandsOf(engine, row, { items, person }),
  };
}

/** Number, date and act of an issued document, without its lines; null while it is not issued, and to strangers. */
export async function documentIssued(engine: Engine, person: string, id: string): Promise<ActAccepted | null> {
  const row = await loadDocument(engine, id, person, null);
  if (row?.visible !== true || row.act_id === null) return null;
  const { act_id: act, number_text: number, issued_on: date } = row;
  return number === null || date === null ? null : { act, number, date };
}

function nextOf({ next_number: number, kind, symbol }: DocumentRow): DocumentView['next'] {
  return { number, text: formatNumber(number, kind, symbol) };
}

type Asked = DocumentView['commands'][number]['type'];

/** What the law has against a deed; null where nothing. */
const laws: Record<Asked, (world: DocumentWorld, id: string) => Refusal | null> = {
  Sign: (world) => refusalOf(decideSign(world)),
  Issue: (world) => refusalOf(decideIssue(world)),
  Discard: (world) => refusalOf(decideDiscard(world)),
  Correct: (world) => correctionRefusal(world, []),
  Annul: annullable,
};
const refusalOf = (verdict: object): Refusal | null => (isRefusal(verdict) ? verdict : null);

const fits: Record<DocumentRow['state'], readonly Asked[]> = {
  draft: ['Sign', 'Discard'],
  signed: ['Issue', 'Discard'],
  issued: ['Correct', 'Annul'],
  discarded: [],
};

/** What this person may do with the document, in which seat; the password is asked for when they do it. */
function commandsOf(
  engine: Engine,
  row: DocumentRow,
  { items, person }: { readonly items: readonly ItemRow[]; readonly person: string },
): DocumentView['commands'] {
  return fits[row.state].map((type) => {
    const answers = row.seats.map((seat) => ({
      seat,
      refusal: laws[type](documentWorld(engine, row, items, { person, as: seat.id, elevated: true }), row.id),
    }));
    const allowed = answers.filter((a) => a.refusal === null).map((a) => a.seat);
    const refusals = answers.flatMap((a) => a.refusal ?? []);
    const refusal = refusals.find((r) => r.refused !== 'wrong-seat') ?? refusals[0] ?? null;
    return {
      type,
      allowed: allowed.length > 0,
      seats: allowed.map((seat) => seatView(seat, row.body_name, row.clock.toISOString())),
      refusal: allowed.length > 0 || refusal === null ? null : refusalView(refusal),
    };
  });
}

/** A cursor that names a document of another body is like one that names none. */
const seenOf = (document: string): string => seesDocument('$1::uuid', document);

const listText = `select d.id, d.kind, d.state, d.title, u.name as body, d.number_text as number, d.issued_on::text as date,
  (select count(*)::int from decision_item i where i.document_id = d.id) as items
from decision_document d join unit u on u.id = d.body_id
where ${seenOf('d')} and ($2::text is null or d.state = $2)
  and ($3::uuid is null or (d.created_at, d.id) < (select c.created_at, c.id from decision_document c where c.id = $3::uuid and ${seenOf('c')}))
order by d.created_at desc, d.id desc limit $4::int`;

/** Documents of the bodies in which this person holds a seat, newest first. */
export async function listDocuments(engine: Engine, person: string, query: DocumentQuery): Promise<Documents> {
  const after = query.cursor !== undefined && isUuid(query.cursor) ? query.cursor : null;
  const rows = await engine.db.query<Documents['documents'][number]>('documents', listText, [
    person,
    query.state ?? null,
    after,
    query.limit + 1,
  ]);
  const page = rows.slice(0, query.limit);
  return { documents: page, next: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null };
}

const actText = `select a.id, a.kind, a.started_at, (a.payload->>'document') as document,
  count(i.*) filter (where told)::int as total, count(*) filter (where told and i.status = 'done')::int as done,
  count(*) filter (where told and i.status = 'waiting')::int as waiting,
  coalesce(jsonb_agg(jsonb_build_object('nomination', n.id, 'code', coalesce(n.code, ''), 'reason', i.refusal->>'refused'))
    filter (where i.status = 'refused' and sees), '[]') as refused
from act a left join act_item i on i.act_id = a.id left join nomination n on n.id = i.nomination_id
left join decision_document d on d.id = (a.payload->>'document')::uuid
cross join lateral (select ${visible('n', '$2::uuid')} as sees offset 0) s
cross join lateral (select a.kind <> 'hold' or sees as told) t
where a.id = $1::uuid and (a.started_by = $2::uuid or ${belongsTo('$2::uuid', 'coalesce(a.unit_id, d.body_id)')})
group by a.id`;

/**
 * How far an act is: done, waiting, refused with the reason. Nominations are named only to whoever may see them, and what a hold reaches
 * is not even counted to others. Null when it is not this person's to see.
 */
export async function actView(engine: Engine, person: string, id: string): Promise<ActView | null> {
  const rows = await engine.db.query<Omit<ActView, 'startedAt'> & { started_at: Date }>('act_view', actText, [
    id,
    person,
  ]);
  const row = rows[0];
  if (row === undefined) return null;
  const { started_at, ...rest } = row;
  return { ...rest, startedAt: started_at.toISOString() };
}
