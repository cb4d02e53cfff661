import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FileQuery, id as uuid, OutsideFile } from '#contract';
import { findOutsideFile, keepOutsideFile, mayKeepOutside } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, FILES, type Engine, type FileStore } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { found, valueOf } from '../problems/refuse.js';
import { bytes, receive, sendFile } from './receive.js';

/** What an authority above the federation wrote on a nomination: uploaded first, then named by `RecordExternal`. */
@ApiTags('evidence')
@Controller('api/nominations/:id/outside-files')
export class OutsideController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(FILES) private readonly files: FileStore,
  ) {}

  @Post()
  @Action('nomination.outside')
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] },
  })
  @ApiResponse({ status: 201, description: 'Its id, size and SHA-256', standardSchema: OutsideFile })
  async put(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Req() request: FastifyRequest,
  ): Promise<OutsideFile> {
    const refusal = await mayKeepOutside(this.engine, caller.person, id);
    if (refusal !== null) valueOf({ refusal });
    const { stored, name } = await receive(this.files, request);
    const { file } = await keepOutsideFile(this.engine, caller.person, id, { ...stored, name });
    return { file, name, mime: stored.mime, size: stored.size, sha256: stored.sha256 };
  }

  @Get(':file')
  @Action('nomination.outside.read')
  @ApiResponse({ status: 200, description: 'The bytes, to be saved or looked at', content: bytes })
  async read(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Param('file', { schema: uuid }) file: string,
    @Query({ schema: FileQuery }) query: FileQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const known = found(await findOutsideFile(this.engine, caller.person, id, file));
    await sendFile(reply, known, this.files, query.inline === '1');
  }
}
