import { Controller, Delete, Get, Inject, Param, Put, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DraftETag, DraftHeaders, FileReceipt, id as uuid, line, numberOfETag } from '#contract';
import { attachFile, detachFile, findFile, mayAttach } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, FILES, type Engine, type FileStore } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { CheckedHeaders } from '../input/headers.js';
import { found, valueOf } from '../problems/refuse.js';
import { bytes, receive, sendFile } from './receive.js';

const Item = line(1, 60);
const Revision = z.strictObject({ revision: z.coerce.number().int().min(1).max(100_000).optional() });

const match = { name: 'If-Match', required: true, description: '"d-<n>" of the working copy' };

/** Evidence: one file per dossier item, streamed to disk, checked by size and type, served with rights. */
@ApiTags('evidence')
@Controller('api/nominations/:id/items/:item')
export class FilesController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(FILES) private readonly files: FileStore,
  ) {}

  @Put()
  @Action('nomination.file')
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] },
  })
  @ApiHeader(match)
  @ApiResponse({ status: 200, description: 'Size and SHA-256 of what was stored', standardSchema: FileReceipt })
  async put(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Param('item', { schema: Item }) item: string,
    @CheckedHeaders(DraftHeaders) headers: DraftHeaders,
    @Req() request: FastifyRequest,
  ): Promise<FileReceipt> {
    const who = { person: caller.person, ifMatch: numberOfETag(headers['if-match']) };
    valueOf(await mayAttach(this.engine, who, id, item));
    const { stored, name } = await receive(this.files, request);
    const attached = await attachFile(this.engine, who, { nomination: id, item }, { ...stored, name });
    if (!('n' in attached)) await this.files.remove(stored.id);
    const { n } = valueOf(attached);
    return { item, name, mime: stored.mime, size: stored.size, sha256: stored.sha256, etag: `"d-${String(n)}"` };
  }

  @Delete()
  @Action('nomination.file')
  @ApiHeader(match)
  @ApiResponse({ status: 200, description: 'The working copy without the file', standardSchema: DraftETag })
  async remove(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Param('item', { schema: Item }) item: string,
    @CheckedHeaders(DraftHeaders) headers: DraftHeaders,
  ): Promise<DraftETag> {
    const { n } = valueOf(
      await detachFile(this.engine, { person: caller.person, ifMatch: numberOfETag(headers['if-match']) }, id, item),
    );
    return { etag: `"d-${String(n)}"` };
  }

  @Get()
  @Action('nomination.file.read')
  @ApiResponse({ status: 200, description: 'The bytes, to be saved', content: bytes })
  async read(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Param('item', { schema: Item }) item: string,
    @Query({ schema: Revision }) query: z.infer<typeof Revision>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = found(
      await findFile(this.engine, caller.person, { nomination: id, item, revision: query.revision ?? null }),
    );
    await sendFile(reply, file, this.files);
  }
}
