import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { FileQuery, id as uuid } from '#contract';
import { sittingMinutes, type SittingMinutes } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { docxOf } from '../print/docx.js';
import { minutesSheet } from '../print/minutes.js';
import { pdfOf } from '../print/pdf.js';
import { sendPrint } from '../print/send.js';
import { valueOf } from '../problems/refuse.js';

/** Biên bản of a sitting on paper: what this reader may know of it, the same words as PDF and as Word file. */
@ApiTags('councils')
@Controller('api/sittings/:id')
export class SittingMinutesController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get('minutes.pdf')
  @Action('sitting.read')
  @ApiResponse({ status: 200, description: 'PDF in the layout of Decree 30/2020; `inline=1` to look at it' })
  async pdf(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: FileQuery }) query: FileQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const minutes = valueOf(await sittingMinutes(this.engine, caller.person, id));
    const sent = { name: nameOf(minutes), type: 'pdf', inline: query.inline === '1' } as const;
    return sendPrint(reply, sent, await pdfOf(minutesSheet(minutes)));
  }

  @Get('minutes.docx')
  @Action('sitting.read')
  @ApiResponse({ status: 200, description: 'The same words as a Word file' })
  async docx(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const minutes = valueOf(await sittingMinutes(this.engine, caller.person, id));
    return sendPrint(reply, { name: nameOf(minutes), type: 'docx' }, await docxOf(minutesSheet(minutes)));
  }
}

const nameOf = ({ heldOn }: SittingMinutes): string => `bien-ban-hoi-dong-${heldOn}`;
