import { evolveDocument, type DecisionDocument, type DocumentFact } from '#domain';
import type { Db } from '../db.js';
import { grantsFit, recoveriesFault, type Granted } from './annulments.js';
import type { Difference } from './check.js';
import { same } from './same.js';

const rowText = `select d.state, d.version, d.body_id, d.kind, d.capacity, d.signer_id, d.year, d.number, d.issued_on::text,
  d.corrects, d.annuls, d.grounds,
  (select coalesce(jsonb_agg(i.nomination_id order by i.position), '[]') from decision_item i where i.document_id = d.id) as items
from decision_document d where d.id = $1::uuid`;

interface Row {
  state: string;
  version: number;
  body_id: string;
  kind: string;
  capacity: string;
  signer_id: string | null;
  year: number | null;
  number: number | null;
  issued_on: string | null;
  corrects: string | null;
  annuls: string | null;
  grounds: DecisionDocument['grounds'];
  items: string[];
}

interface Issue {
  readonly type: string;
  readonly commandId: string;
  readonly facts: readonly [{ readonly items: readonly string[]; readonly grants: readonly Granted[] }];
}

/** Folds the entries of a decision document and compares with its row, its lines and its grants. */
export async function documentFault(db: Db, chain: string, canons: readonly string[]): Promise<Difference | null> {
  const row = (await db.query<Row>('check_document', rowText, [chain.slice(2)]))[0];
  if (row === undefined) return { chain, seq: null, what: 'there is no such document' };
  let folded: DecisionDocument | null = null;
  for (const canon of canons) {
    const { facts } = JSON.parse(canon) as { facts: DocumentFact[] };
    folded = facts.reduce<DecisionDocument | null>((d, f) => evolveDocument(d, f), folded);
  }
  const stored = {
    state: row.state,
    body: row.body_id,
    kind: row.kind,
    capacity: row.capacity,
    items: row.items,
    signer: row.signer_id,
    number: row.number,
    year: row.year,
    date: row.issued_on,
    ...(row.corrects === null ? {} : { corrects: row.corrects }),
    ...(row.annuls === null ? {} : { annuls: row.annuls, grounds: row.grounds }),
  };
  if (!same(stored, folded)) return { chain, seq: canons.length, what: 'row of the document' };
  if (row.version !== canons.length) return { chain, seq: canons.length, what: 'version of the document' };
  const what = await afterIssue(db, row, chain.slice(2), canons);
  return what === null ? null : { chain, seq: canons.length, what };
}

/** What an issue left beside the row: award grants, and what is to be recovered. */
async function afterIssue(
  db: Db,
  { annuls }: Row,
  document: string,
  canons: readonly string[],
): Promise<string | null> {
  const issue = canons.map((c) => JSON.parse(c) as Issue).find((c) => c.type === 'Issue');
  if (!(await grantsFit(db, document, issue?.facts[0].grants ?? []))) return 'award grants of the document';
  if (issue === undefined || annuls === null) return null;
  const { commandId, facts } = issue;
  return recoveriesFault(db, { document, annuls, commandId, items: facts[0].items });
}
