import type { BallotBase, DayUnit, Occasion, Role, StepKind, TieBreak, UnitLevel } from '../vocabulary.js';

/** A seat by its id, and the unit it belongs to. */
export interface NamedSeat {
  readonly unit: string;
  readonly seat: string;
}

/**
 * What happens when a deadline runs out. It never approves and never rejects.
 * - `remind`: whoever has the step is told that it is over.
 * - `escalate`: the role `to` of the unit may act as well; where `seats` names one of the unit, that seat and no other.
 * - `reassign`: the step is anybody's of its role again, with a clock of its own.
 * - `return`: the file goes back to the step before in the same stage, whose approval no longer stands; a supplement that was not
 *   answered goes back to whoever asked for it, whatever the procedure says.
 */
export type LapseAction =
  | { readonly do: 'remind' }
  | { readonly do: 'escalate'; readonly to: Role; readonly seats?: readonly NamedSeat[] }
  | { readonly do: 'reassign' }
  | { readonly do: 'return' };

/** The clock of a waiting state. `remindAt` is an integer pair: [8, 10] is after eight tenths of the working days. */
export interface Clock {
  readonly workingDays: number;
  readonly remindAt: readonly [number, number];
  readonly onLapse: LapseAction;
}

/** The clock of a complaint against a refusal, and the days after the refusal in which it may be lodged. */
export interface ComplaintTerm extends Clock {
  readonly lodgeDays: number;
}

/** What a unit sets for annulments: the terms of both of their clocks, and when the place of a quota may be given again. */
export interface AnnulmentTerm {
  /** After the conclusion, in which the file is sent. */
  readonly reportDays: number;
  /** After the complete file came, in which it is decided; always working days. */
  readonly decideWorkingDays: number;
  /** The days that the first term counts. */
  readonly unit: DayUnit;
  /** The place stays taken in its year and theme, so that only the next round has it; or it goes back at once. */
  readonly places: 'nextRound' | 'thisRound';
}

/** A signature step may hold a place of its unit when it sends the file up; a selection takes a national one. */
export interface QuotaUse {
  readonly use: 'hold' | 'take';
  readonly quota: 'unit' | 'national';
}

/** How a selection ranks: the order that people drag, or a numeric fact, highest first; and what decides between equals. */
export interface Ranking {
  readonly by: 'order' | 'score';
  /** Name of the numeric fact; only by score. */
  readonly score?: string;
  readonly ties: readonly TieBreak[];
}

/** Threshold of a ballot as an integer pair over a stated base. */
export interface BallotRule {
  readonly mode: 'secret' | 'open';
  readonly pass: readonly [number, number];
  readonly quorum: readonly [number, number];
  readonly base: BallotBase;
  /** Members that the council must have at least; only where the rule asks for a number. */
  readonly members?: number;
  /** The text that share and quorum come from; it is shown beside them. */
  readonly citation?: string;
}

export interface Step extends Clock {
  /** First half of the step key; unique within its stage. */
  readonly step: string;
  readonly kind: StepKind;
  readonly role: Role;
  /** Steps of the same stage that the person who does this one may do as well. */
  readonly combine: readonly string[];
  readonly quota?: QuotaUse;
  readonly ballot?: BallotRule;
  readonly ranking?: Ranking;
}

export interface Stage {
  readonly level: UnitLevel | 'any';
  readonly steps: readonly Step[];
}

/** Nobody waits longer than this for a supplement, unless the procedure says otherwise [default]. */
const LONGEST_SUPPLEMENT = 20;

/** What an administrator writes: who looks at a nomination, in which order, and by when. */
export interface Procedure {
  readonly id: string;
  readonly version: number;
  readonly name: { readonly vi: string; readonly en: string };
  /** Awards and occasions that this procedure is for; without it, for whatever no other one is for. */
  readonly appliesTo?: { readonly awards?: readonly string[]; readonly occasions?: readonly Occasion[] };
  readonly stages: readonly Stage[];
  /** Where the receipt for appraisal is, which pins the law: the first appraisal above the nominating unit, or that of the deciding one. */
  readonly regimeAnchor?: 'firstSuperior' | 'decidingLevel';
  /** Clock of `awaitingDecision` in the deciding unit. */
  readonly decision: Clock;
  /** Working days that a unit gets for a supplement when the reviewer names no date. */
  readonly supplementWorkingDays: number;
  /** Terms of complaints; `COMPLAINT_TERM` where nothing is said. */
  readonly complaint?: ComplaintTerm;
  /** Terms of annulments; `ANNULMENT_TERM` where nothing is said. */
  readonly annulment?: AnnulmentTerm;
  /** Working days that a reviewer may give for a supplement at the most; `LONGEST_SUPPLEMENT` when missing. */
  readonly longestSupplementWorkingDays?: number;
  /** A grassroots appraisal applies from this many distinct clerks, appraisers and signers. */
  readonly appraisalNeedsOfficers: number;
}

/**
 * Lodged within ninety days and heard within thirty, twenty of them working days: the general law on complaints, assumed for the
 * union [default]. When the time has run out the deciding unit hears it.
 */
export const COMPLAINT_TERM: ComplaintTerm = {
  lodgeDays: 90,
  workingDays: 20,
  remindAt: [8, 10],
  onLapse: { do: 'escalate', to: 'signer' },
};

/** Seven days and five working days: one locality's procedure of 2025 [superseded]. */
export const ANNULMENT_TERM: AnnulmentTerm = {
  reportDays: 7,
  decideWorkingDays: 5,
  unit: 'calendarDays',
  places: 'nextRound',
};

/** Working days that a supplement may take at the most. */
export function longestSupplement({ longestSupplementWorkingDays, supplementWorkingDays }: Procedure): number {
  return longestSupplementWorkingDays ?? Math.max(LONGEST_SUPPLEMENT, supplementWorkingDays);
}

/** The stage that a unit of this level takes: its own, or the stage `any`. */
export function stageOfLevel(procedure: Procedure, level: UnitLevel): Stage | undefined {
  return procedure.stages.find((s) => s.level === level) ?? procedure.stages.find((s) => s.level === 'any');
}

/**
 * How closely a procedure is meant for an award and occasion: null when it is not, 0 for a general one, more for one that
 * names the occasion (1), the award (2) or both (3).
 */
export function closeness({ appliesTo }: Procedure, award: string, occasion: Occasion): number | null {
  if (appliesTo?.awards && !appliesTo.awards.includes(award)) return null;
  if (appliesTo?.occasions && !appliesTo.occasions.includes(occasion)) return null;
  return (appliesTo?.awards ? 2 : 0) + (appliesTo?.occasions ? 1 : 0);
}

/** The definition of a step in the stage of a level. */
export function stepOfLevel(procedure: Procedure, level: UnitLevel, step: string): Step | undefined {
  return stageOfLevel(procedure, level)?.steps.find((s) => s.step === step);
}
