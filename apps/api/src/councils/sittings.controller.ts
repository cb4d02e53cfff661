import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  Agenda,
  AgendaAdded,
  AgendaAddition,
  AttendanceList,
  CommandHeaders,
  CurrentItem,
  id as uuid,
  NewSitting,
  OpeningCheck,
  Sittings,
  SittingView,
} from '#contract';
import {
  addToAgenda,
  listSittings,
  openingCheck,
  planSitting,
  setAgenda,
  setAttendance,
  setCurrentItem,
  sittingView,
} from '#engine';
import { CONFIG, type Config } from '#platform';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { CheckedHeaders } from '../input/headers.js';
import { found, tooMany, valueOf } from '../problems/refuse.js';
import { officerOf } from './asked.js';

const key = { name: 'Idempotency-Key', required: true, description: 'UUID: the command id' };
const match = { name: 'If-Match', required: true, description: '"<version>" of the sitting' };

/** Sittings of councils: agenda and attendance. */
@ApiTags('councils')
@Controller('api')
export class SittingsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post('councils/:id/sittings')
  @Action('sitting.plan')
  @ApiHeader(key)
  @ApiResponse({ status: 201, description: 'The new sitting', standardSchema: SittingView })
  async plan(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandHeaders) headers: CommandHeaders,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: NewSitting }) body: NewSitting,
  ): Promise<SittingView> {
    const request = officerOf(caller, headers, { route: 'sitting.plan', target: id, body });
    const planned = valueOf(await planSitting(this.engine, request, id, body));
    return this.view(caller, planned.id);
  }

  @Get('sittings')
  @Action('sitting.list')
  @ApiResponse({
    status: 200,
    description: 'Sittings of today and later that I preside over',
    standardSchema: Sittings,
  })
  list(@Caller() caller: SignedIn): Promise<Sittings> {
    return listSittings(this.engine, caller.person);
  }

  @Post('sittings/:id/items')
  @HttpCode(200)
  @Action('sitting.agenda')
  @ApiHeader(key)
  @ApiResponse({
    status: 200,
    description: 'What is on the agenda, and what was left out',
    standardSchema: AgendaAdded,
  })
  async add(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandHeaders) headers: CommandHeaders,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: AgendaAddition }) body: AgendaAddition,
  ): Promise<AgendaAdded> {
    if (body.nominations.length > this.config.bulkMost) throw tooMany(body.nominations.length, this.config.bulkMost);
    const request = officerOf(caller, headers, { route: 'sitting.add', target: id, body });
    return valueOf(await addToAgenda(this.engine, request, id, body));
  }

  @Get('sittings/:id')
  @Action('sitting.read')
  @ApiResponse({ status: 200, description: 'Agenda, attendance, ballots', standardSchema: SittingView })
  read(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<SittingView> {
    return this.view(caller, id);
  }

  @Get('sittings/:id/opening')
  @Action('ballot.open')
  @ApiResponse({ status: 200, description: 'What opening a ballot would do now', standardSchema: OpeningCheck })
  async opening(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<OpeningCheck> {
    return valueOf(await openingCheck(this.engine, caller.person, id));
  }

  @Put('sittings/:id/current')
  @Action('sitting.current')
  @ApiResponse({ status: 200, description: 'The sitting', standardSchema: SittingView })
  async current(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: CurrentItem }) { nomination }: CurrentItem,
  ): Promise<SittingView> {
    valueOf(await setCurrentItem(this.engine, caller.person, id, nomination));
    return this.view(caller, id);
  }

  @Put('sittings/:id/agenda')
  @Action('sitting.agenda')
  @ApiHeader(key)
  @ApiHeader(match)
  @ApiResponse({ status: 200, description: 'The sitting', standardSchema: SittingView })
  async agenda(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandHeaders) headers: CommandHeaders,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: Agenda }) body: Agenda,
  ): Promise<SittingView> {
    const request = officerOf(caller, headers, { route: 'sitting.agenda', target: id, body });
    valueOf(await setAgenda(this.engine, request, id, body));
    return this.view(caller, id);
  }

  @Put('sittings/:id/attendance')
  @Action('sitting.attendance')
  @ApiHeader(key)
  @ApiHeader(match)
  @ApiResponse({ status: 200, description: 'The sitting', standardSchema: SittingView })
  async attendance(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandHeaders) headers: CommandHeaders,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: AttendanceList }) body: AttendanceList,
  ): Promise<SittingView> {
    const request = officerOf(caller, headers, { route: 'sitting.attendance', target: id, body });
    valueOf(await setAttendance(this.engine, request, id, body));
    return this.view(caller, id);
  }

  private async view(caller: SignedIn, id: string): Promise<SittingView> {
    return found(await sittingView(this.engine, caller.person, id));
  }
}
