import { correctionRefusal, type Refusal } from '#domain';
import type { DocumentView, NewCorrection } from '#contract';
import type { Engine } from '../engine.js';
import { correctedOf, documentWorld, loadDocument, loadItems, type CorrectedLine } from './load.js';

const composeText = `
with made as (insert into decision_document (id, body_id, kind, capacity, title, created_by, corrects)
  values ($1::uuid, $2::uuid, 'QĐ', $3, $4, $5::uuid, $6::uuid) returning id)
, lines as (insert into correction_line (document_id, position, nomination_id, wrong, "right")
  select $1::uuid, x.n::int, (x.l->>'nomination')::uuid, x.l->>'wrong', x.l->>'right'
  from jsonb_array_elements($7::jsonb) with ordinality x (l, n))
, told as (insert into outbox (id, chain, consumer, topic, payload, available_at)
  select uuidv7(), 'd:' || $1::uuid, 'notify', 'documentToSign',
    jsonb_build_object('topic', 'documentToSign', 'document', $1::uuid, 'to', jsonb_build_object('kind', 'seats', 'unit', $2::uuid, 'role', 'signer')), laurel_clock())
select id from made`;

/**
 * The clerk of the body composes a correction of an issued document: a decision of its own, signed and numbered like any other, that
 * commends nobody. Refuses as `correctionRefusal` does.
 */
export async function composeCorrection(
  engine: Engine,
  { person, original, id }: { readonly person: string; readonly original: string; readonly id: string },
  body: NewCorrection,
): Promise<{ readonly id: string } | { readonly refusal: Refusal }> {
  const row = await loadDocument(engine, original, person, null);
  if (row?.visible !== true) return { refusal: { refused: 'not-found' } };
  const items = await loadItems(engine, original);
  const world = documentWorld(engine, row, items, { person, as: body.as, elevated: false });
  const refusal = correctionRefusal(
    world,
    body.lines.map((l) => l.nomination),
  );
  if (refusal !== null) return { refusal };
  const values = [id, row.body_id, body.capacity, body.title, person, original, JSON.stringify(body.lines)];
  await engine.db.query('compose_correction', composeText, values);
  return { id };
}

const aboutText = `select
  (select jsonb_build_object('id', o.id, 'number', o.number_text, 'date', o.issued_on::text) from decision_document o where o.id = d.corrects) as corrects,
  coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'number', c.number_text, 'date', c.issued_on::text, 'lines', ${correctedOf('c.id')})
    order by c.issued_at) from decision_document c where c.corrects = d.id and c.state = 'issued'), '[]') as corrections
from decision_document d where d.id = $1::uuid`;

/** What a document corrects, what it says, and what corrects it. */
export async function correctionsOf(
  engine: Engine,
  { id, corrected }: { readonly id: string; readonly corrected: CorrectedLine[] },
): Promise<Pick<DocumentView, 'corrects' | 'corrected' | 'corrections'>> {
  const rows = await engine.db.query<Pick<DocumentView, 'corrects' | 'corrections'>>('corrections', aboutText, [id]);
  const { corrects = null, corrections = [] } = rows[0] ?? {};
  return { corrects, corrected, corrections };
}
