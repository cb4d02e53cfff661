import {
  admits,
  awardOf,
  factDefinition,
  localDate,
  simplifiedRefusal,
  subjectTypeFor,
  valueProblem,
  type Award,
  type Refusal,
  type Simplified,
  type SubjectType,
} from '#domain';
import type { NewNomination } from '#contract';
import { legalNow } from '../administration/clock.js';
import type { Engine } from '../engine.js';
import { visible } from '../visible.js';
import { isOpen } from '../world.js';
import { deskOf } from './filing.js';

/** A problem of the body that only configuration can tell: a pointer and a sentence. */
export interface BodyProblem {
  readonly pointer: string;
  readonly detail: string;
}

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
    and g.barred) as annulled,
  exists (select from unit u where u.id = $2::uuid and u.valid_to <= legal_date()) as ended`;

/** What a nomination would be, once nothing speaks against opening it. */
export interface Proposed {
  readonly award: Award;
  readonly kind: SubjectType;
  readonly named: readonly [id: string | null, title: string | null];
  /** The unit at whose desk it is opened. */
  readonly desk: string;
}

type NotProposed = { readonly problems: readonly BodyProblem[] } | { readonly refusal: Refusal };

export const unregistered: BodyProblem = {
  pointer: '/subject/id',
  detail: 'not in the register of this unit or of one below it',
};
export const ended: BodyProblem = { pointer: '/unit', detail: 'the unit has ended' };

/**
 * Whether this person may open such a nomination; nothing is written. Only a clerk of the nominating unit may, or for its papers one of
 * a unit above; the subject belongs to it or to a unit below, and the award admits it; the same subject, award, year and theme once per
 * unit while the other is open or commended (`already-nominated`).
 */
export async function proposed(engine: Engine, person: string, body: NewNomination): Promise<Proposed | NotProposed> {
  const award = awardOf(body.award);
  const kind = award === undefined ? null : subjectKind(body, award);
  const problems = bodyProblems(body, award, kind);
  if (problems.length > 0 || award === undefined || kind === null) return { problems };
  const today = localDate((await legalNow(engine)).toISOString());
  const { value: procedure } = engine.directory.procedureInForce(today, { award: award.code, occasion: body.occasion });
  if (!isOpen(award.code, procedure)) return { refusal: { refused: 'award-not-open', observed: award.nameVi } };
  const not = simplifiedRefusal((body.simplified ?? null) as Simplified | null, body.occasion);
  if (not !== null) return { refusal: not };
  const found = await deskFor(engine, person, body);
  if (!('desk' in found)) return found;
  const named = await namedAchievement(engine, person, body);
  return 'refusal' in named ? named : { award, kind, named, desk: found.desk };
}

interface MayRow {
  readonly desk: string | null;
  readonly subject: boolean;
  readonly nominated: boolean;
  readonly annulled: boolean;
  readonly ended: boolean;
}

async function deskFor(
  engine: Engine,
  person: string,
  { award, unit, subject, year, theme, channel }: NewNomination,
): Promise<{ readonly desk: string } | NotProposed> {
  const values = [person, unit, subject.type, subject.id, award, year, theme ?? null, channel === 'paper'];
  const [may] = await engine.db.query<MayRow>('nomination_may_create', mayCreateText, values);
  if (may?.desk == null) return { refusal: { refused: 'wrong-seat', needed: 'clerk', clearedBy: 'administrator' } };
  if (!may.subject) return { problems: [unregistered] };
  if (may.annulled) return { refusal: { refused: 'already-granted', observed: 'annulled' } };
  if (may.nominated) return { refusal: { refused: 'already-nominated' } };
  return may.ended ? { problems: [ended] } : { desk: may.desk };
}

function bodyProblems(body: NewNomination, award: Award | undefined, kind: SubjectType | null): BodyProblem[] {
  const problems = factProblems(body.facts);
  if (award === undefined) problems.push({ pointer: '/award', detail: 'unknown award' });
  else if (kind === null)
    problems.push({ pointer: '/subjectType', detail: 'the award is not for this kind of subject' });
  return problems;
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

function subjectKind(body: NewNomination, award: Award): SubjectType | null {
  const wanted = body.subjectType as SubjectType | undefined;
  if (wanted === undefined) return subjectTypeFor(award, body.subject.type);
  return admits(award, wanted) ? wanted : null;
}

/** Facts whose name the dictionary does not have, or whose value does not fit its type. */
export function factProblems(facts: NewNomination['facts']): BodyProblem[] {
  return Object.entries(facts).flatMap(([name, f]) => {
    const definition = factDefinition(name);
    const detail = definition === undefined ? 'unknown fact' : valueProblem(definition, f.value);
    return detail === null ? [] : [{ pointer: `/facts/${name}`, detail }];
  });
}
