import type { OpeningCheck, SittingView } from '#contract';
import { baseOf, neededOf, type Refusal } from '#domain';
import { officeOf } from '../councils/sittings.js';
import { countsOf, sittingRow, votersOf, type SittingRow } from '../councils/sitting.queries.js';
import type { Engine } from '../engine.js';
import { prepare, type AgendaRule, type Prepared } from './prepare.js';

type Quorum = NonNullable<SittingView['quorum']>;

/** Who is in the room against who must be, in whole persons, with the rule that says so. */
export function quorumBy(engine: Engine, row: Pick<SittingRow, 'members'>, found: AgendaRule): Quorum {
  const { members, present } = countsOf(row);
  const needed = neededOf(found.rule.quorum, members);
  const [part, whole] = found.rule.quorum;
  return {
    members,
    present,
    needed,
    missing: Math.max(0, needed - present),
    share: [part, whole],
    source: sourceOf(engine, found),
  };
}

function sourceOf(engine: Engine, { procedure, step, rule }: AgendaRule): Quorum['source'] {
  const { id, version, name } = engine.directory.procedure(procedure).value;
  return { procedure: { id, version, ...name }, step, citation: rule.citation ?? null };
}

/**
 * What opening a ballot would do now: who votes, what is needed, what can be reached. It refuses what `openBallot` would refuse, so
 * that the check page and the command never differ.
 */
export async function openingCheck(
  engine: Engine,
  person: string,
  sitting: string,
): Promise<OpeningCheck | { readonly refusal: Refusal }> {
  const row = await sittingRow(engine, sitting, person);
  if (row?.seen !== true) return { refusal: { refused: 'not-found' } };
  const office = await officeOf(engine, row.council_id, person);
  if ('refusal' in office) return office;
  const prepared = await prepare(engine, row, person);
  return 'refused' in prepared ? { refusal: prepared } : checkOf(engine, row, prepared);
}

function checkOf(engine: Engine, row: SittingRow, prepared: Prepared): OpeningCheck {
  const { rule, barred } = prepared;
  const counts = countsOf(row);
  const voters = votersOf(row);
  const [part, whole] = rule.pass;
  const barredFrom = (nomination: string) => barred.filter((b) => b.nomination === nomination).length;
  return {
    version: row.version,
    mode: row.mode,
    secrecy: rule.mode,
    quorum: quorumBy(engine, row, prepared),
    pass: [part, whole],
    base: { of: rule.base, count: baseOf(rule, counts) },
    voters: voters.map(({ member, name, mode }) => {
      return { member, name, mode, items: row.agenda.length - barred.filter((b) => b.member === member).length };
    }),
    without: row.members.flatMap(({ member, name, role, status }) =>
      role !== 'substitute' && (status === 'absent' || status === 'recused') ? [{ member, name, why: status }] : [],
    ),
    items: row.agenda.map(({ nomination, code, subject }) => {
      const attendance = { ...counts, recused: counts.recused + barredFrom(nomination) };
      const needed = neededOf(rule.pass, baseOf(rule, attendance));
      return { nomination, code, subject, needed, attainable: voters.length - barredFrom(nomination) };
    }),
  };
}
