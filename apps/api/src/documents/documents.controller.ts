import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Inject, Module, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  ActAccepted,
  ActView,
  CandidateQuery,
  Candidates,
  CommandHeaders,
  DocumentCommand,
  DocumentQuery,
  Documents,
  DocumentView,
  id as uuid,
  IssueCommand,
  NewAnnulment,
  NewCorrection,
  NewDocument,
  numberOfETag,
  Recovered,
  Recovery,
} from '#contract';
import {
  actView,
  composeAnnulment,
  composeCorrection,
  composeDocument,
  documentCandidates,
  documentIssued,
  documentView,
  listDocuments,
  performDeed,
  recordRecovery,
  type Deed,
} from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { requestHash } from '../input/command.js';
import { CheckedHeaders } from '../input/headers.js';
import { found, sentence, valueOf } from '../problems/refuse.js';
import { PrintsController } from './prints.controller.js';

const key = { name: 'Idempotency-Key', required: true, description: 'UUID: the command id' };
const match = { name: 'If-Match', required: true, description: '"<version>" of the document' };

/** Decision documents and the acts that their issue starts. */
@ApiTags('documents')
@Controller('api')
export class DocumentsController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Post('documents')
  @Action('document.compose')
  @ApiResponse({ status: 201, description: 'A draft', standardSchema: DocumentView })
  async compose(@Caller() caller: SignedIn, @Body({ schema: NewDocument }) body: NewDocument): Promise<DocumentView> {
    const { id } = valueOf(await composeDocument(this.engine, caller.person, randomUUID(), body));
    return this.view(caller, id);
  }

  @Get('documents')
  @Action('document.list')
  @ApiResponse({ status: 200, description: 'Documents of my bodies', standardSchema: Documents })
  list(@Caller() caller: SignedIn, @Query({ schema: DocumentQuery }) query: DocumentQuery): Promise<Documents> {
    return listDocuments(this.engine, caller.person, query);
  }

  @Get('documents/candidates')
  @Action('document.candidates')
  @ApiResponse({
    status: 200,
    description: 'What could be listed, and what speaks against it',
    standardSchema: Candidates,
  })
  async candidates(
    @Caller() caller: SignedIn,
    @Query({ schema: CandidateQuery }) query: CandidateQuery,
  ): Promise<Candidates> {
    const { items, total } = valueOf(await documentCandidates(this.engine, caller.person, query));
    return { items: items.map(spoken), total };
  }

  @Post('documents/:id/corrections')
  @Action('document.correct')
  @ApiResponse({ status: 201, description: 'The draft of a correction', standardSchema: DocumentView })
  async correct(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) original: string,
    @Body({ schema: NewCorrection }) body: NewCorrection,
  ): Promise<DocumentView> {
    const asked = { person: caller.person, original, id: randomUUID() };
    const { id } = valueOf(await composeCorrection(this.engine, asked, body));
    return this.view(caller, id);
  }

  @Post('documents/:id/annulments')
  @Action('document.annul')
  @ApiResponse({ status: 201, description: 'The draft of an annulment', standardSchema: DocumentView })
  async annul(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) original: string,
    @Body({ schema: NewAnnulment }) body: NewAnnulment,
  ): Promise<DocumentView> {
    const asked = { person: caller.person, original, id: randomUUID() };
    const { id } = valueOf(await composeAnnulment(this.engine, asked, body));
    return this.view(caller, id);
  }

  @Post('recoveries/:id')
  @HttpCode(200)
  @Action('document.recover')
  @ApiHeader(key)
  @ApiResponse({ status: 200, description: 'What came back, and when', standardSchema: Recovery })
  async recover(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @CheckedHeaders(CommandHeaders) headers: CommandHeaders,
    @Body({ schema: Recovered }) body: Recovered,
  ): Promise<Recovery> {
    const by = { commandId: headers['idempotency-key'], requestHash: requestHash('document.recover', id, body) };
    return valueOf(await recordRecovery(this.engine, { ...by, person: caller.person }, id, body));
  }

  @Get('documents/:id')
  @Action('document.read')
  @ApiResponse({ status: 200, description: 'Lines, number, open deeds', standardSchema: DocumentView })
  read(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<DocumentView> {
    return this.view(caller, id);
  }

  @Post('documents/:id/sign')
  @HttpCode(200)
  @Action('document.sign')
  @ApiHeader(key)
  @ApiHeader(match)
  @ApiResponse({ status: 200, description: 'Signed', standardSchema: DocumentView })
  async sign(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @CheckedHeaders(CommandHeaders) headers: CommandHeaders,
    @Body({ schema: DocumentCommand }) body: DocumentCommand,
  ): Promise<DocumentView> {
    valueOf(await performDeed(this.engine, deedOf('Sign', caller, id, headers, body)));
    return this.view(caller, id);
  }

  @Post('documents/:id/issue')
  @HttpCode(202)
  @Action('document.issue')
  @ApiHeader(key)
  @ApiHeader(match)
  @ApiResponse({ status: 202, description: 'Number, date and the act that commends', standardSchema: ActAccepted })
  async issue(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @CheckedHeaders(CommandHeaders) headers: CommandHeaders,
    @Body({ schema: IssueCommand }) body: IssueCommand,
  ): Promise<ActAccepted> {
    const deed = { ...deedOf('Issue', caller, id, headers, body), shownNumber: body.number };
    valueOf(await performDeed(this.engine, deed));
    return found(await documentIssued(this.engine, caller.person, id));
  }

  @Post('documents/:id/discard')
  @HttpCode(200)
  @Action('document.discard')
  @ApiHeader(key)
  @ApiHeader(match)
  @ApiResponse({ status: 200, description: 'Discarded', standardSchema: DocumentView })
  async discard(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @CheckedHeaders(CommandHeaders) headers: CommandHeaders,
    @Body({ schema: DocumentCommand }) body: DocumentCommand,
  ): Promise<DocumentView> {
    valueOf(await performDeed(this.engine, deedOf('Discard', caller, id, headers, body)));
    return this.view(caller, id);
  }

  @Get('acts/:id')
  @Action('act.read')
  @ApiResponse({ status: 200, description: 'Done, waiting, refused with the reason', standardSchema: ActView })
  async act(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<ActView> {
    return found(await actView(this.engine, caller.person, id));
  }

  private async view(caller: SignedIn, id: string): Promise<DocumentView> {
    const view = found(await documentView(this.engine, caller.person, id));
    const commands = view.commands.map((c) =>
      c.refusal === null ? c : { ...c, refusal: { ...c.refusal, message: sentence(c.refusal.code) } },
    );
    return { ...view, items: view.items.map(spoken), commands };
  }
}

function spoken(item: DocumentView['items'][number]): DocumentView['items'][number] {
  const { problem } = item;
  return problem === null ? item : { ...item, problem: { ...problem, message: sentence(problem.code) } };
}

function deedOf(
  type: Deed['type'],
  caller: SignedIn,
  document: string,
  headers: CommandHeaders,
  body: DocumentCommand,
): Deed {
  return {
    type,
    document,
    commandId: headers['idempotency-key'],
    person: caller.person,
    as: body.as,
    elevated: caller.elevated,
    ifMatch: numberOfETag(headers['if-match']),
    requestHash: requestHash(type, document, body),
  };
}

@Module({ controllers: [DocumentsController, PrintsController] })
export class DocumentsModule {}
