import type { Role, StepKind, UnitLevel } from '../vocabulary.js';

/** What happens when a deadline runs out. It never approves and never rejects. */
export type LapseAction =
  { readonly do: 'remind' } | { readonly do: 'escalate'; readonly to: Role } | { readonly do: 'return' };

/** The clock of a waiting state. `remindAt` is an integer pair: [8, 10] is after eight tenths of the working days. */
export interface Clock {
  readonly workingDays: number;
  readonly remindAt: readonly [number, number];
  readonly onLapse: LapseAction;
}

/** Where a quota is held or taken; used by selection steps. */
export interface QuotaUse {
  readonly use: 'hold' | 'take';
  readonly quota: string;
}

/** Threshold of a ballot as an integer pair over a stated base. */
export interface BallotRule {
  readonly mode: 'secret' | 'open';
  readonly pass: readonly [number, number];
  readonly quorum: readonly [number, number];
  readonly base: 'allMembers' | 'present' | 'notRecused';
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
}

export interface Stage {
  readonly level: UnitLevel | 'any';
  readonly steps: readonly Step[];
}

/** What an administrator writes: who looks at a nomination, in which order, and by when. */
export interface Procedure {
  readonly id: string;
  readonly version: number;
  readonly name: { readonly vi: string; readonly en: string };
  readonly stages: readonly Stage[];
  /** Clock of `awaitingDecision` in the deciding unit. */
  readonly decision: Clock;
  /** Working days that a unit gets for a supplement when the reviewer names no date. */
  readonly supplementWorkingDays: number;
  /** A grassroots appraisal applies from this many distinct clerks, appraisers and signers. */
  readonly appraisalNeedsOfficers: number;
}

/** The stage that a unit of this level takes: its own, or the stage `any`. */
export function stageOfLevel(procedure: Procedure, level: UnitLevel): Stage | undefined {
  return procedure.stages.find((s) => s.level === level) ?? procedure.stages.find((s) => s.level === 'any');
}

/** The definition of a step in the stage of a level. */
export function stepOfLevel(procedure: Procedure, level: UnitLevel, step: string): Step | undefined {
  return stageOfLevel(procedure, level)?.steps.find((s) => s.step === step);
}
