import {
  MOST_EXPORTED,
  type DocumentExport,
  type Documents,
  type InboxExport,
  type InboxRow,
  type NominationExport,
  type NominationRow,
} from '#contract';
import type { Refused } from '../administration/record.js';
import { actItems, type ActItemRow } from '../documents/act-rows.js';
import { actView, listDocuments } from '../documents/views.js';
import type { Engine } from '../engine.js';
import { inboxRows } from './inbox.js';
import { listNominations } from './lists.js';

const notedText = 'insert into list_export (person_id, list, filters, rows) values ($1, $2, $3::jsonb, $4)';
const PAGE = 500;

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

/** All pages of a list, in its order; `too-many-rows` beyond `MOST_EXPORTED`. */
export async function everyRow<Row>(
  page: (cursor: string | undefined) => Promise<Page<Row>>,
): Promise<Row[] | Refused> {
  const rows: Row[] = [];
  for (let cursor: string | undefined; ;) {
    const { rows: more, next } = await page(cursor);
    rows.push(...more);
    if (rows.length > MOST_EXPORTED) {
      const most = String(MOST_EXPORTED);
      return { refusal: { refused: 'too-many-rows', observed: `> ${most}`, needed: most } };
    }
    if (next === null) return rows;
    cursor = next;
  }
}

/** The nominations of a list, with the rights and in the order of the screen; the export is noted. */
export async function exportNominations(
  engine: Engine,
  person: string,
  { lang: _, ...filters }: NominationExport,
): Promise<NominationRow[] | Refused> {
  const rows = await everyRow(async (cursor) => {
    const page = await listNominations(engine, person, { ...filters, limit: PAGE, cursor });
    return { rows: page.nominations, next: page.next };
  });
  return noted(engine, { person, list: 'nominations', filters }, rows);
}

/** A tab of the inbox, with the rights and in the order of the screen; the export is noted. */
export async function exportInbox(
  engine: Engine,
  person: string,
  { lang: _, ...filters }: InboxExport,
): Promise<InboxRow[] | Refused> {
  const rows = await everyRow((cursor) => inboxRows(engine, person, { ...filters, limit: PAGE, cursor }));
  return noted(engine, { person, list: 'inbox', filters }, rows);
}

/** The documents of one's bodies, with the rights and in the order of the screen; the export is noted. */
export async function exportDocuments(
  engine: Engine,
  person: string,
  { lang: _, ...filters }: DocumentExport,
): Promise<Documents['documents'] | Refused> {
  const rows = await everyRow(async (cursor) => {
    const page = await listDocuments(engine, person, { ...filters, limit: PAGE, cursor });
    return { rows: page.documents, next: page.next };
  });
  return noted(engine, { person, list: 'documents', filters }, rows);
}

/** What an act did with each nomination that this person may see; the export is noted. Refuses with `not-found`. */
export async function exportAct(engine: Engine, person: string, act: string): Promise<ActItemRow[] | Refused> {
  if ((await actView(engine, person, act)) === null) return { refusal: { refused: 'not-found' } };
  const rows = await actItems(engine, person, act);
  return noted(engine, { person, list: 'act', filters: { act } }, rows);
}

/** Notes who took a list along, and hands its rows on. */
export async function noted<Row>(
  engine: Engine,
  { person, list, filters }: { person: string; list: string; filters: object },
  rows: Row[] | Refused,
): Promise<Row[] | Refused> {
  if ('refusal' in rows) return rows;
  await engine.db.query('list_export', notedText, [person, list, JSON.stringify(filters), rows.length]);
  return rows;
}
