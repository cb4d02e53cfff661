import { Body, Controller, Get, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import { DatedQuery, id as uuid, NewUnit, OnDay, Unit, UnitChange, UnitPath, Units } from '#contract';
import { localDate } from '#domain';
import { changeUnit, legalNow, listUnits, openUnit, unitPath, unitView } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { CheckedHeaders } from '../input/headers.js';
import { found, valueOf } from '../problems/refuse.js';
import { CommandId, paged, requestOf } from './asked.js';

/** Units: opened, changed and ended by administrators of their line, shown to whoever is signed in. */
@ApiTags('organisation')
@Controller('api/units')
export class UnitsController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get()
  @Action('unit.list')
  @ApiResponse({ status: 200, description: 'Units by name', standardSchema: Units })
  list(@Query({ schema: DatedQuery }) query: DatedQuery): Promise<Units> {
    return listUnits(this.engine, paged(query));
  }

  @Get(':id')
  @Action('unit.read')
  @ApiResponse({ status: 200, description: 'The unit', standardSchema: Unit })
  async read(@Param('id', { schema: uuid }) id: string): Promise<Unit> {
    return found(await unitView(this.engine, id));
  }

  @Get(':id/path')
  @Action('unit.path')
  @ApiResponse({ status: 200, description: 'From the unit up to the root, on a day', standardSchema: UnitPath })
  async path(@Param('id', { schema: uuid }) id: string, @Query({ schema: OnDay }) { on }: OnDay): Promise<UnitPath> {
    return found(await unitPath(this.engine, id, on ?? localDate((await legalNow(this.engine)).toISOString())));
  }

  @Post()
  @Action('unit.open')
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'UUID: the command id' })
  @ApiResponse({ status: 201, description: 'The new unit', standardSchema: Unit })
  async open(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Body({ schema: NewUnit }) body: NewUnit,
  ): Promise<Unit> {
    const request = requestOf(caller, headers, { route: 'unit.open', target: '', body });
    const { id } = valueOf(await openUnit(this.engine, request, body));
    return this.read(id);
  }

  @Patch(':id')
  @Action('unit.change')
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'UUID: the command id' })
  @ApiResponse({ status: 200, description: 'The unit after the change', standardSchema: Unit })
  async change(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: UnitChange }) body: UnitChange,
  ): Promise<Unit> {
    const request = requestOf(caller, headers, { route: 'unit.change', target: id, body });
    valueOf(await changeUnit(this.engine, request, id, body));
    return this.read(id);
  }
}
