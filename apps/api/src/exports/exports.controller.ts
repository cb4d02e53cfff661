import { Controller, Get, Inject, Module, Param, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ActExport, DocumentExport, id as uuid, InboxExport, NominationExport } from '#contract';
import { exportAct, exportDocuments, exportInbox, exportNominations } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { sentence, valueOf } from '../problems/refuse.js';
import { asFile, XLSX } from './as-file.js';
import { ExtractsController } from './extracts.controller.js';
import { actSheet, documentSheet, inboxSheet, nominationSheet } from './sheet.js';

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

  @Get('documents.xlsx')
  @Action('document.list')
  @ApiResponse({ status: 200, description: 'An Excel file' })
  @ApiResponse({ status: 422, description: '`too-many-rows`' })
  async documents(
    @Caller() caller: SignedIn,
    @Query({ schema: DocumentExport }) query: DocumentExport,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const rows = valueOf(await exportDocuments(this.engine, caller.person, query));
    return asFile(reply, 'danh-sach-van-ban.xlsx', await documentSheet(rows, query.lang));
  }

  @Get('acts/:id')
  @Action('act.read')
  @ApiResponse({ status: 200, description: 'An Excel file: done, waiting, refused with the reason' })
  async act(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: ActExport }) query: ActExport,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const rows = valueOf(await exportAct(this.engine, caller.person, id));
    const told = rows.map((r) => ({ ...r, reason: r.reason === null ? null : sentence(r.reason)[query.lang] }));
    return asFile(reply, 'danh-sach-dot-xu-ly.xlsx', await actSheet(told, query.lang));
  }
}

@Module({ controllers: [ExportsController, ExtractsController] })
export class ExportsModule {}
