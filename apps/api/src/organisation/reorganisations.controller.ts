import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import { id as uuid, NewReorganisation, ReorganisationPlan, Reorganisations, ReorganisationView } from '#contract';
import {
  cancelReorganisation,
  effectReorganisation,
  planReorganisation,
  reorganisation,
  reorganisationPlan,
  reorganisationRight,
  reorganisations,
} from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { CheckedHeaders } from '../input/headers.js';
import { found, valueOf } from '../problems/refuse.js';
import { CommandId, needAdministrator, requestOf } from './asked.js';

const key = { name: 'Idempotency-Key', required: false, description: 'UUID: the command id' };

/** Reorganisations: units end, move and change on a day; what is open takes its new way by one act. */
@ApiTags('organisation')
@Controller('api/reorganisations')
export class ReorganisationsController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get()
  @Action('reorganisation.list')
  @ApiResponse({ status: 200, description: 'Reorganisations, the latest day first', standardSchema: Reorganisations })
  async list(@Caller() caller: SignedIn): Promise<Reorganisations> {
    needAdministrator(caller);
    return { reorganisations: [...(await reorganisations(this.engine))] };
  }

  @Get(':id')
  @Action('reorganisation.read')
  @ApiResponse({ status: 200, description: 'The reorganisation', standardSchema: ReorganisationView })
  async read(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<ReorganisationView> {
    needAdministrator(caller);
    return found(await reorganisation(this.engine, id));
  }

  @Get(':id/plan')
  @Action('reorganisation.plan')
  @ApiResponse({ status: 200, description: 'Old and new way of what is open', standardSchema: ReorganisationPlan })
  async plan(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<ReorganisationPlan> {
    needAdministrator(caller);
    valueOf(await reorganisationRight(this.engine, caller.person, id));
    return found(await reorganisationPlan(this.engine, caller.person, id));
  }

  @Post()
  @Action('reorganisation.propose')
  @ApiHeader(key)
  @ApiResponse({ status: 201, description: 'Planned for its day', standardSchema: ReorganisationView })
  async propose(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Body({ schema: NewReorganisation }) body: NewReorganisation,
  ): Promise<ReorganisationView> {
    const request = requestOf(caller, headers, { route: 'reorganisation.propose', target: '', body });
    const { id } = valueOf(await planReorganisation(this.engine, request, body));
    return found(await reorganisation(this.engine, id));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Action('reorganisation.cancel')
  @ApiHeader(key)
  @ApiResponse({ status: 200, description: 'Taken back before its day', standardSchema: ReorganisationView })
  async cancel(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Param('id', { schema: uuid }) id: string,
  ): Promise<ReorganisationView> {
    needAdministrator(caller);
    const request = requestOf(caller, headers, { route: 'reorganisation.cancel', target: id, body: {} });
    valueOf(await cancelReorganisation(this.engine, request, id));
    return found(await reorganisation(this.engine, id));
  }

  @Post(':id/effect')
  @HttpCode(202)
  @Action('reorganisation.effect')
  @ApiResponse({
    status: 202,
    description: 'Effective; the act re-routes what is open',
    standardSchema: ReorganisationView,
  })
  async effect(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<ReorganisationView> {
    needAdministrator(caller);
    valueOf(await reorganisationRight(this.engine, caller.person, id));
    valueOf(await effectReorganisation(this.engine, id, caller.person));
    return found(await reorganisation(this.engine, id));
  }
}
