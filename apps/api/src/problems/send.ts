import type { FastifyReply } from 'fastify';
import type { Problem } from '#contract';

const RETRY_SECONDS = '2';

/** Answers with a problem document. */
export function sendProblem(reply: FastifyReply, problem: Problem, requestId: string): void {
  if (problem.status === 503) reply.header('retry-after', RETRY_SECONDS);
  reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify({ ...problem, requestId }));
}
