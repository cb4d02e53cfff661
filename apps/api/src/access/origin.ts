import type { FastifyRequest } from 'fastify';
import { ProblemError } from '../problems/problem.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a change that another site may have sent: an `Origin` that is not ours (also `null`), or none although a cookie
 * came along. Programs that send neither are not browsers.
 */
export function checkOrigin(request: FastifyRequest, ours: ReadonlySet<string>): void {
  if (SAFE.has(request.method)) return;
  const { origin, cookie } = request.headers;
  if (origin === undefined ? cookie === undefined : ours.has(origin)) return;
  throw new ProblemError('wrong-origin', { observed: origin ?? 'no Origin', needed: [...ours].join(', ') });
}
