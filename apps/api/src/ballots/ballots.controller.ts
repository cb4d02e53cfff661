import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import { BallotView, CommandHeaders, id as uuid, Minutes, Paper, PaperReceived, Totals, VoidBallot } from '#contract';
import {
  ballotMinutes,
  ballotView,
  closeBallot,
  confirmTotals,
  enterTotals,
  openBallot,
  putPaper,
  voidBallot,
  type BallotKeys,
} from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { officerOf } from '../councils/asked.js';
import { CheckedHeaders } from '../input/headers.js';
import { found, valueOf } from '../problems/refuse.js';

/** Token of the key store of ballots. */
export const BALLOT_KEYS = Symbol('BallotKeys');

const key = { name: 'Idempotency-Key', required: true, description: 'UUID: the command id' };

/** Ballots: papers go in sealed, totals come out. */
@ApiTags('ballots')
@Controller('api')
export class BallotsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(BALLOT_KEYS) private readonly keys: BallotKeys,
  ) {}

  @Post('sittings/:id/ballots')
  @Action('ballot.open')
  @ApiHeader(key)
  @ApiResponse({ status: 201, description: 'The open ballot', standardSchema: BallotView })
  async open(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandHeaders) headers: CommandHeaders,
    @Param('id', { schema: uuid }) sitting: string,
  ): Promise<BallotView> {
    const request = officerOf(caller, headers, { route: 'ballot.open', target: sitting, body: {} });
    const { id } = valueOf(await openBallot(this.engine, this.keys, request, sitting));
    return this.view(caller, id);
  }

  @Get('ballots/:id')
  @Action('ballot.read')
  @ApiResponse({ status: 200, description: 'Turnout, my paper, results once closed', standardSchema: BallotView })
  read(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<BallotView> {
    return this.view(caller, id);
  }

  /** The body of this route stands in no log and no answer; neither does its hash. */
  @Put('ballots/:id/paper')
  @Action('ballot.vote')
  @ApiHeader(key)
  @ApiResponse({ status: 200, description: 'Received', standardSchema: PaperReceived })
  async paper(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandHeaders) headers: CommandHeaders,
    @Param('id', { schema: uuid }) ballot: string,
    @Body({ schema: Paper }) body: Paper,
  ): Promise<PaperReceived> {
    const commandId = headers['idempotency-key'];
    valueOf(await putPaper(this.engine, { ballot, person: caller.person, commandId }, body));
    return { ballot, received: true };
  }

  @Post('ballots/:id/close')
  @HttpCode(202)
  @Action('ballot.close')
  @ApiHeader(key)
  @ApiResponse({ status: 202, description: 'Counted; the act hands the results out', standardSchema: BallotView })
  async close(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandHeaders) headers: CommandHeaders,
    @Param('id', { schema: uuid }) id: string,
  ): Promise<BallotView> {
    const request = officerOf(caller, headers, { route: 'ballot.close', target: id, body: {} });
    valueOf(await closeBallot(this.engine, this.keys, request, id));
    return this.view(caller, id);
  }

  @Post('ballots/:id/totals')
  @HttpCode(200)
  @Action('ballot.close')
  @ApiHeader(key)
  @ApiResponse({ status: 200, description: 'Entered; another officer confirms', standardSchema: BallotView })
  async totals(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandHeaders) headers: CommandHeaders,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: Totals }) body: Totals,
  ): Promise<BallotView> {
    const request = officerOf(caller, headers, { route: 'ballot.totals', target: id, body });
    valueOf(await enterTotals(this.engine, request, id, body));
    return this.view(caller, id);
  }

  @Post('ballots/:id/confirm')
  @HttpCode(202)
  @Action('ballot.close')
  @ApiHeader(key)
  @ApiResponse({ status: 202, description: 'Confirmed; the act hands the results out', standardSchema: BallotView })
  async confirm(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandHeaders) headers: CommandHeaders,
    @Param('id', { schema: uuid }) id: string,
  ): Promise<BallotView> {
    const request = officerOf(caller, headers, { route: 'ballot.confirm', target: id, body: {} });
    valueOf(await confirmTotals(this.engine, request, id));
    return this.view(caller, id);
  }

  @Post('ballots/:id/void')
  @HttpCode(200)
  @Action('ballot.close')
  @ApiHeader(key)
  @ApiResponse({ status: 200, description: 'Void; its items are free', standardSchema: BallotView })
  async giveUp(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandHeaders) headers: CommandHeaders,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: VoidBallot }) body: VoidBallot,
  ): Promise<BallotView> {
    const request = { ...officerOf(caller, headers, { route: 'ballot.void', target: id, body }), reason: body.reason };
    valueOf(await voidBallot(this.engine, this.keys, request, id));
    return this.view(caller, id);
  }

  @Get('ballots/:id/minutes')
  @Action('ballot.read')
  @ApiResponse({ status: 200, description: 'Biên bản kiểm phiếu of a closed ballot', standardSchema: Minutes })
  async minutes(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<Minutes> {
    return found(await ballotMinutes(this.engine, caller.person, id));
  }

  private async view(caller: SignedIn, id: string): Promise<BallotView> {
    return found(await ballotView(this.engine, caller.person, id));
  }
}
