import { Body, Controller, Get, HttpCode, Inject, Module, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  id as uuid,
  NewQuota,
  QuotaChange,
  QuotaImport,
  QuotaImported,
  QuotaQuery,
  Quotas,
  QuotaTransfer,
  QuotaView,
} from '#contract';
import { changeQuota, importQuotas, listQuotas, quotaView, setQuota, transferQuota } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { CheckedHeaders } from '../input/headers.js';
import { CommandId, needAdministrator, needSeat, requestOf } from '../organisation/asked.js';
import { found, valueOf } from '../problems/refuse.js';

const key = { name: 'Idempotency-Key', required: false, description: 'UUID: the command id' };

/** Quotas: how many places an award, theme and year has, nationally and for a unit. */
@ApiTags('quotas')
@Controller('api/quotas')
export class QuotasController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get()
  @Action('quota.list')
  @ApiResponse({ status: 200, description: 'Cap, use and what remains', standardSchema: Quotas })
  list(@Caller() caller: SignedIn, @Query({ schema: QuotaQuery }) query: QuotaQuery): Promise<Quotas> {
    needSeat(caller);
    return listQuotas(this.engine, query);
  }

  @Post()
  @Action('quota.set')
  @ApiHeader(key)
  @ApiResponse({ status: 201, description: 'The new quota', standardSchema: QuotaView })
  async set(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Body({ schema: NewQuota }) body: NewQuota,
  ): Promise<QuotaView> {
    const request = requestOf(caller, headers, { route: 'quota.set', target: '', body });
    const { id } = valueOf(await setQuota(this.engine, request, body));
    return found(await quotaView(this.engine, id));
  }

  @Post('import')
  @HttpCode(200)
  @Action('quota.import')
  @ApiHeader(key)
  @ApiResponse({ status: 200, description: 'What fits, and what does not', standardSchema: QuotaImported })
  async import(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Body({ schema: QuotaImport }) body: QuotaImport,
  ): Promise<QuotaImported> {
    const request = requestOf(caller, headers, { route: 'quota.import', target: '', body });
    return valueOf(await importQuotas(this.engine, request, body));
  }

  @Patch(':id')
  @Action('quota.change')
  @ApiHeader(key)
  @ApiResponse({ status: 200, description: 'The quota', standardSchema: QuotaView })
  async change(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: QuotaChange }) body: QuotaChange,
  ): Promise<QuotaView> {
    needAdministrator(caller);
    const request = requestOf(caller, headers, { route: 'quota.change', target: id, body });
    valueOf(await changeQuota(this.engine, request, id, body));
    return found(await quotaView(this.engine, id));
  }

  @Post(':id/transfer')
  @HttpCode(200)
  @Action('quota.transfer')
  @ApiHeader(key)
  @ApiResponse({ status: 200, description: 'The quota that gave', standardSchema: QuotaView })
  async transfer(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: QuotaTransfer }) body: QuotaTransfer,
  ): Promise<QuotaView> {
    needAdministrator(caller);
    const request = requestOf(caller, headers, { route: 'quota.transfer', target: id, body });
    valueOf(await transferQuota(this.engine, request, id, body));
    return found(await quotaView(this.engine, id));
  }
}

@Module({ controllers: [QuotasController] })
export class QuotasModule {}
