import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { FileQuery, id as uuid } from '#contract';
import { documentPrint, keepPrint, type Print } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { sheetOf } from '../print/decision.js';
import { docxOf } from '../print/docx.js';
import { pdfOf } from '../print/pdf.js';
import { sendPrint } from '../print/send.js';
import { found } from '../problems/refuse.js';

/** Decision documents on paper: a draft with its mark, an issued one always with the same bytes. */
@ApiTags('documents')
@Controller('api/documents/:id')
export class PrintsController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get('print.pdf')
  @Action('document.print')
  @ApiResponse({ status: 200, description: 'PDF in the layout of Decree 30/2020; `inline=1` to look at it' })
  async pdf(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: FileQuery }) query: FileQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const print = found(await documentPrint(this.engine, caller.person, id));
    return sendPrint(
      reply,
      { name: nameOf(print), type: 'pdf', inline: query.inline === '1' },
      await this.fixed(id, print),
    );
  }

  @Get('print.docx')
  @Action('document.print')
  @ApiResponse({ status: 200, description: 'The same words as a Word file' })
  async docx(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const print = found(await documentPrint(this.engine, caller.person, id));
    return sendPrint(reply, { name: nameOf(print), type: 'docx' }, await docxOf(sheetOf(print)));
  }

  private async fixed(id: string, print: Print): Promise<Buffer> {
    if (print.fixed !== null) return print.fixed;
    const pdf = await pdfOf(sheetOf(print));
    return print.state === 'issued' ? keepPrint(this.engine, id, pdf) : pdf;
  }
}

/** `05/QĐ-TLĐ` as a name of a file. */
function nameOf({ content }: Print): string {
  return (content.number ?? `du-thao-${content.kind}`).replaceAll('/', '-');
}
