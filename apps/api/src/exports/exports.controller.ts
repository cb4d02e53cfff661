import { Controller, Get, Inject, Module, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { InboxExport, NominationExport } from '#contract';
import { exportInbox, exportNominations } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { valueOf } from '../problems/refuse.js';
import { asFile, XLSX } from './as-file.js';
import { inboxSheet, nominationSheet } from './sheet.js';

/** Lists to take along: the filters, order and rights of the screen; who took one is noted. */
@ApiTags('exports')
@ApiProduces(XLSX)
@Controller('api/exports')
export class ExportsController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get('nominations.xlsx')
  @Action('nomination.list')
  @ApiResponse({ status: 200, description: 'An Excel file' })
  @ApiResponse({ status: 422, description: '`too-many-rows`' })
  async nominations(
    @Caller() caller: SignedIn,
    @Query({ schema: NominationExport }) query: NominationExport,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const rows = valueOf(await exportNominations(this.engine, caller.person, query));
    return asFile(reply, 'danh-sach-ho-so.xlsx', await nominationSheet(rows, query.lang));
  }

  @Get('inbox.xlsx')
  @Action('inbox.read')
  @ApiResponse({ status: 200, description: 'An Excel file' })
  @ApiResponse({ status: 422, description: '`too-many-rows`' })
  async inbox(
    @Caller() caller: SignedIn,
    @Query({ schema: InboxExport }) query: InboxExport,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const rows = valueOf(await exportInbox(this.engine, caller.person, query));
    return asFile(reply, 'danh-sach-viec.xlsx', await inboxSheet(rows, query.lang));
  }
}

@Module({ controllers: [ExportsController] })
export class ExportsModule {}
