import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AbsenceEffect, AbsenceEffectQuery, Absences, AbsenceView, id as uuid, NewAbsence } from '#contract';
import { absenceEffect, absenceView, endAbsence, listAbsences, setAbsence } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { CheckedHeaders } from '../input/headers.js';
import { CommandId, requestOf } from '../organisation/asked.js';
import { found, valueOf } from '../problems/refuse.js';

const key = { name: 'Idempotency-Key', required: false, description: 'UUID: the command id' };

/** Absences: on which days what waits for somebody goes to their delegate or to the others of the role. */
@ApiTags('delegations')
@Controller('api/absences')
export class AbsencesController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get()
  @Action('absence.list')
  @ApiResponse({ status: 200, description: 'Mine, and those of my units', standardSchema: Absences })
  list(@Caller() caller: SignedIn): Promise<Absences> {
    return listAbsences(this.engine, caller.person);
  }

  @Get('effect')
  @Action('absence.effect')
  @ApiResponse({ status: 200, description: 'To whom my work would go', standardSchema: AbsenceEffect })
  @ApiResponse({ status: 422, description: '`dates-reversed`' })
  async effect(
    @Caller() caller: SignedIn,
    @Query({ schema: AbsenceEffectQuery }) query: AbsenceEffectQuery,
  ): Promise<AbsenceEffect> {
    return valueOf(await absenceEffect(this.engine, caller.person, query));
  }

  @Post()
  @Action('absence.set')
  @ApiHeader(key)
  @ApiResponse({ status: 201, description: 'The absence', standardSchema: AbsenceView })
  async set(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Body({ schema: NewAbsence }) body: NewAbsence,
  ): Promise<AbsenceView> {
    const request = requestOf(caller, headers, { route: 'absence.set', target: '', body });
    const { id } = valueOf(await setAbsence(this.engine, request, body));
    return found(await absenceView(this.engine, caller.person, id));
  }

  @Post(':id/end')
  @HttpCode(200)
  @Action('absence.end')
  @ApiHeader(key)
  @ApiResponse({ status: 200, description: 'The absence, which ended at once', standardSchema: AbsenceView })
  async end(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Param('id', { schema: uuid }) id: string,
  ): Promise<AbsenceView> {
    found(await absenceView(this.engine, caller.person, id));
    const request = requestOf(caller, headers, { route: 'absence.end', target: id, body: {} });
    valueOf(await endAbsence(this.engine, request, id));
    return found(await absenceView(this.engine, caller.person, id));
  }
}
