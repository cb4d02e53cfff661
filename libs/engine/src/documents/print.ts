import { awardOf, type AnnulmentGrounds, type DecisionDocument, type SigningForm, type UnitLevel } from '#domain';
import type { Engine } from '../engine.js';
import { itemViews } from './lines.js';
import { documentWorld, loadDocument, loadItems, type DocumentRow, type ItemRow } from './load.js';

/** What a document says on paper: names and amounts as they were when it was issued. */
export interface PrintedDocument {
  readonly kind: DecisionDocument['kind'];
  readonly title: string;
  readonly body: string;
  readonly level: UnitLevel;
  /** The union above the body; null for the federation. */
  readonly parent: string | null;
  readonly symbol: string;
  /** `05/QĐ-TLĐ` and the local date, `YYYY-MM-DD`; null until the issue. */
  readonly number: string | null;
  readonly date: string | null;
  readonly form: DecisionDocument['capacity'] | SigningForm;
  readonly signer: string | null;
  readonly lines: readonly PrintedLine[];
  /** The document that this one corrects or annuls. */
  readonly original: { readonly number: string; readonly date: string } | null;
  readonly corrected: readonly { readonly wrong: string; readonly right: string }[];
  readonly ground: AnnulmentGrounds['ground'] | null;
}

interface PrintedLine {
  readonly subject: string;
  readonly type: 'person' | 'unit';
  readonly unit: string;
  readonly award: string;
  readonly year: number;
  /** VND as a decimal string; null is "not set". */
  readonly amount: string | null;
}

const aboutText = `select u.level, p.name as parent,
  (select jsonb_build_object('number', o.number_text, 'date', o.issued_on::text) from decision_document o
    where o.id = coalesce(d.corrects, d.annuls)) as original
from decision_document d join unit u on u.id = d.body_id left join unit p on p.id = u.parent_id where d.id = $1::uuid`;

type About = Pick<PrintedDocument, 'level' | 'parent' | 'original'>;

/** The words of a document that is being decided on, with the number and date that it has or is about to get. */
export async function printedOf(
  engine: Engine,
  { row, items, person }: { readonly row: DocumentRow; readonly items: readonly ItemRow[]; readonly person: string },
  { number, date }: Pick<PrintedDocument, 'number' | 'date'>,
): Promise<PrintedDocument> {
  const [about] = await engine.db.query<About>('print_about', aboutText, [row.id]);
  if (about === undefined) throw new Error('a document that was loaded is there');
  const views = itemViews(items, documentWorld(engine, row, items, { person, as: '', elevated: false }));
  return {
    kind: row.kind,
    title: row.title,
    body: row.body_name,
    ...about,
    symbol: row.symbol,
    number,
    date,
    form: row.signed_for?.form ?? row.capacity,
    signer: row.signer_name,
    lines: items.map((item, i) => ({
      subject: item.subject_name,
      type: item.subject_type,
      unit: item.unit_name,
      award: awardOf(item.award)?.nameVi ?? item.award,
      year: item.year,
      amount: row.annuls === null ? (views[i]?.amount ?? null) : item.granted,
    })),
    corrected: row.corrected.map(({ wrong, right }) => ({ wrong, right })),
    ground: row.grounds?.ground ?? null,
  };
}

/** A document as it is printed; `fixed` is the PDF that was kept when it was printed first after its issue. */
export interface Print {
  readonly state: DecisionDocument['state'];
  readonly content: PrintedDocument;
  readonly fixed: Buffer | null;
}

const keptText = `select
  (select s.value from ledger_secret s where s.chain = 'd:' || $1::uuid and s.text_id = 'print' limit 1) as words,
  (select k.pdf from document_print k where k.document_id = $1::uuid) as pdf`;

/**
 * What is printed of a document that this person may see: of an issued one the words that its issue sealed, whatever the registers say
 * now. Null for an unknown one and to strangers.
 */
export async function documentPrint(engine: Engine, person: string, id: string): Promise<Print | null> {
  const row = await loadDocument(engine, id, person, null);
  if (row?.visible !== true) return null;
  const [kept] = await engine.db.query<{ words: string | null; pdf: Buffer | null }>('print_kept', keptText, [id]);
  const fixed = kept?.pdf ?? null;
  if (typeof kept?.words === 'string') {
    return { state: row.state, content: JSON.parse(kept.words) as PrintedDocument, fixed };
  }
  const items = await loadItems(engine, id);
  const content = await printedOf(engine, { row, items, person }, { number: row.number_text, date: row.issued_on });
  return { state: row.state, content, fixed };
}

const keepText = `insert into document_print (document_id, pdf) select d.id, $2::bytea from decision_document d
  where d.id = $1::uuid and d.state = 'issued' on conflict (document_id) do nothing`;

/** Keeps the first PDF of an issued document for good, and answers with what is kept. */
export async function keepPrint(engine: Engine, id: string, pdf: Buffer): Promise<Buffer> {
  await engine.db.query('print_keep', keepText, [id, pdf]);
  const [kept] = await engine.db.query<{ pdf: Buffer }>(
    'print_read',
    'select pdf from document_print where document_id = $1::uuid',
    [id],
  );
  return kept?.pdf ?? pdf;
}
