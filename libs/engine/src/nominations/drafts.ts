import type { Refusal } from '#domain';
import type { DraftChange, NewNomination } from '#contract';
import { conflictOf } from '../db.js';
import type { Engine } from '../engine.js';
import { load } from '../perform.js';
import type { DraftRow, LoadedRow } from '../load.queries.js';
import { isFilingClerk } from './filing.js';
import { ended, factProblems, proposed, unregistered, type BodyProblem, type Proposed } from './proposed.js';

export type Created =
  { readonly id: string } | { readonly problems: readonly BodyProblem[] } | { readonly refusal: Refusal };

const createText = `
with titled as (insert into achievement (title, year, unit_id, created_by) select $15, $6, $2::uuid, $9::uuid where $15::text is not null returning id)
, made as (
  insert into nomination (award, unit_id, subject_type, subject_id, subject_kind, year, occasion, theme, simplified, achievement_id, created_by, waiting_unit,
    waiting_roles, channel, entered_by_unit, id)
  select $1, u.id, $3, $4::uuid, $5, $6, $7, $8, $13::jsonb, coalesce($14::uuid, (select id from titled)), $9::uuid, $16::uuid,
    array['clerk'], $17, nullif($16::uuid, u.id), coalesce($18::uuid, uuidv7())
  from unit u where u.id = $2::uuid and (u.valid_to is null or u.valid_to > legal_date())
  returning id, unit_id, subject_id, subject_type, waiting_unit)
, draft as (insert into dossier_draft (nomination_id, facts, statement, saved_by) select id, $10::jsonb, $11, $9::uuid from made)
, sight as (insert into nomination_unit (nomination_id, unit_id, from_seq, visible_from) select made.id, s.unit, 0, laurel_clock() from made
    cross join lateral (select made.unit_id union select made.waiting_unit) s (unit))
, words as (insert into nomination_search (nomination_id, plain)
    select m.id, plain_text(coalesce(p.name, s.name) || ' ' || u.name || ' ' || $12) from made m
    join unit u on u.id = m.unit_id
    left join person p on m.subject_type = 'person' and p.id = m.subject_id
    left join unit s on m.subject_type = 'unit' and s.id = m.subject_id)
select id from made`;

/**
 * Opens a working copy of what `proposed` lets through. A clerk of a unit above is not told of another that they may not see: both go
 * on, and meet where both are seen; the grants admit one. With an `id` it gets that one; a second copy of the same id violates its key.
 */
export async function createNomination(
  engine: Engine,
  person: string,
  body: NewNomination & { readonly id?: string },
): Promise<Created> {
  const settled = await proposed(engine, person, body);
  if (!('award' in settled)) return settled;
  return written(engine, valuesOf(person, body, settled));
}

function valuesOf(
  person: string,
  body: NewNomination & { readonly id?: string },
  { award, kind, named, desk }: Proposed,
): readonly unknown[] {
  const { unit, subject, year, occasion, theme = null, simplified, channel } = body;
  return [
    award.code,
    unit,
    subject.type,
    subject.id,
    kind,
    year,
    occasion,
    theme,
    person,
    JSON.stringify(body.facts),
    body.statement,
    `${award.nameVi} ${award.nameEn}`,
    simplified === undefined ? null : JSON.stringify(simplified),
    ...named,
    desk,
    channel,
    body.id ?? null,
  ];
}

/** The new nomination, unless its unit ended or its subject was merged meanwhile. */
async function written(engine: Engine, values: readonly unknown[]): Promise<Created> {
  try {
    const [made] = await engine.db.query<{ id: string }>('nomination_create', createText, values);
    return made ?? { problems: [ended] };
  } catch (error) {
    const conflict = conflictOf(error)?.conflict;
    if (conflict === 'version-conflict') return { problems: [ended] };
    if (conflict === 'person-merged') return { problems: [unregistered] };
    throw error;
  }
}

export type Changed =
  { readonly n: number } | { readonly problems: readonly BodyProblem[] } | { readonly refusal: Refusal };

const patchText = `update dossier_draft set n = n + 1, facts = coalesce($3::jsonb, facts), statement = coalesce($4, statement),
    saved_at = laurel_clock(), saved_by = $5::uuid
  where nomination_id = $1::uuid and n = $2 and open returning n`;

/** Changes facts or statement of the working copy under its own ETag. After a return, only what was asked for is open. */
export async function changeDraft(
  engine: Engine,
  who: { readonly person: string; readonly ifMatch: number | undefined },
  nomination: string,
  body: DraftChange,
): Promise<Changed> {
  const problems = factProblems(body.facts ?? {});
  const open = await openDraft(engine, who.person, nomination);
  if ('refusal' in open) return open;
  problems.push(...closedFields(open.draft, body));
  if (problems.length > 0) return { problems };
  if (who.ifMatch === undefined) return { refusal: { refused: 'if-match-missing' } };
  const rows = await engine.db.query<{ n: number }>('draft_patch', patchText, [
    nomination,
    who.ifMatch,
    body.facts === undefined ? null : JSON.stringify(body.facts),
    body.statement ?? null,
    who.person,
  ]);
  return rows[0] ?? { refusal: { refused: 'stale-draft', observed: `d-${String(open.draft.n)}` } };
}

/** The open working copy, for a clerk who files it only; anybody else learns nothing that reading would not tell. */
export async function openDraft(
  engine: Engine,
  person: string,
  nomination: string,
): Promise<{ readonly draft: DraftRow; readonly row: LoadedRow } | { readonly refusal: Refusal }> {
  const row = await load(engine, nomination, person, null);
  if (row?.visible !== true) return { refusal: { refused: 'not-found' } };
  if (!isFilingClerk(row)) return { refusal: { refused: 'wrong-seat', needed: 'clerk', clearedBy: 'administrator' } };
  if (row.draft === null) return { refusal: { refused: 'not-now', observed: row.state, needed: 'draft, returned' } };
  return { draft: row.draft, row };
}

/** While a supplement is asked for, values stay as they were unless they, all `facts`, the `statement` or the item that shows them is named. */
function closedFields(draft: DraftRow, body: DraftChange): BodyProblem[] {
  const names = draft.openItems;
  if (names === null) return [];
  const problems: BodyProblem[] = [];
  if (body.statement !== undefined && body.statement !== draft.statement && !names.includes('statement')) {
    problems.push({ pointer: '/statement', detail: 'not asked for in this supplement' });
  }
  if (body.facts !== undefined && !names.includes('facts')) {
    const all = new Set([...Object.keys(body.facts), ...Object.keys(draft.facts)]);
    for (const name of all) {
      const item = draft.facts[name]?.item;
      if (names.includes(name) || (item !== undefined && names.includes(item))) continue;
      if (body.facts[name]?.value !== draft.facts[name]?.value) {
        problems.push({ pointer: `/facts/${name}`, detail: 'not asked for in this supplement' });
      }
    }
  }
  return problems;
}
