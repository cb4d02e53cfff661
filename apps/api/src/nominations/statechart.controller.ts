import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { id as uuid, Statechart } from '#contract';
import { nominationStatechart } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { found } from '../problems/refuse.js';

/** Where a nomination is in its procedure, as a picture. */
@ApiTags('nominations')
@Controller('api/nominations/:id/statechart')
export class StatechartController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get()
  @Action('nomination.statechart')
  @ApiResponse({
    status: 200,
    description: 'States and edges of its procedure on its route, with their places and where it has been',
    standardSchema: Statechart,
  })
  async read(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<Statechart> {
    return found(await nominationStatechart(this.engine, caller.person, id));
  }
}
