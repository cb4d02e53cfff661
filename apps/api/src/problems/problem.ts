import type { Problem } from '#contract';
import { catalogue, type ProblemCode } from './catalogue.js';

export type ProblemDetails = Omit<Problem, 'type' | 'title' | 'status' | 'code' | 'message' | 'requestId'>;

/** A problem document (RFC 9457) for a code; `details` say what was observed and needed, and where. */
export function problemOf(code: ProblemCode, details: ProblemDetails = {}): Problem {
  const { status, vi, en } = catalogue[code];
  return { type: `/api/problems/${code}`, title: en, status, code, message: { vi, en }, ...details };
}

/** Throw this anywhere in the API to answer with a problem document. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(details.detail ?? code);
    this.problem = problemOf(code, details);
  }
}
