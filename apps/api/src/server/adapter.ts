import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '#platform';
import { problemFor } from '../problems/classify.js';
import { sendProblem } from '../problems/send.js';
import { setSecurityHeaders } from '../web/security-headers.js';

/** JSON bodies are forms and decisions; files have a route and a limit of their own. */
export const BODY_LIMIT = 64 * 1024;

/** Routes whose largest body is more than that: totals of a thousand nominations are about 95 KB. */
export const BODY_LIMITS: Readonly<Record<string, number>> = { '/api/ballots/:id/totals': 256 * 1024 };

/** Fastify as Laurel wants it: every answer a problem document or a promised one, also for undecodable addresses. */
export function newAdapter(config: Config): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: config.trustProxy === false ? false : [...config.trustProxy],
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    genReqId: () => crypto.randomUUID(),
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      setSecurityHeaders(reply, config.cookie.secure);
      sendProblem(reply, problemFor(error), request.id);
    },
  });
}
