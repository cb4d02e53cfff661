import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BallotScan, id as uuid } from '#contract';
import { ballotScan, keepScan, mayKeepScan } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, FILES, type Engine, type FileStore } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { bytes, receiveShown, sendFile } from '../nominations/receive.js';
import { found, valueOf } from '../problems/refuse.js';

/** Scanned minutes of a ballot on paper: uploaded first, named by the totals, read by whoever confirms them. */
@ApiTags('ballots')
@Controller('api/ballots/:id/scan')
export class ScanController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(FILES) private readonly files: FileStore,
  ) {}

  @Post()
  @Action('ballot.close')
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] },
  })
  @ApiResponse({ status: 201, description: 'Its hash and size, for the totals', standardSchema: BallotScan })
  async put(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) ballot: string,
    @Req() request: FastifyRequest,
  ): Promise<BallotScan> {
    const refusal = await mayKeepScan(this.engine, caller.person, ballot);
    if (refusal !== null) valueOf({ refusal });
    const { stored, name } = await receiveShown(this.files, request);
    if (!(await keepScan(this.engine, caller.person, ballot, { ...stored, name }))) {
      await this.files.remove(stored.id);
      valueOf({ refusal: { refused: 'not-now', needed: 'paper open' } });
    }
    return { sha256: stored.sha256, size: stored.size, name };
  }

  @Get()
  @Action('ballot.read')
  @ApiResponse({ status: 200, description: 'PDF, PNG or JPEG, to be looked at', content: bytes })
  async read(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) ballot: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendFile(reply, found(await ballotScan(this.engine, caller.person, ballot)), this.files, true);
  }
}
