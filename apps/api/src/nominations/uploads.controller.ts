import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { DraftHeaders, FileReceipt, id as uuid, line, NewUpload, numberOfETag, PartHeaders, Upload } from '#contract';
import { beginUpload, completeUpload, giveUp, receivePart, uploadOf } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, FILES, type Engine, type FileStore } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { CheckedHeaders } from '../input/headers.js';
import { ProblemError } from '../problems/problem.js';
import { found, valueOf } from '../problems/refuse.js';
import { bytes, faultyFile } from './receive.js';

const Item = line(1, 60);
type UploadRow = NonNullable<Awaited<ReturnType<typeof uploadOf>>>;

/** Large files in parts: after a lost connection the sender asks how far it came and goes on from there. */
@ApiTags('evidence')
@Controller('api')
export class UploadsController {
  constructor(
    @Inject(ENGINE) readonly engine: Engine,
    @Inject(FILES) readonly files: FileStore,
  ) {}

  @Post('nominations/:id/items/:item/uploads')
  @Action('nomination.file')
  @ApiResponse({ status: 201, description: 'Begun, or to be gone on with at `offset`', standardSchema: Upload })
  async begin(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Param('item', { schema: Item }) item: string,
    @Body({ schema: NewUpload }) body: NewUpload,
  ): Promise<Upload> {
    if (body.size > this.files.maxBytes) throw tooLarge(this.files.maxBytes);
    return uploadView(valueOf(await beginUpload(this.engine, caller.person, { nomination: id, item }, body)));
  }

  @Get('uploads/:id')
  @Action('upload.read')
  @ApiResponse({
    status: 200,
    description: 'How far it came; also as `Upload-Offset`, for HEAD',
    standardSchema: Upload,
  })
  async read(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Upload> {
    const upload = found(await uploadOf(this.engine, caller.person, id));
    reply.headers({ 'upload-offset': upload.offset, 'upload-length': upload.size });
    return uploadView(upload);
  }

  @Patch('uploads/:id')
  @Action('upload.part')
  @ApiConsumes('application/offset+octet-stream')
  @ApiBody({ schema: bytes['application/octet-stream'].schema })
  @ApiHeader({ name: 'Upload-Offset', required: true, description: 'Where the part begins: what was received so far' })
  @ApiResponse({ status: 200, description: 'What was received now', standardSchema: Upload })
  async part(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @CheckedHeaders(PartHeaders) headers: PartHeaders,
    @Req() request: FastifyRequest,
  ): Promise<Upload> {
    const { body } = request;
    if (!(body instanceof Readable)) throw wrongPart('application/offset+octet-stream');
    const part = { upload: id, offset: headers['upload-offset'], bytes: body };
    valueOf(await receivePart(this, caller.person, part));
    return uploadView(found(await uploadOf(this.engine, caller.person, id)));
  }

  @Post('uploads/:id/completion')
  @HttpCode(200)
  @Action('upload.complete')
  @ApiHeader({ name: 'If-Match', required: true, description: '"d-<n>" of the working copy' })
  @ApiResponse({ status: 200, description: 'The file was added to its item', standardSchema: FileReceipt })
  async complete(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @CheckedHeaders(DraftHeaders) headers: DraftHeaders,
  ): Promise<FileReceipt> {
    const who = { person: caller.person, ifMatch: numberOfETag(headers['if-match']) };
    const done = await completeUpload(this, who, id);
    if ('fault' in done) throw faultyFile(done.fault);
    const { n, item, id: file, name, mime, size, sha256 } = valueOf(done);
    return { id: file, item, name, mime, size, sha256, etag: `"d-${String(n)}"` };
  }

  @Delete('uploads/:id')
  @HttpCode(204)
  @Action('upload.drop')
  @ApiResponse({ status: 204, description: 'Given up; nothing of it is kept' })
  async drop(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<void> {
    found((await giveUp(this, caller.person, id)) || null);
  }
}

function uploadView({ id, nomination, item, name, size, offset }: UploadRow): Upload {
  return { id, nomination, item, name, size, offset };
}

function tooLarge(most: number): ProblemError {
  return new ProblemError('too-large', { errors: [{ pointer: '/size', detail: `at most ${String(most)} bytes` }] });
}

function wrongPart(detail: string): ProblemError {
  return new ProblemError('malformed', { errors: [{ pointer: '', detail }] });
}
