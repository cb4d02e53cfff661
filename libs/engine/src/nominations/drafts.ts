import {
  admits,
  awardOf,
  localDate,
  simplifiedRefusal,
  subjectTypeFor,
  factDefinition,
  valueProblem,
  type Refusal,
  type Simplified,
  type SubjectType,
} from '#domain';
import type { DraftChange, NewNomination } from '#contract';
import { legalNow } from '../administration/clock.js';
import { conflictOf } from '../db.js';
import type { Engine } from '../engine.js';
import { load } from '../perform.js';
import type { DraftRow, LoadedRow } from '../load.queries.js';
import { visible } from '../visible.js';
import { isOpen } from '../world.js';
import { deskOf, isFilingClerk } from './filing.js';

/** A problem of the body that only configuration can tell: a pointer and a sentence. */
export interface BodyProblem {
  readonly pointer: string;
  readonly detail: string;
}

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

/** That a nomination `n` is open or was commended, as SQL: another one for the same may not be opened beside it. */
export const STANDS = `(n.state not in ('rejected', 'withdrawn', 'notPassed', 'notSelectedQuota', 'refusedExternally', 'annulled')
    or n.waiting_kind = 'complaint')`;

const mayCreateText = `select
  ${deskOf('$1::uuid', '$2::uuid', { award: '$5', paper: '$8::boolean' })} as desk,
  exists (select from unit_closure c where c.ancestor_id = $2::uuid and c.descendant_id = case $3 when 'person'
    then (select p.unit_id from person p where p.id = $4::uuid and p.merged_into is null) else $4::uuid end) as subject,
  exists (select from nomination n where n.subject_id = $4::uuid and n.award = $5 and n.year = $6
    and ${STANDS}
    and (n.theme is not distinct from $7) and n.unit_id = $2::uuid and (${visible('n', '$1::uuid')})) as nominated,
  exists (select from award_grant g where g.subject_id = $4::uuid and g.award = $5 and g.year = $6 and g.theme is not distinct from $7
    and g.barred) as annulled`;

/**
 * Opens a working copy. Only a clerk of the nominating unit may, or for its papers one of a unit above; the subject belongs to it or
 * to a unit below, and the award admits it;
 * the same subject, award, year and theme once per unit while the other is open or commended (`already-nominated`). A clerk of a unit
 * above is not told of another that they may not see: both go on, and meet where both are seen; the grants admit one. With an `id` it
 * gets that one; a second copy of the same id violates its key.
 */
export async function createNomination(
  engine: Engine,
  person: string,
  body: NewNomination & { readonly id?: string },
): Promise<Created> {
  const problems = factProblems(body.facts);
  const award = awardOf(body.award);
  if (award === undefined) problems.push({ pointer: '/award', detail: 'unknown award' });
  const kind = award === undefined ? null : subjectKind(body, award);
  if (award !== undefined && kind === null)
    problems.push({ pointer: '/subjectType', detail: 'the award is not for this kind of subject' });
  if (problems.length > 0 || award === undefined || kind === null) return { problems };
  const today = localDate((await legalNow(engine)).toISOString());
  const { value: procedure } = engine.directory.procedureInForce(today, { award: award.code, occasion: body.occasion });
  if (!isOpen(award.code, procedure)) return { refusal: { refused: 'award-not-open', observed: award.nameVi } };
  const { subject, unit, year, occasion, theme, simplified = null, channel } = body;
  const not = simplifiedRefusal(simplified as Simplified | null, occasion);
  if (not !== null) return { refusal: not };
  const may = (
    await engine.db.query<{ desk: string | null; subject: boolean; nominated: boolean; annulled: boolean }>(
      'nomination_may_create',
      mayCreateText,
      [person, unit, subject.type, subject.id, award.code, year, theme ?? null, channel === 'paper'],
    )
  )[0];
  if (may?.desk == null) return { refusal: { refused: 'wrong-seat', needed: 'clerk', clearedBy: 'administrator' } };
  if (!may.subject) return UNREGISTERED;
  if (may.annulled) return { refusal: { refused: 'already-granted', observed: 'annulled' } };
  if (may.nominated) return { refusal: { refused: 'already-nominated' } };
  const named = await namedAchievement(engine, person, body);
  if ('refusal' in named) return named;
  const values = valuesOf(person, body, { award, kind, named, desk: may.desk });
  return written(engine, values);
}

const UNREGISTERED: Created = {
  problems: [{ pointer: '/subject/id', detail: 'not in the register of this unit or of one below it' }],
};
const UNIT_ENDED: Created = { problems: [{ pointer: '/unit', detail: 'the unit has ended' }] };

interface Settled {
  readonly award: NonNullable<ReturnType<typeof awardOf>>;
  readonly kind: SubjectType;
  readonly named: readonly [id: string | null, title: string | null];
  readonly desk: string;
}

function valuesOf(
  person: string,
  body: NewNomination & { readonly id?: string },
  { award, kind, named, desk }: Settled,
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
    return (await engine.db.query<{ id: string }>('nomination_create', createText, values))[0] ?? UNIT_ENDED;
  } catch (error) {
    const conflict = conflictOf(error)?.conflict;
    if (conflict === 'version-conflict') return UNIT_ENDED;
    if (conflict === 'person-merged') return UNREGISTERED;
    throw error;
  }
}

const knownText = `select exists (select from award_grant g where g.achievement_id = $1::uuid and g.annulled_at is null)
    or exists (select from nomination n where n.achievement_id = $1::uuid and (${visible('n', '$2::uuid')})) as known,
  (select g.award || ' ' || g.year from award_grant g where g.achievement_id = $1::uuid and g.subject_id = $3::uuid
    and (g.annulled_at is null or g.barred) limit 1) as rewarded`;

/** The id of a known achievement, or the title of a new one. Refuses with `unknown-reference` and `already-rewarded`. */
async function namedAchievement(
  engine: Engine,
  person: string,
  { achievement, subject }: NewNomination,
): Promise<readonly [id: string | null, title: string | null] | { readonly refusal: Refusal }> {
  if (achievement === undefined) return [null, null];
  if ('title' in achievement) return [null, achievement.title];
  const { id } = achievement;
  const values = [id, person, subject.id];
  const [row] = await engine.db.query<{ known: boolean; rewarded: string | null }>('achievement', knownText, values);
  if (row?.known !== true) return { refusal: { refused: 'unknown-reference', observed: id } };
  if (row.rewarded !== null) return { refusal: { refused: 'already-rewarded', observed: row.rewarded } };
  return [id, null];
}

function subjectKind(body: NewNomination, award: NonNullable<ReturnType<typeof awardOf>>): SubjectType | null {
  const wanted = body.subjectType as SubjectType | undefined;
  if (wanted === undefined) return subjectTypeFor(award, body.subject.type);
  return admits(award, wanted) ? wanted : null;
}

/** Facts whose name the dictionary does not have, or whose value does not fit its type. */
function factProblems(facts: NewNomination['facts']): BodyProblem[] {
  return Object.entries(facts).flatMap(([name, f]) => {
    const definition = factDefinition(name);
    const detail = definition === undefined ? 'unknown fact' : valueProblem(definition, f.value);
    return detail === null ? [] : [{ pointer: `/facts/${name}`, detail }];
  });
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
