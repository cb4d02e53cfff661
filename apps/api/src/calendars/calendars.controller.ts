import { Body, Controller, Get, HttpCode, Inject, Module, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  CalendarChecked,
  CalendarPlan,
  CalendarProposal,
  Calendars,
  CalendarText,
  id as uuid,
  NewCalendar,
} from '#contract';
import {
  calendarProposal,
  calendarsView,
  checkedCalendar,
  proposalPlan,
  proposeCalendar,
  publishCalendar,
} from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { CheckedHeaders } from '../input/headers.js';
import { CommandId, needAdministrator, needSeat, requestOf } from '../organisation/asked.js';
import { found, valueOf } from '../problems/refuse.js';

const key = { name: 'Idempotency-Key', required: false, description: 'UUID: the command id' };

/** The working calendar: one administrator proposes a version, another one publishes it, and running terms move with it. */
@ApiTags('calendars')
@Controller('api/calendars')
export class CalendarsController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get()
  @Action('calendar.list')
  @ApiResponse({ status: 200, description: 'In force, versions, proposals', standardSchema: Calendars })
  list(@Caller() caller: SignedIn): Promise<Calendars> {
    needSeat(caller);
    return calendarsView(this.engine);
  }

  @Post('check')
  @HttpCode(200)
  @Action('calendar.check')
  @ApiResponse({
    status: 200,
    description: 'Problems, or the terms that it would move',
    standardSchema: CalendarChecked,
  })
  check(@Caller() caller: SignedIn, @Body({ schema: CalendarText }) body: CalendarText): Promise<CalendarChecked> {
    needAdministrator(caller);
    return checkedCalendar(this.engine, caller.person, body);
  }

  @Post('proposals')
  @Action('calendar.propose')
  @ApiHeader(key)
  @ApiResponse({ status: 201, description: 'The proposal', standardSchema: CalendarProposal })
  async propose(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Body({ schema: NewCalendar }) body: NewCalendar,
  ): Promise<CalendarProposal> {
    const request = requestOf(caller, headers, { route: 'calendar.propose', target: '', body });
    const { id } = valueOf(await proposeCalendar(this.engine, request, body));
    return found(await calendarProposal(this.engine, id));
  }

  @Get('proposals/:id')
  @Action('calendar.proposal')
  @ApiResponse({ status: 200, description: 'The proposal with its text', standardSchema: CalendarProposal })
  async proposal(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<CalendarProposal> {
    needSeat(caller);
    return found(await calendarProposal(this.engine, id));
  }

  @Get('proposals/:id/plan')
  @Action('calendar.plan')
  @ApiResponse({ status: 200, description: 'Terms that it would move, or moved', standardSchema: CalendarPlan })
  async plan(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<CalendarPlan> {
    needAdministrator(caller);
    return found(await proposalPlan(this.engine, caller.person, id));
  }

  @Post('proposals/:id/publish')
  @HttpCode(202)
  @Action('calendar.publish')
  @ApiHeader(key)
  @ApiResponse({ status: 202, description: 'Published; the act moves the terms', standardSchema: CalendarProposal })
  async publish(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Param('id', { schema: uuid }) id: string,
  ): Promise<CalendarProposal> {
    needAdministrator(caller);
    const request = requestOf(caller, headers, { route: 'calendar.publish', target: id, body: {} });
    valueOf(await publishCalendar(this.engine, { ...request, elevated: caller.elevated }, id));
    return found(await calendarProposal(this.engine, id));
  }
}

@Module({ controllers: [CalendarsController] })
export class CalendarsModule {}
