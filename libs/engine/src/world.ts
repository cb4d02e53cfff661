import {
  awardOf,
  localDate,
  requiredOf,
  simplifiedItems,
  unitLevels,
  type Actor,
  type Award,
  type FactInputs,
  type Nomination,
  type Procedure,
  type RuleSet,
  type UnitLevel,
  type World,
} from '#domain';
import { sha256, uuidv5 } from '#ledger';
import type { Published } from './directory.js';
import type { Engine } from './engine.js';
import { entryTime } from './entry-time.js';
import { inputsOf } from './inputs.js';
import type { FrozenFile, LoadedRow } from './load.queries.js';
import { moneyOfAward, ratesOn } from './money/amounts.js';

/** Who asks, and with which precondition. */
export interface Asking {
  readonly commandId: string;
  readonly actor: { readonly person: string; readonly as: string } | { readonly system: 'deadline' | 'act' };
  readonly ifMatch?: number | undefined;
  /** Submit, Resubmit and previews look at the working copy; everything else at the frozen version. */
  readonly onDraft: boolean;
}

/** The content of a frozen version or of a working copy. */
export interface Content {
  readonly facts: Record<string, { value: boolean | number | string; item?: string }>;
  readonly statement: string;
  readonly files: readonly FrozenFile[];
}

/** What the law looks at: the working copy when it is asked for and there, else the frozen version. */
export function contentOf(row: LoadedRow, onDraft: boolean): Content {
  if ((onDraft || row.frozen === null) && row.draft !== null) return row.draft;
  if (row.frozen === null) return { facts: {}, statement: '', files: [] };
  const { facts, statement } = JSON.parse(row.frozen.content) as Pick<Content, 'facts' | 'statement'>;
  return { facts, statement, files: row.frozen.files };
}

/** The loaded row as the world of one decision: pure data, cached configuration, and the caller's hash functions. */
export function worldOf(engine: Engine, row: LoadedRow, asking: Asking): World {
  const { directory } = engine;
  const last = row.last_canon === null ? null : (JSON.parse(row.last_canon) as LastEntry);
  const at = entryTime(row.clock, last?.at ?? null);
  const today = localDate(at);
  const procedure = procedureOf(engine, row, today);
  const rules = row.rule_set === null ? directory.ruleSetInForce(today) : directory.ruleSet(row.rule_set);
  const award = awardOf(row.award);
  const content = contentOf(row, asking.onDraft);
  return {
    at,
    commandId: asking.commandId,
    actor: actorOf(row, asking),
    visible: row.visible,
    seq: row.version,
    nomination: nominationOf(row),
    proposal: proposalOf(row),
    nextCode: `HS-${at.slice(0, 4)}-${(row.next_code ?? '').padStart(5, '0')}`,
    path: row.path ?? [],
    decidingLevel: decidingLevelOf(award),
    awardOpen: isOpen(row.award, procedure.value),
    procedure: procedure.value,
    procedurePin: procedure.pin,
    ruleSetPin: rules.pin,
    criteria: row.simplified === null ? (rules.value.awards[row.award] ?? []) : [],
    inputs: inputsOf(
      row,
      award,
      content.facts,
      content.files.map((f) => f.item),
    ) satisfies FactInputs,
    ...evidenceOf(rules.value),
    calendar: directory.calendarInForce(today).value,
    approvals: row.approvals.filter((a) => a.inputs !== null) as World['approvals'],
    files: content.files.map(({ item, sha256: hash, size }) => ({ item, sha256: hash, size })),
    requiredItems: requiredItemsOf(row, award),
    ...draftOf(row),
    ...peopleOf(row),
    lastDecision: last === null ? null : lastDecisionOf(row, last),
    ...heldOf(row),
    quota: row.quota,
    ...lawByDate(engine, row),
    releasedAt: row.released_at?.toISOString() ?? null,
    releaseSeconds: engine.releaseSeconds,
    ...(asking.ifMatch === undefined ? {} : { ifMatch: asking.ifMatch }),
    sha256,
    uuid: (name) => uuidv5(asking.commandId, name),
  };
}

function requiredItemsOf({ simplified, entered_by_unit }: LoadedRow, award: Award | undefined): readonly string[] {
  return requiredOf(simplified === null ? (award?.dossierItems ?? []) : simplifiedItems(simplified), entered_by_unit);
}

/** The working copy, with what binds those who worked on it. */
function draftOf({ draft }: LoadedRow) {
  if (draft === null) return { draftVersion: 0 };
  const draftAuthors = draft.authors.filter((a) => a !== null);
  return { draftVersion: draft.n, draftOverrides: draft.overrides, draftAuthors } satisfies Partial<World>;
}

/** Who is bound, by the names of today. */
function peopleOf({ subject_type, subject_id, related, merged }: LoadedRow) {
  const subjectPerson = subject_type === 'person' ? subject_id : null;
  return { subjectPerson, related, ...(merged === null ? {} : { mergedInto: merged }) } satisfies Partial<World>;
}

interface LastEntry {
  readonly at: string;
  readonly from?: string;
  readonly facts: readonly { readonly type: string; readonly quota?: string }[];
}

function lastDecisionOf({ last_by }: LoadedRow, { at, from, facts }: LastEntry): NonNullable<World['lastDecision']> {
  const placesBack = facts.flatMap((f) => (f.type === 'QuotaReleased' && f.quota !== undefined ? [f.quota] : []));
  return { by: last_by ?? 'system', at, step: from ?? '', placesBack };
}

/** Holds of its subject, open lists that it stands in, an annulled award that bars it, and what a complaint against a refusal depends on. */
function heldOf({ subject_holds, complaint, barred, ...row }: LoadedRow): Partial<World> {
  const lists = { inOpenBallot: row.in_open_ballot, inOpenSelection: row.in_open_selection };
  const kept = { subjectHolds: subject_holds, barredRepeat: barred, ...lists };
  if (complaint === null) return kept;
  const { involved, anew, places, heirs } = complaint;
  const ended = heirs ? { heirs } : {};
  return { ...kept, ...ended, involved, places, ...(anew === null ? {} : { nominatedAnew: anew }) };
}

/** The evidence map of a rule set, where it has one. */
export function evidenceOf({ evidence }: RuleSet): Pick<World, 'evidence'> {
  return evidence === undefined ? {} : { evidence };
}

/** Versions of procedures, rule sets and money by date, and what came from outside. */
function lawByDate({ directory }: Engine, { award, subject_type, outside }: LoadedRow) {
  const forAward = (found: Published<RuleSet> | null) =>
    found && {
      pin: found.pin,
      criteria: found.value.awards[award] ?? [],
      validFrom: found.validFrom,
      ...evidenceOf(found.value),
    };
  return {
    procedureOf: (pin) => directory.procedure(pin).value,
    rulesOn: (date) => forAward(directory.ruleSetOn(date)),
    rulesOf: (id, version) => forAward(directory.ruleSetOf(id, version)),
    moneyOn: (date) => moneyOfAward(award, subject_type, ratesOn(outside?.rates ?? [], date)),
    outsideFiles: outside?.files ?? [],
  } satisfies Partial<World>;
}

/** Pinned by the submission; before it, the one in force that is meant for the award and occasion. */
function procedureOf({ directory }: Engine, row: LoadedRow, today: string) {
  const { procedure, award, occasion } = row;
  return procedure === null ? directory.procedureInForce(today, { award, occasion }) : directory.procedure(procedure);
}

function actorOf(row: LoadedRow, asking: Asking): Actor {
  if ('system' in asking.actor) return { kind: 'system', name: asking.actor.system };
  return { kind: 'person', person: asking.actor.person, seats: row.seats, as: asking.actor.as };
}

/** The stored row as the fold of its ledger; null before the first submission. */
export function nominationOf(
  row: Pick<LoadedRow, 'state' | 'revision' | 'context' | 'procedure' | 'rule_set' | 'undo'>,
): Nomination | null {
  if (row.context === null || row.procedure === null) return null;
  return {
    state: row.state as Nomination['state'],
    revision: row.revision,
    context: row.context,
    procedure: row.procedure,
    ruleSet: row.rule_set,
    undo: row.undo,
  };
}

function proposalOf(row: LoadedRow): World['proposal'] {
  return {
    award: row.award,
    unit: row.unit_id,
    subject: { type: row.subject_type, id: row.subject_id },
    subjectType: row.subject_kind,
    year: row.year,
    occasion: row.occasion,
    ...(row.theme === null ? {} : { theme: row.theme }),
    ...(row.simplified === null ? {} : { simplified: row.simplified }),
    ...(row.achievement === null ? {} : { achievement: row.achievement }),
    ...(row.entered_by_unit === null ? {} : { enteredBy: row.entered_by_unit }),
  };
}

/** What is decided above the federation ends in the federation's stage, with what comes back from outside. */
export function decidingLevelOf(award: Award | undefined): UnitLevel {
  const level = award?.decidingLevel ?? 'federation';
  return unitLevels.find((l) => l === level) ?? 'federation';
}

/** Open in the catalogue, or by a procedure that was published for the very award. */
export function isOpen(award: string, procedure: Procedure): boolean {
  return (awardOf(award)?.open ?? false) || (procedure.appliesTo?.awards?.includes(award) ?? false);
}
