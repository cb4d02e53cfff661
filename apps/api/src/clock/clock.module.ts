import { Body, Controller, HttpCode, Inject, Module, Optional, Post } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ClockNow, MoveClock } from '#contract';
import { moveClock } from '#engine';
import { CONFIG, type Config } from '#platform';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { CheckedHeaders } from '../input/headers.js';
import { CommandId, requestOf } from '../organisation/asked.js';
import { ProblemError } from '../problems/problem.js';
import { valueOf } from '../problems/refuse.js';

/** Token of what follows a move of the clock: deadlines that became due are swept before the answer. */
export const AFTER_CLOCK = Symbol('AfterClock');
export type AfterClock = () => Promise<void>;

/** The legal clock of sample and test mode, forward only. In production there is nothing here. */
@ApiTags('clock')
@Controller('api/clock')
export class ClockController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CONFIG) private readonly config: Config,
    @Optional() @Inject(AFTER_CLOCK) private readonly after?: AfterClock,
  ) {}

  @Post()
  @HttpCode(200)
  @Action('clock.move')
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'UUID: the command id' })
  @ApiResponse({ status: 200, description: 'The legal time after the move', standardSchema: ClockNow })
  async move(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Body({ schema: MoveClock }) body: MoveClock,
  ): Promise<ClockNow> {
    if (this.config.mode === 'production') throw new ProblemError('not-found');
    const request = requestOf(caller, headers, { route: 'clock.move', target: '', body });
    const moved = valueOf(await moveClock(this.engine, request, body.to));
    await this.after?.();
    return moved;
  }
}

@Module({ controllers: [ClockController] })
export class ClockModule {}
