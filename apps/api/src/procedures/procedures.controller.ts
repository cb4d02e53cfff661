import { Body, Controller, Get, HttpCode, Inject, Module, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  id as uuid,
  NewProposal,
  ProcedureChecked,
  Procedures,
  ProcedureText,
  ProcedureView,
  ProposalView,
} from '#contract';
import { localDate, type Procedure } from '#domain';
import {
  checkProcedure,
  legalNow,
  procedureOf,
  proceduresView,
  proposalView,
  proposeProcedure,
  publishProcedure,
} from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { procedureView } from '../awards/award-view.js';
import { CheckedHeaders } from '../input/headers.js';
import { CommandId, needAdministrator, needSeat, requestOf } from '../organisation/asked.js';
import { found, valueOf } from '../problems/refuse.js';
import { MigrationsController } from './migrations.controller.js';

const key = { name: 'Idempotency-Key', required: false, description: 'UUID: the command id' };

/** Procedures: one administrator proposes a version, another one publishes it from a day on. */
@ApiTags('procedures')
@Controller('api/procedures')
export class ProceduresController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get()
  @Action('procedure.list')
  @ApiResponse({ status: 200, description: 'Versions, proposals, templates', standardSchema: Procedures })
  list(@Caller() caller: SignedIn): Promise<Procedures> {
    needSeat(caller);
    return proceduresView(this.engine);
  }

  @Get(':code')
  @Action('procedure.read')
  @ApiResponse({ status: 200, description: 'The version in force', standardSchema: ProcedureView })
  async read(@Param('code') code: string): Promise<ProcedureView> {
    const today = localDate((await legalNow(this.engine)).toISOString());
    return procedureView(found(procedureOf(this.engine, code, today)));
  }

  @Post('check')
  @HttpCode(200)
  @Action('procedure.check')
  @ApiResponse({ status: 200, description: 'What keeps it from being published', standardSchema: ProcedureChecked })
  check(@Caller() caller: SignedIn, @Body({ schema: ProcedureText }) body: ProcedureText): Promise<ProcedureChecked> {
    needAdministrator(caller);
    return checkProcedure(this.engine, { version: 0, ...body } as Procedure);
  }

  @Post('proposals')
  @Action('procedure.propose')
  @ApiHeader(key)
  @ApiResponse({ status: 201, description: 'The proposal', standardSchema: ProposalView })
  async propose(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Body({ schema: NewProposal }) body: NewProposal,
  ): Promise<ProposalView> {
    const request = requestOf(caller, headers, { route: 'procedure.propose', target: '', body });
    const { id } = valueOf(await proposeProcedure(this.engine, request, body));
    return found(await proposalView(this.engine, id));
  }

  @Get('proposals/:id')
  @Action('procedure.proposal')
  @ApiResponse({ status: 200, description: 'The proposal with its text', standardSchema: ProposalView })
  async proposal(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<ProposalView> {
    needSeat(caller);
    return found(await proposalView(this.engine, id));
  }

  @Post('proposals/:id/publish')
  @HttpCode(200)
  @Action('procedure.publish')
  @ApiHeader(key)
  @ApiResponse({ status: 200, description: 'The published proposal', standardSchema: ProposalView })
  async publish(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Param('id', { schema: uuid }) id: string,
  ): Promise<ProposalView> {
    needAdministrator(caller);
    const request = requestOf(caller, headers, { route: 'procedure.publish', target: id, body: {} });
    valueOf(await publishProcedure(this.engine, { ...request, elevated: caller.elevated }, id));
    return found(await proposalView(this.engine, id));
  }
}

@Module({ controllers: [MigrationsController, ProceduresController] })
export class ProceduresModule {}
