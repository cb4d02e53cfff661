import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  ExportLanguage,
  id as uuid,
  ImportChoice,
  ImportQuery,
  ImportRights,
  ImportRows,
  ImportRowsQuery,
  ImportTemplateQuery,
  ImportView,
} from '#contract';
import {
  acceptImport,
  citizenHash,
  dropImport,
  importErrors,
  importRights,
  importRows,
  importTemplate,
  importView,
  startImport,
} from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { CheckedHeaders } from '../input/headers.js';
import { asCsv, CSV } from '../exports/as-file.js';
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

  @Get('rights')
  @Action('import.rights')
  @ApiResponse({ status: 200, description: 'What I may bring, for which units', standardSchema: ImportRights })
  rights(@Caller() caller: SignedIn): Promise<ImportRights> {
    return importRights(this.engine, caller.person);
  }

  @Get('template.csv')
  @Action('import.template')
  @ApiProduces(CSV)
  @ApiResponse({ status: 200, description: 'An empty file with the columns of the kind' })
  template(
    @Query({ schema: ImportTemplateQuery }) { kind, language }: ImportTemplateQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Buffer {
    return asCsv(reply, `mau-${kind}.csv`, [importTemplate(kind, language).heading]);
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

  @Get(':id/errors.csv')
  @Action('import.rows')
  @ApiProduces(CSV)
  @ApiResponse({ status: 200, description: 'The rows that are wrong or doubtful, with what is wrong with them' })
  async errors(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: ExportLanguage }) { language }: ExportLanguage,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    needAdministrator(caller);
    const { heading, rows } = found(await importErrors(this.engine, { person: caller.person, id, language }));
    return asCsv(reply, 'dong-can-sua.csv', [heading, ...rows]);
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
