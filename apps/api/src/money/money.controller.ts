import { Body, Controller, Get, Inject, Module, Post } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ContinueNumbers, MoneyRates, NewMoneyRate, Numbers } from '#contract';
import { continueNumbers, moneyRates, setMoneyRate } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { CheckedHeaders } from '../input/headers.js';
import { CommandId, needSeat, requestOf } from '../organisation/asked.js';
import { valueOf } from '../problems/refuse.js';

const key = { name: 'Idempotency-Key', required: false, description: 'UUID: the command id' };

/** Rates of award money, and the numbers of documents that were given before Laurel. */
@ApiTags('money')
@Controller('api')
export class MoneyController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get('money-rates')
  @Action('money.list')
  @ApiResponse({ status: 200, description: 'Rates with their first days', standardSchema: MoneyRates })
  list(@Caller() caller: SignedIn): Promise<MoneyRates> {
    needSeat(caller);
    return moneyRates(this.engine);
  }

  @Post('money-rates')
  @Action('money.set')
  @ApiHeader(key)
  @ApiResponse({ status: 201, description: 'All rates', standardSchema: MoneyRates })
  async set(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Body({ schema: NewMoneyRate }) body: NewMoneyRate,
  ): Promise<MoneyRates> {
    const request = requestOf(caller, headers, { route: 'money.set', target: '', body });
    valueOf(await setMoneyRate(this.engine, request, body));
    return moneyRates(this.engine);
  }

  @Post('numbers')
  @Action('numbers.continue')
  @ApiHeader(key)
  @ApiResponse({ status: 201, description: 'The last number of the sequence', standardSchema: Numbers })
  async numbers(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Body({ schema: ContinueNumbers }) body: ContinueNumbers,
  ): Promise<Numbers> {
    const request = requestOf(caller, headers, { route: 'numbers.continue', target: '', body });
    return valueOf(await continueNumbers(this.engine, request, body));
  }
}

@Module({ controllers: [MoneyController] })
export class MoneyModule {}
