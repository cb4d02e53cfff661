import { Body, Controller, Get, HttpCode, Inject, Module, Param, Post, Put } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  CommandHeaders,
  id as uuid,
  NewSelection,
  RankingMove,
  RankingOrder,
  Selections,
  SelectionView,
  TieDecision,
} from '#contract';
import {
  closeSelection,
  decideTie,
  listSelections,
  moveInSelection,
  openSelection,
  orderSelection,
  selectionView,
} from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { officerOf } from '../councils/asked.js';
import { CheckedHeaders } from '../input/headers.js';
import { found, sentence, valueOf } from '../problems/refuse.js';

const key = { name: 'Idempotency-Key', required: true, description: 'UUID: the command id' };
const match = { name: 'If-Match', required: true, description: '"<version>" of the selection' };

/** Selections: what waits is ranked and cut at the national quota, as one act. */
@ApiTags('selections')
@Controller('api/selections')
export class SelectionsController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get()
  @Action('selection.list')
  @ApiResponse({
    status: 200,
    description: 'Selections of my units, and what waits for one',
    standardSchema: Selections,
  })
  async list(@Caller() caller: SignedIn): Promise<Selections> {
    const { selections, waiting } = await listSelections(this.engine, caller.person);
    return { selections, waiting: waiting.map((w) => ({ ...w, open: inWords(w.open) })) };
  }

  @Post()
  @Action('selection.open')
  @ApiHeader(key)
  @ApiResponse({ status: 201, description: 'The list', standardSchema: SelectionView })
  async open(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandHeaders) headers: CommandHeaders,
    @Body({ schema: NewSelection }) body: NewSelection,
  ): Promise<SelectionView> {
    const request = officerOf(caller, headers, { route: 'selection.open', target: '', body });
    const { id } = valueOf(await openSelection(this.engine, request, body));
    return this.view(caller, id);
  }

  @Get(':id')
  @Action('selection.read')
  @ApiResponse({ status: 200, description: 'Ranks, tie-breaks, places and the cut', standardSchema: SelectionView })
  read(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<SelectionView> {
    return this.view(caller, id);
  }

  @Put(':id/ranking')
  @Action('selection.rank')
  @ApiHeader(key)
  @ApiHeader(match)
  @ApiResponse({ status: 200, description: 'The list in its new order', standardSchema: SelectionView })
  async rank(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandHeaders) headers: CommandHeaders,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: RankingOrder }) body: RankingOrder,
  ): Promise<SelectionView> {
    const request = officerOf(caller, headers, { route: 'selection.rank', target: id, body });
    valueOf(await orderSelection(this.engine, request, id, body));
    return this.view(caller, id);
  }

  @Post(':id/moves')
  @HttpCode(200)
  @Action('selection.move')
  @ApiHeader(key)
  @ApiHeader(match)
  @ApiResponse({ status: 200, description: 'The list with the row in its new place', standardSchema: SelectionView })
  async move(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandHeaders) headers: CommandHeaders,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: RankingMove }) body: RankingMove,
  ): Promise<SelectionView> {
    const request = officerOf(caller, headers, { route: 'selection.move', target: id, body });
    valueOf(await moveInSelection(this.engine, { id, request }, body));
    return this.view(caller, id);
  }

  @Post(':id/ties')
  @HttpCode(200)
  @Action('selection.tie')
  @ApiHeader(key)
  @ApiHeader(match)
  @ApiResponse({
    status: 200,
    description: 'The list with the equals in their decided order',
    standardSchema: SelectionView,
  })
  async tie(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandHeaders) headers: CommandHeaders,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: TieDecision }) body: TieDecision,
  ): Promise<SelectionView> {
    const request = officerOf(caller, headers, { route: 'selection.tie', target: id, body });
    valueOf(await decideTie(this.engine, { id, request }, body));
    return this.view(caller, id);
  }

  @Post(':id/close')
  @HttpCode(202)
  @Action('selection.close')
  @ApiHeader(key)
  @ApiHeader(match)
  @ApiResponse({ status: 202, description: 'Closed; the act hands the results out', standardSchema: SelectionView })
  async close(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandHeaders) headers: CommandHeaders,
    @Param('id', { schema: uuid }) id: string,
  ): Promise<SelectionView> {
    const request = officerOf(caller, headers, { route: 'selection.close', target: id, body: {} });
    valueOf(await closeSelection(this.engine, request, id));
    return this.view(caller, id);
  }

  private async view(caller: SignedIn, id: string): Promise<SelectionView> {
    const view = found(await selectionView(this.engine, caller.person, id));
    const { rank, move, decideTie: tie, close } = view.commands;
    const commands = { rank: inWords(rank), move: inWords(move), decideTie: inWords(tie), close: inWords(close) };
    return { ...view, commands };
  }
}

/** An answer to "may I" with the sentence of its refusal. */
function inWords(command: SelectionView['commands']['close']): SelectionView['commands']['close'] {
  const { refusal } = command;
  return refusal === null ? command : { ...command, refusal: { ...refusal, message: sentence(refusal.code) } };
}

@Module({ controllers: [SelectionsController] })
export class SelectionsModule {}
