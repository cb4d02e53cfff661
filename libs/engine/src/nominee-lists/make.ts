import type { NewNomination, NomineeDrafts } from '#contract';
import { isPerson, type RefusalCode, type SubjectType } from '#domain';
import type { Refused } from '../administration/record.js';
import { conflictOf } from '../db.js';
import type { Engine } from '../engine.js';
import { createNomination } from '../nominations/drafts.js';
import type { JudgedRow } from './judge.js';
import { isMade, type ListRow } from './list.queries.js';
import { judgedList } from './lists.js';

/** Drafts that one request makes; the same request goes on with the rest. */
const AT_ONCE = 100;

export interface MadeDrafts {
  readonly made: number;
  readonly left: number;
  readonly refused: readonly { readonly line: number; readonly code: RefusalCode }[];
}

/**
 * Makes drafts of the rows that are ready or confirmed, a hundred at a time, each under the id that its row has had from the start: repeated,
 * interrupted or sent twice at once it makes no second one. Refuses with `not-found` and, where another number of rows is fit than was looked
 * at, with `import-outdated`.
 */
export async function makeNomineeDrafts(
  engine: Engine,
  person: string,
  id: string,
  { expected, confirmed }: NomineeDrafts,
): Promise<MadeDrafts | Refused> {
  const judged = await judgedList(engine, person, id);
  if (judged === null) return { refusal: { refused: 'not-found' } };
  const { list, rows } = judged;
  const yes = new Set(confirmed);
  const chosen = rows.filter(
    (r) => r.state === 'made' || r.state === 'ready' || (r.state === 'doubtful' && yes.has(r.line)),
  );
  if (chosen.length !== expected) {
    return { refusal: { refused: 'import-outdated', observed: String(chosen.length), needed: String(expected) } };
  }
  const open = chosen.filter((r) => r.state !== 'made');
  const refused: { line: number; code: RefusalCode }[] = [];
  for (const row of open.slice(0, AT_ONCE)) {
    const code = await makeOne(engine, person, list, row);
    if (code !== null) refused.push({ line: row.line, code });
  }
  const left = Math.max(0, open.length - AT_ONCE);
  return { made: chosen.length - left - refused.length, left, refused };
}

/** The draft of one row; a refusal that the registers brought meanwhile, or null. */
async function makeOne(engine: Engine, person: string, list: ListRow, row: JudgedRow): Promise<RefusalCode | null> {
  if (row.subject === null) return 'unknown-reference';
  const { award, unit, year, occasion, theme, subjectType } = list;
  const type = isPerson(subjectType as SubjectType) ? 'person' : 'unit';
  const body: NewNomination & { id: string } = {
    id: row.draft,
    award,
    unit,
    channel: 'electronic',
    subject: { type, id: row.subject.id },
    subjectType,
    year,
    occasion,
    ...(theme === null ? {} : { theme }),
    ...row.content,
  };
  try {
    const made = await createNomination(engine, person, body);
    // The same request, sent twice at once: the other one made it.
    if ('refusal' in made) return (await isMade(engine, row.draft)) ? null : made.refusal.refused;
    return 'problems' in made ? 'unknown-reference' : null;
  } catch (error) {
    if (conflictOf(error)?.constraint === 'nomination_pkey') return null;
    throw error;
  }
}
