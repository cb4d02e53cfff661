import type {} from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_SECONDS } from '#engine';
import type { Config } from '#platform';

/** The session id that a request brought. */
export function cookieOf(request: FastifyRequest, { cookie }: Config): string | undefined {
  return request.cookies[cookie.name];
}

/** Gives the browser a session (model.md 11): not for scripts, not for other sites, on https only there. */
export function giveCookie(reply: FastifyReply, { cookie }: Config, value: string): void {
  reply.setCookie(cookie.name, value, { ...attributes(cookie.secure), maxAge: SESSION_SECONDS });
}

/** Takes the session away from the browser. */
export function takeCookie(reply: FastifyReply, { cookie }: Config): void {
  reply.clearCookie(cookie.name, attributes(cookie.secure));
}

function attributes(secure: boolean): { path: '/'; httpOnly: true; sameSite: 'lax'; secure: boolean } {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure };
}
