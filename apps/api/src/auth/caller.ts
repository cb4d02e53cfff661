import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { SessionView } from '#engine';

/** Who is signed in, put on the request by the gate. */
export type SignedIn = SessionView;

const callers = new WeakMap<FastifyRequest, SignedIn>();

/** Remembers who a request comes from. */
export function setCaller(request: FastifyRequest, caller: SignedIn): void {
  callers.set(request, caller);
}

/** Who a request comes from; throws on a public route, where nobody was asked. */
export function callerOf(request: FastifyRequest): SignedIn {
  const caller = callers.get(request);
  if (caller === undefined) throw new Error('no caller on a public route');
  return caller;
}

/** The signed-in person: `@Caller() caller: SignedIn`. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext) =>
  callerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
