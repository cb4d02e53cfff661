import { z } from 'zod';
import { criterionResults } from '#domain/vocabulary';
import { bilingual, date, id, instant, line } from './text.js';

const severity = z.enum(['hard', 'soft', 'info']);
const verification = z.enum(['text', 'secondary', 'superseded', 'unknown', 'default']);
const subjects = z.array(line(1, 60)).min(1).max(50);
const words = line(1, 1_000);
const value = z.union([z.boolean(), z.number(), line(0, 200)]);

/** A fact with what it is compared with, or a group; whether its parts fit together is for the check to say. */
const CriterionNode = z
  .strictObject({
    fact: line(1, 100).optional(),
    op: line(1, 10).optional(),
    value: z.union([value, z.array(value).max(100)]).optional(),
    get all() {
      return z.array(CriterionNode).max(50).optional();
    },
    get any() {
      return z.array(CriterionNode).max(50).optional();
    },
    code: line(1, 60).optional(),
    severity: severity.optional(),
    vi: words.optional(),
    en: words.optional(),
    source: words.optional(),
    verification: verification.optional(),
    appliesTo: subjects.optional(),
  })
  .meta({ id: 'CriterionNode' });

const Criterion = z.strictObject({
  code: line(1, 60),
  severity,
  vi: words,
  en: words,
  source: words,
  verification,
  appliesTo: subjects.optional(),
  /** False until somebody compared the row with the text in force. */
  confirmed: z.boolean(),
  tree: CriterionNode,
});

/** The criteria of all awards as an administrator writes them. The version is given when it is proposed. */
export const RuleSetText = z
  .strictObject({
    id: z.string().regex(/^[A-Z][A-Z0-9-]{0,39}$/),
    /** The law of the State that they stand for, `LAW2026`. */
    stateLaw: z.string().regex(/^[A-Z][A-Z0-9-]{0,39}$/),
    switches: z.strictObject({ art14Reading: z.enum(['cumulative', 'alternative']) }),
    awards: z.record(z.string().regex(/^[A-Z][A-Z0-9_]{0,79}$/), z.array(Criterion).max(100)),
    /** Which items of a dossier can show which fact. A fact that is not named, and without it every fact, is shown by any item. */
    evidence: z.record(line(1, 100), z.array(line(1, 60)).max(50)).optional(),
  })
  .meta({ id: 'RuleSetText' });
export type RuleSetText = z.infer<typeof RuleSetText>;

export const NewRuleSet = z.strictObject({ rules: RuleSetText, validFrom: date }).meta({ id: 'NewRuleSet' });
export type NewRuleSet = z.infer<typeof NewRuleSet>;

const result = z.enum(criterionResults).nullable();
const eligibility = z.enum(['eligible', 'needsReview', 'notEligible']);

/** An open nomination that is not received yet and would be measured otherwise; it is named only to somebody who may see it. */
const Touched = z.object({
  nomination: z.object({ id, code: z.string().nullable() }).nullable(),
  award: z.string(),
  unit: z.object({ id, name: z.string() }).nullable(),
  before: eligibility,
  after: eligibility,
  /** Only the criteria whose results differ; null where one of the rule sets has no such criterion. */
  criteria: z.array(z.object({ criterion: z.string(), before: result, after: result })),
});

/** `open` counts the open nominations that are not received yet, all of which were evaluated under both. */
export const RulesPlan = z
  .object({ open: z.int(), touched: z.int(), list: z.array(Touched) })
  .meta({ id: 'RulesPlan' });
export type RulesPlan = z.infer<typeof RulesPlan>;

const Problem = z.object({ place: z.string(), code: z.string(), message: bilingual });

/** `plan` is null while there are problems. */
export const RulesChecked = z
  .object({ problems: z.array(Problem), plan: RulesPlan.nullable() })
  .meta({ id: 'RulesChecked' });
export type RulesChecked = z.infer<typeof RulesChecked>;

const person = z.object({ id, name: z.string() });
export const RuleSetProposal = z
  .object({
    id,
    code: z.string(),
    version: z.int(),
    hash: z.string(),
    validFrom: date,
    proposedBy: person,
    proposedAt: instant,
    publishedBy: person.nullable(),
    publishedAt: instant.nullable(),
    rules: RuleSetText,
  })
  .meta({ id: 'RuleSetProposal' });
export type RuleSetProposal = z.infer<typeof RuleSetProposal>;

const version = z.object({
  code: z.string(),
  version: z.int(),
  hash: z.string(),
  stateLaw: z.string(),
  validFrom: date,
  validTo: date.nullable(),
});

/** Published versions with their days, what waits for a second person, and the text in force to go on from. */
export const RuleSets = z
  .object({
    inForce: version.extend({ rules: RuleSetText }),
    versions: z.array(version),
    proposals: z.array(RuleSetProposal.omit({ rules: true })),
  })
  .meta({ id: 'RuleSets' });
export type RuleSets = z.infer<typeof RuleSets>;
