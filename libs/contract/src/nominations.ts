import { z } from 'zod';
import {
  commandTypes,
  criterionResults,
  ballotBases,
  complainable,
  occasions,
  roles,
  simplifiedCases,
  unitLevels,
} from '#domain/vocabulary';
import { DeadlineView } from './deadlines.js';
import { OnBehalfOf } from './delegations.js';
import { claimDeeds, ClaimView } from './claims.js';
import { Draft, entered } from './drafts.js';
import { ItemFile, Supplement } from './evidence.js';
import { bilingual, cursor, id, instant, limit, line, searchText } from './text.js';

const Leaf = z.object({
  fact: z.string(),
  label: bilingual,
  op: z.string(),
  observed: z
    .object({
      value: z.union([z.boolean(), z.number(), z.string()]),
      source: z.enum(['declared', 'evidenced', 'registry', 'confirmed']),
      item: z.string().optional(),
    })
    .nullable(),
  needed: z.unknown(),
  result: z.enum(criterionResults),
});

export const CriterionView = z
  .object({
    criterion: z.string(),
    result: z.enum(criterionResults),
    severity: z.enum(['hard', 'soft', 'info']),
    message: bilingual,
    citation: z.string(),
    verification: z.string(),
    unconfirmed: z.boolean(),
    overridden: z.boolean(),
    leaves: z.array(Leaf),
    /** Who can clear it when it blocks. */
    clearedBy: bilingual.nullable(),
  })
  .meta({ id: 'Criterion' });
export type CriterionView = z.infer<typeof CriterionView>;

export const ItemView = z
  .object({
    item: z.string(),
    label: bilingual,
    required: z.boolean(),
    /** In the order in which they were put there. */
    files: z.array(ItemFile),
    /** Code of the open request for a supplement. */
    requested: z.string().nullable(),
    /** The same was asked for with the same code before. */
    repeated: z.boolean(),
  })
  .meta({ id: 'DossierItem' });
export type ItemView = z.infer<typeof ItemView>;

/** A seat, or a delegation, from which something may be done; then with the name of the one whose seat it is. */
export const CommandSeat = z.object({
  id,
  role: z.enum(roles),
  unit: z.string(),
  onBehalfOf: OnBehalfOf.nullable(),
});

export const CommandView = z
  .object({
    type: z.enum(commandTypes),
    /** Seats in which this person may do it; one is enough. */
    seats: z.array(CommandSeat),
    allowed: z.boolean(),
    /** A typed reason is obligatory now. */
    needsReason: z.boolean(),
    refusal: z
      .object({
        code: z.string(),
        message: bilingual,
        observed: z.string().optional(),
        needed: z.string().optional(),
        clearedBy: z.string().optional(),
      })
      .nullable(),
  })
  .meta({ id: 'OpenCommand' });
export type CommandView = z.infer<typeof CommandView>;

export const RouteStageView = z.object({
  unit: z.object({ id, name: z.string() }),
  level: z.enum(unitLevels),
  steps: z.array(
    z.object({
      key: z.string(),
      step: z.string(),
      kind: z.string(),
      role: z.enum(roles),
      status: z.enum(['done', 'current', 'next', 'skipped']),
      by: z.string().nullable(),
      onBehalfOf: OnBehalfOf.nullable(),
      at: instant.nullable(),
    }),
  ),
});
export type RouteStageView = z.infer<typeof RouteStageView>;

/** The nominating unit by the name it had; `now` is the one that carries on for it since a reorganisation. */
const nominatingUnit = z.object({ id, name: z.string(), now: z.string().optional() });

const nominationHead = {
  id,
  code: z.string().nullable(),
  award: z.object({ code: z.string(), nameVi: z.string(), nameEn: z.string() }),
  unit: nominatingUnit,
  subject: z.object({ type: z.enum(['person', 'unit']), id, name: z.string() }),
  year: z.int(),
  state: z.string(),
  /** The unit whose turn it is; null in an outcome. */
  waitingUnit: z.object({ id, name: z.string() }).nullable(),
  revision: z.int(),
};

/** What a council counted: persons, papers and votes; passed where `agree` reached `needed` of `base`. */
export const BallotResultView = z
  .object({
    ballot: id,
    step: z.string(),
    unit: z.string(),
    passed: z.boolean(),
    totals: z.object({
      members: z.int(),
      present: z.int(),
      recused: z.int(),
      papers: z.int(),
      valid: z.int(),
      agree: z.int(),
      disagree: z.int(),
      none: z.int(),
      base: z.int(),
      needed: z.int(),
      pass: z.tuple([z.int(), z.int()]),
      of: z.enum(ballotBases),
    }),
  })
  .meta({ id: 'BallotResult' });
export type BallotResultView = z.infer<typeof BallotResultView>;

export const NominationView = z
  .object({
    ...nominationHead,
    /** The subject sees state and outcome only: the lists are empty. `apart`: so do, of words and files, they and who stepped aside. */
    limited: z.boolean(),
    apart: z.boolean(),
    subjectType: z.string(),
    occasion: z.enum(occasions),
    theme: z.string().nullable(),
    createdAt: instant,
    submittedAt: instant.nullable(),
    draft: Draft.nullable(),
    /** The frozen version that reviewers decide on; null before the first submission. */
    frozen: z
      .object({
        revision: z.int(),
        at: instant,
        statement: z.string(),
        facts: z.record(
          z.string(),
          z.object({ value: z.union([z.boolean(), z.number(), z.string()]), item: z.string().optional() }),
        ),
      })
      .nullable(),
    route: z.array(RouteStageView),
    deadlines: z.array(DeadlineView),
    regime: z.object({
      provisional: z.boolean(),
      ruleSet: z.object({ id: z.string(), version: z.int() }),
      stateLaw: z.string(),
      receivedAt: instant.nullable(),
      /** A change of regime within 60 days, while provisional. */
      changesOn: z.string().nullable(),
    }),
    criteria: z.array(CriterionView),
    eligibility: z.enum(['eligible', 'needsReview', 'notEligible']),
    /** Digest of the results: goes back as `seen.evaluation`. */
    evaluation: z.string(),
    items: z.array(ItemView),
    /** Every request for a supplement that was not taken back, in its order. */
    supplements: z.array(Supplement),
    commands: z.array(CommandView),
    /** What approving leads to; null when it is not this person's turn. */
    next: z
      .object({
        state: z.string(),
        unit: z.string().nullable(),
        step: z.string().nullable(),
        workingDays: z.int().nullable(),
      })
      .nullable(),
    undo: z.object({ seq: z.int(), until: instant }).nullable(),
    opinions: z.array(
      z.object({
        seq: z.int(),
        at: instant,
        by: z.string(),
        onBehalfOf: OnBehalfOf.nullable(),
        unit: z.string(),
        type: z.string(),
        text: z.string(),
      }),
    ),
    /** Closed ballots, in their order. */
    ballots: z.array(BallotResultView),
    /** The unit's quota that sending up takes a place of; null where the step needs none or none is set. */
    quota: z.object({ cap: z.int(), used: z.int(), remaining: z.int(), held: z.boolean() }).nullable(),
    document: z.object({ id, number: z.string().nullable(), date: z.string().nullable() }).nullable(),
    ...entered,
    /** Under the simplified procedure; `until` is a warning, by which a deed should be filed. */
    simplified: z
      .object({
        case: z.enum(simplifiedCases),
        deedOn: z.string().nullable(),
        until: z.string().nullable(),
        passed: z.boolean(),
      })
      .nullable(),
    /** The one achievement that it rewards, where it is for one. */
    achievement: z.object({ id, title: z.string() }).nullable(),
    /** The document that annulled its award. */
    annulment: z.object({ id, number: z.string(), date: z.string() }).nullable(),
    /** Who works on it in its present step, for the people of the unit whose turn it is. */
    claim: ClaimView.nullable(),
    /** What this person may do about it; null: it is not their turn, or somebody works on it and has not let it go. */
    claimDeed: z.enum(claimDeeds).nullable(),
    /** Holds that stand over it, in their order; the reason of an objection is for its verifier. */
    holds: z.array(
      z.object({ id, kind: z.string(), by: z.string().nullable(), at: instant, reason: z.string().nullable() }),
    ),
    /** Complaints against a refusal, in their order; `founded` is null while one is heard, until when stands in `deadlines`. */
    complaints: z.array(
      z.object({
        id,
        outcome: z.enum(complainable),
        step: z.string(),
        /** Who hears it. */
        unit: z.object({ id, name: z.string() }),
        at: instant,
        by: z.string().nullable(),
        reason: z.string().nullable(),
        founded: z.boolean().nullable(),
        concludedAt: instant.nullable(),
        concludedBy: z.string().nullable(),
        conclusion: z.string().nullable(),
      }),
    ),
    /** Issued letters (tờ trình) that sent it up, in their order. */
    letters: z.array(z.object({ id, number: z.string(), date: z.string(), unit: id })),
  })
  .meta({ id: 'Nomination' });
export type NominationView = z.infer<typeof NominationView>;

export const NominationRow = z
  .object({
    ...nominationHead,
    dueAt: instant.nullable(),
    eligibility: z.enum(['eligible', 'needsReview', 'notEligible']),
    updatedAt: instant,
    /** Day of the decision that annulled its award. */
    annulledOn: z.string().nullable(),
  })
  .meta({ id: 'NominationRow' });
export type NominationRow = z.infer<typeof NominationRow>;

export const NominationQuery = z.strictObject({
  q: searchText.optional(),
  award: line(2, 60).optional(),
  unit: id.optional(),
  state: line(2, 100).optional(),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  /** `awaitingDecision` items of a deciding unit, for composing a document. */
  decidedBy: id.optional(),
  limit,
  cursor: cursor.optional(),
});
export type NominationQuery = z.infer<typeof NominationQuery>;

export const Nominations = z
  .object({ nominations: z.array(NominationRow), next: z.string().nullable() })
  .meta({ id: 'Nominations' });
export type Nominations = z.infer<typeof Nominations>;
