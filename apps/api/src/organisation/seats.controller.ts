import { Body, Controller, Get, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import { DatedQuery, id as uuid, NewSeat, SeatChange, Seats, SeatView } from '#contract';
import { endSeat, grantSeat, listSeats, seatView } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { CheckedHeaders } from '../input/headers.js';
import { found, valueOf } from '../problems/refuse.js';
import { CommandId, needSeat, paged, requestOf } from './asked.js';

/** Seats: who may act for which unit, in which role, from when to when. */
@ApiTags('organisation')
@Controller('api/seats')
export class SeatsController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get()
  @Action('seat.list')
  @ApiResponse({ status: 200, description: 'Seats by name of the holder', standardSchema: Seats })
  async list(@Caller() caller: SignedIn, @Query({ schema: DatedQuery }) query: DatedQuery): Promise<Seats> {
    needSeat(caller);
    return listSeats(this.engine, paged(query));
  }

  @Get(':id')
  @Action('seat.read')
  @ApiResponse({ status: 200, description: 'The seat', standardSchema: SeatView })
  async read(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<SeatView> {
    needSeat(caller);
    return found(await seatView(this.engine, id));
  }

  @Post()
  @Action('seat.grant')
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'UUID: the command id' })
  @ApiResponse({ status: 201, description: 'The new seat', standardSchema: SeatView })
  async grant(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Body({ schema: NewSeat }) body: NewSeat,
  ): Promise<SeatView> {
    const request = requestOf(caller, headers, { route: 'seat.grant', target: '', body });
    const { id } = valueOf(await grantSeat(this.engine, request, body));
    return found(await seatView(this.engine, id));
  }

  @Patch(':id')
  @Action('seat.end')
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'UUID: the command id' })
  @ApiResponse({ status: 200, description: 'The seat with its last day', standardSchema: SeatView })
  async end(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: SeatChange }) body: SeatChange,
  ): Promise<SeatView> {
    const request = requestOf(caller, headers, { route: 'seat.end', target: id, body });
    valueOf(await endSeat(this.engine, request, id, body));
    return found(await seatView(this.engine, id));
  }
}
