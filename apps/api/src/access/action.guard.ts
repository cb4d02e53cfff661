import { Inject, Optional, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ProblemError } from '../problems/problem.js';
import { accessOf } from './action.js';

/** Knows who is calling and whether that person may do it at all. Rules about single nominations live in the engine. */
export interface Gate {
  /** Rejects with a `ProblemError` (401, 403) when the caller may not perform the action. */
  admit(request: FastifyRequest, action: string): Promise<void>;
}

/** Token under which the auth feature exports its gate. Without one, only public routes answer. */
export const GATE = Symbol('Gate');

/** Deny by default: a route that is not public needs a gate that admits the caller. */
export class ActionGuard implements CanActivate {
  constructor(@Optional() @Inject(GATE) private readonly gate?: Gate) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = accessOf(context.getHandler(), context.getClass());
    if (access === null) return true;
    if (access === undefined || this.gate === undefined) throw new ProblemError('signed-out');
    await this.gate.admit(context.switchToHttp().getRequest<FastifyRequest>(), access);
    return true;
  }
}
