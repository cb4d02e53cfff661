import { annulmentClocks, annulmentRefusal, annulmentTerm, awardOf, localDate, type Refusal } from '#domain';
import type { DocumentView, NewAnnulment } from '#contract';
import type { Engine } from '../engine.js';
import { visible } from '../visible.js';
import { composingConflict } from './composing.js';
import { documentWorld, loadDocument, loadItems, type DocumentRow, type ItemRow } from './load.js';

const composeText = `
with made as (insert into decision_document (id, body_id, kind, capacity, title, created_by, annuls, grounds)
  values ($1::uuid, $2::uuid, 'QĐ', $3, $4, $5::uuid, $6::uuid, $7::jsonb) returning id)
, lines as (insert into decision_item (document_id, nomination_id, position)
  select $1::uuid, x.id, x.position::int from unnest($8::uuid[]) with ordinality x (id, position))
, told as (insert into outbox (id, chain, consumer, topic, payload, available_at)
  select uuidv7(), 'd:' || $1::uuid, 'notify', 'documentToSign',
    jsonb_build_object('topic', 'documentToSign', 'document', $1::uuid, 'to', jsonb_build_object('kind', 'seats', 'unit', $2::uuid, 'role', 'signer')), laurel_clock())
select id from made`;

/**
 * The clerk of the body composes an annulment of awards that its issued document gave: a decision of its own, signed and numbered like
 * any other. Refuses as `annulmentRefusal` does, and with `in-other-document`.
 */
export async function composeAnnulment(
  engine: Engine,
  { person, original, id }: { readonly person: string; readonly original: string; readonly id: string },
  body: NewAnnulment,
): Promise<{ readonly id: string } | { readonly refusal: Refusal }> {
  const row = await loadDocument(engine, original, person, null);
  if (row?.visible !== true) return { refusal: { refused: 'not-found' } };
  const items = await loadItems(engine, original);
  const world = documentWorld(engine, row, items, { person, as: body.as, elevated: false });
  const { ground, concludedOn, receivedOn } = body;
  const nominations = [...new Set(body.nominations)];
  const refusal = annulmentRefusal(world, nominations, { concludedOn, receivedOn });
  if (refusal !== null) return { refusal };
  const grounds = JSON.stringify({ ground, concludedOn, receivedOn, ...termOf(engine, items, nominations) });
  const values = [id, row.body_id, body.capacity, body.title, person, original, grounds, nominations];
  try {
    await engine.db.query('compose_annulment', composeText, values);
  } catch (error) {
    return { refusal: composingConflict(error) };
  }
  return { id };
}

/** The terms of the procedure under which the first of the awards was decided. */
function termOf({ directory }: Engine, items: readonly ItemRow[], [first]: readonly string[]) {
  const item = items.find((i) => i.nomination === first);
  if (item === undefined) throw new Error('an annulment lists a nomination of its original');
  const { reportDays, decideWorkingDays, unit } = annulmentTerm(directory.procedure(item.procedure).value);
  return { reportDays, decideWorkingDays, unit };
}

/**
 * A nomination counted grants where the inputs of an evaluation since the annulled document was issued hold a fact of the registers about
 * them. Only those are listed that the person may see.
 */
const aboutText = `
select
  (select jsonb_build_object('id', o.id, 'number', o.number_text, 'date', o.issued_on::text) from decision_document o where o.id = d.annuls) as original,
  coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'number', a.number_text, 'date', a.issued_on::text, 'nominations',
      (select jsonb_agg(i.nomination_id order by i.position) from decision_item i where i.document_id = a.id)) order by a.issued_at)
    from decision_document a where a.annuls = d.id and a.state = 'issued'), '[]') as annulments,
  coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'nomination', r.nomination_id, 'code', n.code, 'object', r.object,
      'amount', r.amount, 'recoveredOn', r.recovered_on::text) order by n.code, r.object)
    from recovery r join nomination n on n.id = r.nomination_id where r.document_id = d.id /* visible: the body's people see what they annul */), '[]') as recoveries,
  coalesce((select jsonb_agg(distinct jsonb_build_object('nomination', n.id, 'code', n.code, 'award', n.award, 'state', n.state))
    from decision_item i join nomination m on m.id = i.nomination_id
    join nomination n on n.subject_id = m.subject_id and n.id <> m.id and n.code is not null and ${visible('n', '$2::uuid')}
    join decision_document g on g.id = d.annuls
    where i.document_id = d.id and exists (select from ledger_secret x join ledger_entry e on e.chain = x.chain and e.seq = x.seq
      where x.chain = 'n:' || n.id and x.text_id = 'inputs' and (e.canon::jsonb->>'at')::timestamptz >= g.issued_at and x.value ~ '"grant[.][A-Za-z0-9]+":{"source":"registry","value":(true|[1-9])')), '[]') as dependants
from decision_document d where d.id = $1::uuid`;

interface AboutRow {
  readonly original: { id: string; number: string; date: string } | null;
  readonly annulments: DocumentView['annulments'];
  readonly recoveries: NonNullable<DocumentView['annulment']>['recoveries'];
  readonly dependants: NonNullable<DocumentView['annulment']>['dependants'];
}

/** What a document annuls, with its clocks, what is to be recovered and who depends on it; and what annuls its own awards. */
export async function annulmentsOf(
  engine: Engine,
  { id, grounds, clock }: Pick<DocumentRow, 'id' | 'grounds' | 'clock'>,
  person: string,
): Promise<Pick<DocumentView, 'annulment' | 'annulments'>> {
  const [row] = await engine.db.query<AboutRow>('annulments', aboutText, [id, person]);
  if (row === undefined || row.original === null || grounds === null) {
    return { annulment: null, annulments: row?.annulments ?? [] };
  }
  const { original, annulments, recoveries } = row;
  const calendar = engine.directory.calendarInForce(localDate(clock.toISOString())).value;
  const dependants = row.dependants.map((d) => ({ ...d, award: awardOf(d.award)?.nameVi ?? d.award }));
  return {
    annulment: { ...grounds, ...annulmentClocks(calendar, grounds), original, recoveries, dependants },
    annulments,
  };
}
