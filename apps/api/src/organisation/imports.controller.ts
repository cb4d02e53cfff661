import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { id as uuid, ImportChoice, ImportQuery, ImportRows, ImportRowsQuery, ImportView } from '#contract';
import { acceptImport, citizenHash, dropImport, importRows, importView, startImport } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { CheckedHeaders } from '../input/headers.js';
import { readable } from '../nominations/receive.js';
import { malformed } from '../problems/malformed.js';
import { ProblemError } from '../problems/problem.js';
import { found, valueOf } from '../problems/refuse.js';
import { CommandId, needAdministrator, requestOf } from './asked.js';
import { CITIZEN_KEY } from './citizen-key.js';

/** CSV files of people, seats, past awards and assessments: looked at first, then taken in by one entry. */
@ApiTags('organisation')
@Controller('api/imports')
export class ImportsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CITIZEN_KEY) private readonly key: Buffer,
  ) {}

  @Post()
  @Action('import.start')
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] },
  })
  @ApiResponse({ status: 201, description: 'What the file holds, and how its rows stand', standardSchema: ImportView })
  @ApiResponse({ status: 422, description: '`file-unreadable`, `columns-missing`, `too-many-rows`' })
  async start(
    @Caller() caller: SignedIn,
    @Query({ schema: ImportQuery }) { kind, unit }: ImportQuery,
    @Req() request: FastifyRequest,
  ): Promise<ImportView> {
    needAdministrator(caller);
    const part = request.isMultipart() ? await readable(request.file()) : undefined;
    if (part === undefined) throw malformed([{ message: 'multipart/form-data with one file', path: ['file'] }]);
    const file = { kind, unit, person: caller.person, citizenHash: (c: string) => citizenHash(this.key, c) };
    const { id } = valueOf(await startImport(this.engine, file, part.file));
    if (part.file.truncated) {
      await dropImport(this.engine, caller.person, id);
      throw new ProblemError('too-large');
    }
    return this.read(caller, id);
  }

  @Get(':id')
  @Action('import.read')
  @ApiResponse({ status: 200, description: 'The file, for whoever brought it', standardSchema: ImportView })
  async read(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<ImportView> {
    needAdministrator(caller);
    return found(await importView(this.engine, caller.person, id));
  }

  @Get(':id/rows')
  @Action('import.rows')
  @ApiResponse({ status: 200, description: 'Rows with what is wrong or doubtful', standardSchema: ImportRows })
  async rows(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: ImportRowsQuery }) query: ImportRowsQuery,
  ): Promise<ImportRows> {
    await this.read(caller, id);
    return importRows(this.engine, caller.person, id, query);
  }

  @Post(':id/accept')
  @HttpCode(200)
  @Action('import.accept')
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'UUID: the command id' })
  @ApiResponse({ status: 200, description: 'The file with what was taken in', standardSchema: ImportView })
  async accept(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: ImportChoice }) body: ImportChoice,
  ): Promise<ImportView> {
    needAdministrator(caller);
    const request = requestOf(caller, headers, { route: 'import.accept', target: id, body });
    valueOf(await acceptImport(this.engine, { ...request, by: { person: caller.person } }, id, body));
    return this.read(caller, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @Action('import.drop')
  @ApiResponse({ status: 204, description: 'Thrown away' })
  async drop(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<void> {
    needAdministrator(caller);
    const refused = await dropImport(this.engine, caller.person, id);
    if (refused !== null) valueOf(refused);
  }
}
