import { Controller, Delete, Get, Inject, Param, Put, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DraftETag, DraftHeaders, FileQuery, FileReceipt, id as uuid, line, numberOfETag } from '#contract';
import { attachFile, detachFile, findFile, mayAttach } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, FILES, type Engine, type FileStore } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { CheckedHeaders } from '../input/headers.js';
import { found, valueOf } from '../problems/refuse.js';
import { bytes, receive, sendFile } from './receive.js';

const Item = line(1, 60);
const FileOfItem = z.strictObject({ id: uuid, item: Item, file: uuid });
type FileOfItem = z.infer<typeof FileOfItem>;

const match = { name: 'If-Match', required: true, description: '"d-<n>" of the working copy' };

/** Evidence: the files of a dossier item, streamed to disk, checked by size and type, served with rights. */
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
  @ApiResponse({
    status: 200,
    description: 'The file was added to the item: its id, size and SHA-256',
    standardSchema: FileReceipt,
  })
  async put(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Param('item', { schema: Item }) item: string,
    @CheckedHeaders(DraftHeaders) headers: DraftHeaders,
    @Req() request: FastifyRequest,
  ): Promise<FileReceipt> {
    const who = { person: caller.person, ifMatch: numberOfETag(headers['if-match']) };
    const to = { nomination: id, item };
    valueOf(await mayAttach(this.engine, who, to));
    const { stored, name } = await receive(this.files, request);
    const attached = await attachFile(this.engine, who, to, { ...stored, name });
    if (!('n' in attached)) await this.files.remove(stored.id);
    const { n } = valueOf(attached);
    const { mime, size, sha256 } = stored;
    return { id: stored.id, item, name, mime, size, sha256, etag: `"d-${String(n)}"` };
  }

  @Delete(':file')
  @Action('nomination.file')
  @ApiHeader(match)
  @ApiResponse({ status: 200, description: 'The working copy without the file', standardSchema: DraftETag })
  async remove(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Param('item', { schema: Item }) item: string,
    @Param('file', { schema: uuid }) file: string,
    @CheckedHeaders(DraftHeaders) headers: DraftHeaders,
  ): Promise<DraftETag> {
    const who = { person: caller.person, ifMatch: numberOfETag(headers['if-match']) };
    const { n } = valueOf(await detachFile(this.engine, who, { nomination: id, item }, file));
    return { etag: `"d-${String(n)}"` };
  }

  @Get(':file')
  @Action('nomination.file.read')
  @ApiResponse({ status: 200, description: 'The bytes, to be saved or looked at', content: bytes })
  async read(
    @Caller() caller: SignedIn,
    @Param({ schema: FileOfItem }) { id, item, file }: FileOfItem,
    @Query({ schema: FileQuery }) query: FileQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const known = found(await findFile(this.engine, caller.person, { nomination: id, item }, file));
    await sendFile(reply, known, this.files, query.inline === '1');
  }
}
