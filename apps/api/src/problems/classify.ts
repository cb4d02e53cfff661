import { HttpException } from '@nestjs/common';
import type { Problem } from '#contract';
import { codeOfStatus } from './catalogue.js';
import { problemOf, ProblemError } from './problem.js';

/** SQLSTATE classes and socket errors that say: the database is away or full, not: the statement is wrong. */
const DATABASE_AWAY = /^(08|53|57P0)|^(ECONNREFUSED|ECONNRESET|ENOENT|ENOTFOUND|EPIPE|ETIMEDOUT)$/;
const POOL_AWAY =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection)/;

/** What to answer for anything that was thrown. Faults say nothing about themselves. */
export function problemFor(thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return thrown.problem;
  if (thrown instanceof HttpException) return requestProblem(thrown.getStatus(), thrown.message);
  const { statusCode, code, message } = shapeOf(thrown);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return requestProblem(statusCode, message);
  if (isDatabaseAway(code, message)) return problemOf('unavailable');
  return problemOf('internal');
}

/** Refusals by Fastify or Nest of a body or of an address. */
function requestProblem(status: number, message: string): Problem {
  const code = codeOfStatus(status);
  return code === 'malformed' ? problemOf(code, { errors: [{ pointer: '', detail: message }] }) : problemOf(code);
}

function isDatabaseAway(code: string, message: string): boolean {
  return DATABASE_AWAY.test(code) || POOL_AWAY.test(message);
}

function shapeOf(thrown: unknown): { statusCode: number | undefined; code: string; message: string } {
  if (typeof thrown !== 'object' || thrown === null) return { statusCode: undefined, code: '', message: '' };
  const { statusCode, code, message } = thrown as Record<string, unknown>;
  return {
    statusCode: typeof statusCode === 'number' ? statusCode : undefined,
    code: typeof code === 'string' ? code : '',
    message: typeof message === 'string' ? message : '',
  };
}
