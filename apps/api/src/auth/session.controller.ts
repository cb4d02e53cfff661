import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfirmPassword, Me, SignIn } from '#contract';
import type { Refusal } from '#domain';
import { confirmPassword, endSession, me, sessionOf, signIn } from '#engine';
import { CONFIG, type Config } from '#platform';
import { Action, Public } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { ProblemError } from '../problems/problem.js';
import { valueOf } from '../problems/refuse.js';
import { Caller, type SignedIn } from './caller.js';
import { cookieOf, giveCookie, takeCookie } from './cookie.js';

/** Signing in and out, and the password again before Sign and Issue. */
@ApiTags('session')
@Controller('api')
export class SessionController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post('session')
  @HttpCode(200)
  @Public()
  @ApiResponse({ status: 200, description: 'Signed in; the session is in the cookie', standardSchema: Me })
  async signIn(
    @Body({ schema: SignIn }) body: SignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    const from = { address: request.ip, cookie: cookieOf(request, this.config) };
    const { cookie } = inTime(reply, await signIn(this.engine, body, from));
    giveCookie(reply, this.config, cookie);
    return this.meBehind(cookie);
  }

  @Post('session/confirm')
  @HttpCode(200)
  @Action('session.confirm')
  @ApiResponse({ status: 200, description: 'Sign and Issue are allowed for five minutes', standardSchema: Me })
  async confirm(
    @Caller() caller: SignedIn,
    @Body({ schema: ConfirmPassword }) body: ConfirmPassword,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    const cookie = cookieOf(request, this.config);
    const given = { account: caller.account, password: body.password };
    inTime(reply, await confirmPassword(this.engine, given, { address: request.ip, cookie }));
    return this.meBehind(cookie);
  }

  /** Signing out twice is signing out. */
  @Delete('session')
  @HttpCode(204)
  @Public()
  @ApiResponse({ status: 204, description: 'Signed out' })
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await endSession(this.engine, cookieOf(request, this.config));
    takeCookie(reply, this.config);
  }

  @Get('me')
  @Action('session.me')
  @ApiResponse({ status: 200, description: 'Who is signed in, with the seats valid now', standardSchema: Me })
  me(@Caller() caller: SignedIn): Promise<Me> {
    return this.meOf(caller);
  }

  private async meBehind(cookie: string | undefined): Promise<Me> {
    const session = await sessionOf(this.engine, cookie);
    if (session === null) throw new ProblemError('signed-out');
    return this.meOf(session);
  }

  private async meOf(session: SignedIn): Promise<Me> {
    return { ...(await me(this.engine, session)), mode: this.config.mode, bulkMost: this.config.bulkMost };
  }
}

/** The value of an outcome; a throttled caller is also told by Retry-After when to come back. */
function inTime<T extends object>(reply: FastifyReply, outcome: T | { readonly refusal: Refusal }): T {
  if ('refusal' in outcome) {
    const seconds = outcome.refusal.data?.['retryAfterSeconds'];
    if (typeof seconds === 'number') reply.header('retry-after', String(seconds));
  }
  return valueOf<T>(outcome);
}
