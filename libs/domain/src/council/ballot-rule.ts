import type { BallotTotals } from '../nomination/facts.js';
import type { Refusal } from '../nomination/world.js';
import type { BallotRule } from '../procedure/definition.js';

/** What a member may mark for one nomination. A nomination that is not marked counts as `none`. */
export const choices = ['agree', 'disagree', 'none'] as const;
export type Choice = (typeof choices)[number];

/** A secret ballot of fewer would tell who chose what. */
export const SMALLEST_SECRET = 5;

/** Who may vote and who is there: whole persons. */
export interface Attendance {
  /** Voting members of the council, also those who are absent or recused. */
  readonly members: number;
  /** In the room; a substitute in somebody's place counts as that member. */
  readonly present: number;
  /** Absent with a written vote. */
  readonly written: number;
  /** Present or absent, they may not vote on this nomination. */
  readonly recused: number;
}

/** True for a share that can be reached and means something: whole numbers, above 0 and at most 1. */
export function isShare([part, whole]: readonly [number, number]): boolean {
  return Number.isSafeInteger(part) && Number.isSafeInteger(whole) && part > 0 && part <= whole;
}

/** The smallest number of votes that is a share of a base: the least n with n × whole ≥ base × part. */
export function neededOf([part, whole]: readonly [number, number], base: number): number {
  return Number((BigInt(base) * BigInt(part) + BigInt(whole) - 1n) / BigInt(whole));
}

/** Whether a number of votes reaches a share of a base; compared as integers, never as a quotient. */
export function reaches(votes: number, [part, whole]: readonly [number, number], base: number): boolean {
  return BigInt(votes) * BigInt(whole) >= BigInt(base) * BigInt(part);
}

/** Of whom the threshold is a share (model.md 7): of all members even those who stay away or step aside. */
export function baseOf({ base }: Pick<BallotRule, 'base'>, { members, present, written, recused }: Attendance): number {
  if (base === 'allMembers') return members;
  return base === 'notRecused' ? members - recused : Math.max(0, present + written - recused);
}

/** Whether enough members are in the room; written votes do not make a quorum. */
export function quorumMet({ quorum }: Pick<BallotRule, 'quorum'>, { present, members }: Attendance): boolean {
  return reaches(present, quorum, members);
}

/**
 * Why a ballot on a nomination cannot be opened; null when it can. Refuses with `council-too-small`, `no-quorum`, and with
 * `threshold-unattainable` where even every vote that may be cast would not be enough, with the ways out.
 */
export function openingRefusal(rule: BallotRule, attendance: Attendance): Refusal | null {
  const { members, present, recused } = attendance;
  const least = Math.max(rule.members ?? 0, rule.mode === 'secret' ? SMALLEST_SECRET : 1);
  if (members < least) return { refused: 'council-too-small', observed: String(members), needed: String(least) };
  if (!quorumMet(rule, attendance)) {
    return { refused: 'no-quorum', observed: String(present), needed: String(neededOf(rule.quorum, members)) };
  }
  const attainable = members - recused;
  const needed = neededOf(rule.pass, baseOf(rule, attendance));
  if (attainable >= needed && needed > 0) return null;
  return {
    refused: 'threshold-unattainable',
    observed: String(attainable),
    needed: String(needed),
    clearedBy: 'secretary',
    data: { attainable, needed, waysOut: ['substitute', 'baseWithoutRecused', 'superiorCouncil'] },
  };
}

/** What the papers say of one nomination, with the votes that it needed. `marks` holds one choice of every paper it stands on. */
export function tally(rule: BallotRule, attendance: Attendance, marks: readonly Choice[]): BallotTotals {
  const count = (choice: Choice) => marks.filter((m) => m === choice).length;
  return totalsOf(rule, attendance, { papers: marks.length, agree: count('agree'), disagree: count('disagree') });
}

/** The same from counted papers, as a secretary enters them in paper mode. */
export function totalsOf(
  rule: BallotRule,
  attendance: Attendance,
  { papers, agree, disagree }: { readonly papers: number; readonly agree: number; readonly disagree: number },
): BallotTotals {
  const base = baseOf(rule, attendance);
  const { members, present, recused } = attendance;
  return {
    members,
    present,
    recused,
    papers,
    valid: agree + disagree,
    agree,
    disagree,
    none: papers - agree - disagree,
    base,
    needed: neededOf(rule.pass, base),
    pass: rule.pass,
    of: rule.base,
  };
}

/** Passed with as many agreeing votes as were needed; with a base of nobody, never. */
export function passed({ agree, base, pass }: BallotTotals): boolean {
  return base > 0 && reaches(agree, pass, base);
}

/** The comparison as the minutes write it: `7 × 10 = 70 < 72 = 9 × 8`. */
export function formulaOf({ agree, base, pass: [part, whole] }: BallotTotals): string {
  const [left, right] = [agree * whole, base * part];
  return `${agree} × ${whole} = ${left} ${left >= right ? '≥' : '<'} ${right} = ${base} × ${part}`;
}
