import { Body, Controller, Get, HttpCode, Inject, Param, Put } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Dossier, id as uuid, ItemCheck, line } from '#contract';
import { checkItem, dossierOf } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { found, valueOf } from '../problems/refuse.js';

const ItemOf = z.strictObject({ id: uuid, item: line(1, 60) });
type ItemOf = z.infer<typeof ItemOf>;

/** The page of one nomination: what it shows beside the nomination, and the reader's own checklist. */
@ApiTags('nominations')
@Controller('api/nominations/:id')
export class DossierController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get('dossier')
  @Action('nomination.dossier')
  @ApiResponse({
    status: 200,
    description: 'Whose turn it is, times, marks on criteria, own checklist, readers',
    standardSchema: Dossier,
  })
  async read(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<Dossier> {
    return found(await dossierOf(this.engine, caller.person, id));
  }

  @Put('checklist/:item')
  @HttpCode(204)
  @Action('nomination.checklist')
  @ApiResponse({ status: 204, description: 'Noted in one’s own checklist' })
  @ApiResponse({ status: 412, description: '`stale-revision`: the item has other files now' })
  async check(
    @Caller() caller: SignedIn,
    @Param({ schema: ItemOf }) { id, item }: ItemOf,
    @Body({ schema: ItemCheck }) body: ItemCheck,
  ): Promise<void> {
    valueOf(await checkItem(this.engine, caller.person, { nomination: id, item }, body));
  }
}
