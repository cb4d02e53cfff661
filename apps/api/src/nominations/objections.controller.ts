import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { id as uuid, Objections, Postings } from '#contract';
import { objectionsOf, postings } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { found } from '../problems/refuse.js';

/** What is posted (công khai), and the objections to it. */
@ApiTags('postings')
@Controller('api')
export class ObjectionsController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get('postings')
  @Action('posting.list')
  @ApiResponse({ status: 200, description: 'Who is posted now, and until when', standardSchema: Postings })
  list(): Promise<Postings> {
    return postings(this.engine);
  }

  @Get('nominations/:id/objections')
  @Action('nomination.objections')
  @ApiResponse({ status: 200, description: 'Objections; their words for few', standardSchema: Objections })
  async objections(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<Objections> {
    return found(await objectionsOf(this.engine, caller.person, id));
  }
}
