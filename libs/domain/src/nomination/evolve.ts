import type { State } from '../vocabulary.js';
import { atEnd, beside, leave, ofAct, pending, without, withMember } from './changes.js';
import type { NominationFact } from './facts.js';
import type { Context, HeldDeadline, Nomination, Undo } from './nomination.js';
import { ofMigration } from './migration.js';
import { ofRerouting } from './rerouting.js';

type Of<T extends NominationFact['type']> = Extract<NominationFact, { type: T }>;

/** The part of a ledger entry that a fold reads. `actorPerson` is null where the system acted. */
export interface FoldedEntry {
  readonly seq: number;
  readonly at: string;
  readonly actorPerson: string | null;
  readonly from: State;
  readonly to: State;
  readonly facts: readonly NominationFact[];
}

/**
 * The nomination after one ledger entry. Reads recorded facts only, never a calendar, a criterion or a machine
 * (model.md 4): so the row can be checked against the ledger for ever. Keeps what `Retract` restores while a fact
 * of the entry is not released.
 */
export function fold(nomination: Nomination | null, entry: FoldedEntry): Nomination {
  const after = entry.facts.reduce<Nomination | null>(evolve, nomination);
  if (!after) throw new Error(`entry ${entry.seq} holds no fact`);
  return { ...after, state: entry.to, undo: undoOf(nomination, entry) };
}

function undoOf(before: Nomination | null, entry: FoldedEntry): Undo | null {
  const released = entry.facts.flatMap((f) => ('releasedAt' in f && f.releasedAt ? [f.releasedAt] : []))[0];
  if (!before || released === undefined || released <= entry.at || entry.actorPerson === null) return null;
  const { undo: _undo, ...kept } = before;
  return { seq: entry.seq, person: entry.actorPerson, releasedAt: released, before: kept };
}

/** The nomination after one fact. Its state is set by `fold`, from the entry. Throws on a fact that cannot follow. */
export function evolve(nomination: Nomination | null, fact: NominationFact): Nomination {
  if (fact.type === 'Submitted') return submitted(fact);
  if (!nomination) throw new Error(`${fact.type} before Submitted`);
  switch (fact.type) {
    case 'Retracted':
      if (!nomination.undo) throw new Error('nothing to retract');
      return { ...nomination.undo.before, undo: null };
    case 'StepEntered':
      return stepEntered(nomination, fact);
    case 'ReceiptCorrected':
    case 'MoreFavourableApplied':
      return { ...withContext(nomination, change(nomination.context, fact)), ruleSet: fact.ruleSet };
    case 'Migrated':
      return { ...withContext(nomination, ofMigration(nomination.context, fact)), procedure: fact.procedure };
    case 'Resubmitted':
      return { ...withContext(nomination, resubmitted(nomination.context)), revision: fact.revision };
    default:
      return withContext(nomination, change(nomination.context, fact));
  }
}

/** What the remaining facts change in the context. */
function change(
  context: Context,
  fact: Exclude<NominationFact, { type: 'Submitted' | 'Retracted' | 'StepEntered' | 'Resubmitted' | 'Migrated' }>,
): Partial<Context> {
  switch (fact.type) {
    case 'StepSkipped':
      return { skipped: [...context.skipped, { step: fact.step, rule: fact.rule }] };
    case 'Recommended':
      return leave(context, fact.step);
    case 'Returned':
      return returned(context, fact);
    case 'BallotClosed':
    case 'BallotReopened':
    case 'Selected':
    case 'NotSelected':
    case 'SentUp':
    case 'QuotaHeld':
    case 'QuotaReleased':
      return ofAct(context, fact);
    case 'Rejected':
    case 'Withdrawn':
      return { ...atEnd };
    case 'Commended':
      return { ...atEnd, document: fact.document };
    case 'Annulled':
      return { ...atEnd, annulledBy: fact.document };
    case 'CriterionConfirmed':
      return { confirmed: { ...context.confirmed, [fact.criterion]: { result: fact.result, values: fact.values } } };
    case 'CriterionOverridden':
      return { overridden: withMember(context.overridden, fact.criterion) };
    case 'Recused':
    case 'RelationDeclared':
      return { recused: withMember(context.recused, fact.person) };
    case 'Lapsed':
      return lapsed(context, fact);
    case 'CarriedOver':
      return {};
    case 'Rerouted':
      return ofRerouting(context, fact);
    case 'ApprovalLapsed':
      return fact.person === undefined ? { done: without(context.done, fact.step) } : {};
    default:
      return beside(context, fact);
  }
}

/** A clock that ran out is gone; its action may have set another one, and a supplement that nobody answered is over. */
function lapsed(context: Context, fact: Of<'Lapsed'>): Partial<Context> {
  const others = context.deadlines.filter((d) => d.id !== fact.deadline);
  return {
    deadlines: fact.next === undefined ? others : [...others, pending(fact.next)],
    lapsed: lapsedBy(context, fact),
    ...(fact.step === 'returned' ? { returnTo: null, requested: [] } : {}),
  };
}

/** What stays of a clock that ran out: when it was due, so that the step is shown as overdue from then on. */
function lapsedBy({ deadlines }: Context, { step, action, deadline }: Of<'Lapsed'>): Context['lapsed'] {
  const dueAt = deadlines.find((d) => d.id === deadline)?.dueAt;
  return { step, action, ...(dueAt === undefined ? {} : { dueAt }) };
}

function withContext(nomination: Nomination, changed: Partial<Context>): Nomination {
  return { ...nomination, context: { ...nomination.context, ...changed } };
}

function stepEntered(nomination: Nomination, fact: Of<'StepEntered'>): Nomination {
  const { deadlines, receivedAt } = nomination.context;
  const others = deadlines.filter((d) => d.step !== fact.step);
  return {
    ...withContext(nomination, {
      deadlines: [...others, pending(fact.deadline)],
      receivedAt: fact.receivedAt ?? receivedAt,
    }),
    ruleSet: fact.ruleSet ?? nomination.ruleSet,
  };
}

/** The clock of the step that asks stands still with what is left of it; the supplement has a clock of its own. */
function returned(context: Context, fact: Of<'Returned'>): Partial<Context> {
  const { stopped } = fact;
  const held = context.deadlines.flatMap((d): HeldDeadline[] => {
    if (d.step !== fact.step || d.state !== 'pending') return [d];
    return stopped?.id === d.id ? [{ ...d, state: 'stopped', remaining: stopped.remaining }] : [];
  });
  return {
    deadlines: [...held, pending(fact.deadline)],
    lapsed: null,
    returnTo: fact.returnTo,
    requested: fact.items.map(({ item, code }) => ({ item, code })),
  };
}

function resubmitted(context: Context): Partial<Context> {
  return {
    deadlines: context.deadlines.filter((d) => d.step !== 'returned'),
    lapsed: null,
    returnTo: null,
    requested: [],
  };
}

function submitted(fact: Of<'Submitted'>): Nomination {
  const { code, award, subject, subjectType, year, occasion, unit, nominator, route } = fact;
  return {
    state: 'draft',
    revision: 1,
    procedure: fact.procedure,
    ruleSet: null,
    undo: null,
    context: {
      code,
      award,
      subject,
      subjectType,
      year,
      occasion,
      ...(fact.theme === undefined ? {} : { theme: fact.theme }),
      ...(fact.simplified === undefined ? {} : { simplified: fact.simplified }),
      ...(fact.achievement === undefined ? {} : { achievement: fact.achievement }),
      unit,
      ...(fact.enteredBy === undefined ? {} : { enteredBy: fact.enteredBy }),
      nominator,
      ...(fact.nominatedFor === undefined ? {} : { nominatedFor: fact.nominatedFor }),
      route,
      skipped: [],
      returnTo: null,
      requested: [],
      receivedAt: null,
      holds: [],
      confirmed: {},
      overridden: [],
      recused: [],
      deadlines: [],
      lapsed: null,
    },
  };
}
