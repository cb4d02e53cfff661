import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { id as uuid, PlainExport, type SelectionView } from '#contract';
import {
  exportCouncils,
  exportNotices,
  exportSelection,
  exportSelections,
  exportSitting,
  type NomineeExtract,
} from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { pdfOf } from '../print/pdf.js';
import { sendPrint } from '../print/send.js';
import { valueOf } from '../problems/refuse.js';
import { asFile, XLSX } from './as-file.js';
import { noticeSheet, selectionSheet, sittingSheet, type Placed } from './extract-columns.js';
import { selectionPrint, sittingPrint } from './extract-print.js';
import { councilSheet, selectionListSheet } from './work-columns.js';

const name = 'danh-sach-trich-ngang';
const pdf = 'application/pdf';

/** Lists of nominees (danh sách trích ngang) of sittings and selections, and notices, as on the screen; who took one is noted. */
@ApiTags('exports')
@Controller('api/exports')
export class ExtractsController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get('councils.xlsx')
  @Action('council.list')
  @ApiProduces(XLSX)
  @ApiResponse({ status: 200, description: 'Councils with their sittings, as an Excel file' })
  async councils(
    @Caller() caller: SignedIn,
    @Query({ schema: PlainExport }) query: PlainExport,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const rows = valueOf(await exportCouncils(this.engine, caller.person));
    return asFile(reply, 'danh-sach-hoi-dong.xlsx', await councilSheet(rows, query.lang));
  }

  @Get('selections.xlsx')
  @Action('selection.list')
  @ApiProduces(XLSX)
  @ApiResponse({ status: 200, description: 'Selections, and what waits for one, as an Excel file' })
  async selections(
    @Caller() caller: SignedIn,
    @Query({ schema: PlainExport }) query: PlainExport,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const rows = valueOf(await exportSelections(this.engine, caller.person));
    return asFile(reply, 'danh-sach-xet-chon.xlsx', await selectionListSheet(rows, query.lang));
  }

  @Get('sittings/:id')
  @Action('sitting.read')
  @ApiProduces(XLSX)
  @ApiResponse({ status: 200, description: 'The agenda as an Excel file' })
  async sitting(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: PlainExport }) query: PlainExport,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { rows } = valueOf(await exportSitting(this.engine, caller.person, id));
    return asFile(reply, `${name}.xlsx`, await sittingSheet(rows, query.lang));
  }

  @Get('sittings/:id/print')
  @Action('sitting.read')
  @ApiProduces(pdf)
  @ApiResponse({ status: 200, description: 'The agenda as PDF, in Vietnamese, for the members on paper' })
  async sittingPrint(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { of, rows } = valueOf(await exportSitting(this.engine, caller.person, id));
    return sendPrint(reply, { name, type: 'pdf' }, await pdfOf(sittingPrint(of, rows)));
  }

  @Get('selections/:id')
  @Action('selection.read')
  @ApiProduces(XLSX)
  @ApiResponse({ status: 200, description: 'The order as an Excel file' })
  async selection(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: PlainExport }) query: PlainExport,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { of, rows } = valueOf(await exportSelection(this.engine, caller.person, id));
    return asFile(reply, `${name}.xlsx`, await selectionSheet(placed(of, rows), query.lang));
  }

  @Get('selections/:id/print')
  @Action('selection.read')
  @ApiProduces(pdf)
  @ApiResponse({ status: 200, description: 'The order as PDF, in Vietnamese' })
  async selectionPrint(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { of, rows } = valueOf(await exportSelection(this.engine, caller.person, id));
    return sendPrint(reply, { name, type: 'pdf' }, await pdfOf(selectionPrint(of, placed(of, rows))));
  }

  @Get('notices.xlsx')
  @Action('notification.read')
  @ApiProduces(XLSX)
  @ApiResponse({ status: 200, description: 'What the reader was told, as an Excel file' })
  @ApiResponse({ status: 422, description: '`too-many-rows`' })
  async notices(
    @Caller() caller: SignedIn,
    @Query({ schema: PlainExport }) query: PlainExport,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const rows = valueOf(await exportNotices(this.engine, caller.person, query.lang));
    return asFile(reply, 'danh-sach-thong-bao.xlsx', await noticeSheet(rows, query.lang));
  }
}

function placed(of: SelectionView, rows: readonly NomineeExtract[]): Placed[] {
  return of.rows.flatMap((place) => {
    const row = rows.find((r) => r.nomination === place.nomination);
    return row === undefined ? [] : [{ ...row, place }];
  });
}
