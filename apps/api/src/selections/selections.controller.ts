import { Body, Controller, Get, HttpCode, Inject, Module, Param, Post, Put } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CommandHeaders, id as uuid, NewSelection, RankingOrder, SelectionView } from '#contract';
import { closeSelection, openSelection, orderSelection, selectionView } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { officerOf } from '../councils/asked.js';
import { CheckedHeaders } from '../input/headers.js';
import { found, valueOf } from '../problems/refuse.js';

const key = { name: 'Idempotency-Key', required: true, description: 'UUID: the command id' };
const match = { name: 'If-Match', required: true, description: '"<version>" of the selection' };

/** Selections: what waits is ranked and cut at the national quota, as one act. */
@ApiTags('selections')
@Controller('api/selections')
export class SelectionsController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

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
    return found(await selectionView(this.engine, caller.person, id));
  }
}

@Module({ controllers: [SelectionsController] })
export class SelectionsModule {}
