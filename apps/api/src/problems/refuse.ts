import type { Refusal } from '#domain';
import type { BodyProblem } from '#engine';
import { ProblemError } from './problem.js';
import { refusals } from './refusals.js';

/** The problem document of a refusal: what was observed, what was needed, who can clear it. */
export function refused(refusal: Refusal): ProblemError {
  const { refused: code, ...details } = refusal;
  return new ProblemError(code, details as Record<string, never>);
}

/** 400 with pointers, for what only configuration could tell about a body. */
export function wrongBody(problems: readonly BodyProblem[]): ProblemError {
  return new ProblemError('malformed', { errors: [...problems] });
}

/** The value of an outcome, or the problem that it is. */
export function valueOf<T extends object>(
  outcome: T | { readonly refusal: Refusal } | { readonly problems: readonly BodyProblem[] },
): T {
  if ('refusal' in outcome) throw refused(outcome.refusal);
  if ('problems' in outcome) throw wrongBody(outcome.problems);
  return outcome as T;
}

/** 422 for a press that means more nominations than the configuration allows. */
export function tooMany(observed: number, most: number): ProblemError {
  return refused({ refused: 'too-many-rows', observed: String(observed), needed: String(most) });
}

/** What was found, or the one 404 that unseen and unknown share. */
export function found<T>(value: T | null): T {
  if (value === null) throw new ProblemError('not-found');
  return value;
}

/** The sentence of a refusal in both languages, for what a screen offers and why not. */
export function sentence(code: string): { vi: string; en: string } {
  const words = (refusals as Record<string, { vi: string; en: string }>)[code];
  return words === undefined ? { vi: code, en: code } : { vi: words.vi, en: words.en };
}
