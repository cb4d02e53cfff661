import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { sessionOf } from '#engine';
import { CONFIG, type Config } from '#platform';
import type { Gate } from '../access/action.guard.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { ProblemError } from '../problems/problem.js';
import { setCaller } from './caller.js';
import { cookieOf } from './cookie.js';

/** Admits whoever is signed in; what that person may do is asked of the engine, which knows the seats. */
@Injectable()
export class SessionGate implements Gate {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async admit(request: FastifyRequest): Promise<void> {
    const session = await sessionOf(this.engine, cookieOf(request, this.config));
    if (session === null) throw new ProblemError('signed-out');
    setCaller(request, session);
  }
}
