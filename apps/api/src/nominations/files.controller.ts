import { Controller, Delete, Get, Inject, Param, Put, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DraftETag, DraftHeaders, FileReceipt, id as uuid, line, numberOfETag } from '#contract';
import { attachFile, detachFile, FileRefused, findFile, mayAttach, type Stored } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, FILES, type Engine, type FileStore } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { CheckedHeaders } from '../input/headers.js';
import { ProblemError } from '../problems/problem.js';
import { found, valueOf } from '../problems/refuse.js';

const Item = line(1, 60);
const FileName = line(1, 200);
const Revision = z.strictObject({ revision: z.coerce.number().int().min(1).max(100_000).optional() });

const match = { name: 'If-Match', required: true, description: '"d-<n>" of the working copy' };
const bytes = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };

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
    const { stored, name } = await this.receive(request);
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
    await reply
      .header('content-type', file.mime)
      .header('content-length', file.size)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(this.files.open(file.id));
  }

  private async receive(request: FastifyRequest): Promise<{ stored: Stored; name: string }> {
    if (!request.isMultipart()) throw wrongFile('multipart/form-data with one file');
    const parts = request.files();
    const first = await readable(parts.next());
    if (first.done === true) throw wrongFile('a file is needed');
    const received = await this.store(first.value);
    try {
      if ((await readable(parts.next())).done !== true) throw wrongFile('one file only');
      return received;
    } catch (error) {
      await this.files.remove(received.stored.id);
      throw error;
    }
  }

  private async store(part: MultipartFile): Promise<{ stored: Stored; name: string }> {
    const name = FileName.safeParse(part.filename);
    if (!name.success) {
      part.file.resume();
      throw wrongFile('not a file name', '/file/name');
    }
    try {
      return { stored: await this.files.put(part.file, name.data, () => part.file.truncated), name: name.data };
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      throw error.reason === 'too-large' ? wrongFile(error.reason, '/file', 'too-large') : wrongFile(error.reason);
    }
  }
}

function wrongFile(detail: string, pointer = '/file', code: 'malformed' | 'too-large' = 'malformed'): ProblemError {
  return new ProblemError(code, { errors: [{ pointer, detail }] });
}

/** The parser of forms throws bare errors at what is no form; those with a status say themselves what they are. */
async function readable<T>(part: Promise<T>): Promise<T> {
  try {
    return await part;
  } catch (error) {
    throw error instanceof Error && !('statusCode' in error) ? wrongFile('not a readable form') : error;
  }
}
