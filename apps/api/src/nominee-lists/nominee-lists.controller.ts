import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Module,
  Param,
  Post,
  Put,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  ExportLanguage,
  id as uuid,
  line,
  NomineeColumns,
  NomineeDrafts,
  NomineeDraftsMade,
  NomineeList,
  NomineeListQuery,
  NomineeRows,
  NomineeRowsExport,
  NomineeRowsQuery,
  NomineeTemplateQuery,
} from '#contract';
import {
  dropNomineeList,
  exportNomineeRows,
  judgedList,
  makeNomineeDrafts,
  MOST_SHEET_BYTES,
  nomineeFields,
  nomineeList,
  nomineeRows,
  setNomineeColumns,
  startNomineeList,
} from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { asFile, XLSX } from '../exports/as-file.js';
import { readable } from '../nominations/receive.js';
import { malformed } from '../problems/malformed.js';
import { ProblemError } from '../problems/problem.js';
import { found, sentence, valueOf } from '../problems/refuse.js';
import { errorSheet, rowSheet, templateSheet } from './sheets.js';

/** Excel lists of nominees: read first, looked at row by row, then made drafts of. Only whoever brought a list sees it. */
@ApiTags('nominations')
@Controller('api/nominee-lists')
export class NomineeListsController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Post()
  @Action('nomination.create')
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] },
  })
  @ApiResponse({
    status: 201,
    description: 'The list, its columns, and how its rows stand',
    standardSchema: NomineeList,
  })
  @ApiResponse({ status: 422, description: '`file-unreadable`, `columns-missing`, `too-many-rows`, `award-not-open`' })
  async start(
    @Caller() caller: SignedIn,
    @Query({ schema: NomineeListQuery }) query: NomineeListQuery,
    @Req() request: FastifyRequest,
  ): Promise<NomineeList> {
    const { file, name } = await sheetOf(request);
    const { id } = valueOf(await startNomineeList(this.engine, caller.person, { query, file, name }));
    return this.read(caller, id);
  }

  @Get('template.xlsx')
  @Action('award.read')
  @ApiProduces(XLSX)
  @ApiResponse({ status: 200, description: 'An empty list for the award' })
  async template(
    @Query({ schema: NomineeTemplateQuery }) query: NomineeTemplateQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { fields } = found(await nomineeFields(this.engine, query));
    return asFile(reply, 'mau-danh-sach.xlsx', await templateSheet(fields, query.language));
  }

  @Get(':id')
  @Action('nomination.create')
  @ApiResponse({ status: 200, description: 'The list, for whoever brought it', standardSchema: NomineeList })
  async read(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<NomineeList> {
    return found(await nomineeList(this.engine, caller.person, id));
  }

  @Put(':id/columns')
  @Action('nomination.create')
  @ApiResponse({ status: 200, description: 'The list with its columns named so', standardSchema: NomineeList })
  async columns(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: NomineeColumns }) body: NomineeColumns,
  ): Promise<NomineeList> {
    valueOf(await setNomineeColumns(this.engine, caller.person, id, body));
    return this.read(caller, id);
  }

  @Get(':id/rows')
  @Action('nomination.create')
  @ApiResponse({ status: 200, description: 'Rows with what is wrong or doubtful', standardSchema: NomineeRows })
  async rows(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: NomineeRowsQuery }) query: NomineeRowsQuery,
  ): Promise<NomineeRows> {
    return found(await nomineeRows(this.engine, caller.person, id, query));
  }

  @Post(':id/drafts')
  @HttpCode(200)
  @Action('nomination.create')
  @ApiResponse({
    status: 200,
    description: 'How many drafts there are, and how many are left',
    standardSchema: NomineeDraftsMade,
  })
  @ApiResponse({ status: 409, description: '`import-outdated`' })
  async drafts(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: NomineeDrafts }) body: NomineeDrafts,
  ): Promise<NomineeDraftsMade> {
    const { made, left, refused } = valueOf(await makeNomineeDrafts(this.engine, caller.person, id, body));
    return { made, left, refused: refused.map((r) => ({ ...r, message: sentence(r.code) })) };
  }

  @Get(':id/errors.xlsx')
  @Action('nomination.create')
  @ApiProduces(XLSX)
  @ApiResponse({ status: 200, description: 'The rows that were not taken, with what is wrong with them' })
  async errors(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: ExportLanguage }) { language }: ExportLanguage,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const judged = found(await judgedList(this.engine, caller.person, id));
    return asFile(reply, 'danh-sach-can-sua.xlsx', await errorSheet(judged, language));
  }

  @Get(':id/rows.xlsx')
  @Action('nomination.create')
  @ApiProduces(XLSX)
  @ApiResponse({ status: 200, description: 'The rows that stand so, as the screen shows them' })
  async rowsFile(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: NomineeRowsExport }) { which, language }: NomineeRowsExport,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const judged = valueOf(await exportNomineeRows(this.engine, caller.person, { list: id, which }));
    return asFile(reply, 'danh-sach-de-nghi.xlsx', await rowSheet(judged, language));
  }

  @Delete(':id')
  @HttpCode(204)
  @Action('nomination.create')
  @ApiResponse({ status: 204, description: 'Thrown away; the drafts that were made of it stay' })
  async drop(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<void> {
    const refused = await dropNomineeList(this.engine, caller.person, id);
    if (refused !== null) valueOf(refused);
  }
}

const FileName = line(1, 200);

/** The one workbook of a form, whole: it is small. Throws `too-large` and `malformed`. */
async function sheetOf(request: FastifyRequest): Promise<{ file: Buffer; name: string }> {
  const part = request.isMultipart() ? await readable(request.file()) : undefined;
  if (part === undefined) throw malformed([{ message: 'multipart/form-data with one file', path: ['file'] }]);
  const name = FileName.safeParse(part.filename);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of part.file as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MOST_SHEET_BYTES) chunks.push(chunk);
  }
  if (part.file.truncated || size > MOST_SHEET_BYTES) throw new ProblemError('too-large');
  if (!name.success) throw malformed([{ message: 'not a file name', path: ['file', 'name'] }]);
  return { file: Buffer.concat(chunks), name: name.data };
}

@Module({ controllers: [NomineeListsController] })
export class NomineeListsModule {}
