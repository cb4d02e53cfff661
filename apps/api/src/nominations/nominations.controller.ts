import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  CommandAnswer,
  CommandHeaders,
  Draft,
  DraftChange,
  DraftHeaders,
  id as uuid,
  NewNomination,
  NominationCommand,
  NominationLedger,
  NominationQuery,
  Nominations,
  NominationView,
  numberOfETag,
  ProposedEligibility,
} from '#contract';
import { dossierItemLabel, factDefinition, type Command } from '#domain';
import {
  changeDraft,
  createNomination,
  listNominations,
  nominationLedger,
  nominationView,
  noteReading,
  perform,
  proposedEligibility,
  type BodyProblem,
} from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { requestHash } from '../input/command.js';
import { CheckedHeaders } from '../input/headers.js';
import { found, sentence, valueOf, wrongBody } from '../problems/refuse.js';

/** Nominations: working copies, what reviewers see, and the commands that move them. */
@ApiTags('nominations')
@Controller('api/nominations')
export class NominationsController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Post()
  @Action('nomination.create')
  @ApiResponse({ status: 201, description: 'A working copy', standardSchema: NominationView })
  async create(
    @Caller() caller: SignedIn,
    @Body({ schema: NewNomination }) body: NewNomination,
  ): Promise<NominationView> {
    const { id } = valueOf(await createNomination(this.engine, caller.person, body));
    return this.view(caller, id);
  }

  @Post('check')
  @HttpCode(200)
  @Action('nomination.create')
  @ApiResponse({
    status: 200,
    description: 'What the criteria would say of it; nothing is written',
    standardSchema: ProposedEligibility,
  })
  async check(
    @Caller() caller: SignedIn,
    @Body({ schema: NewNomination }) body: NewNomination,
  ): Promise<ProposedEligibility> {
    return valueOf(await proposedEligibility(this.engine, caller.person, body));
  }

  @Get()
  @Action('nomination.list')
  @ApiResponse({ status: 200, description: 'What this person may see', standardSchema: Nominations })
  list(@Caller() caller: SignedIn, @Query({ schema: NominationQuery }) query: NominationQuery): Promise<Nominations> {
    return listNominations(this.engine, caller.person, query);
  }

  @Get(':id')
  @Action('nomination.read')
  @ApiResponse({
    status: 200,
    description: 'State, route, criteria and open commands',
    standardSchema: NominationView,
    headers: { ETag: { description: '"<revision>", for the next If-Match', schema: { type: 'string' } } },
  })
  async read(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NominationView> {
    const view = await this.view(caller, id);
    if (!view.limited) await noteReading(this.engine, caller.person, id);
    reply.header('etag', `"${String(view.revision)}"`);
    return view;
  }

  @Patch(':id/draft')
  @Action('nomination.draft')
  @ApiHeader({ name: 'If-Match', required: true, description: '"d-<n>" of the working copy' })
  @ApiResponse({ status: 200, description: 'The working copy under its new ETag', standardSchema: Draft })
  async change(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @CheckedHeaders(DraftHeaders) headers: DraftHeaders,
    @Body({ schema: DraftChange }) body: DraftChange,
  ): Promise<Draft> {
    valueOf(
      await changeDraft(this.engine, { person: caller.person, ifMatch: numberOfETag(headers['if-match']) }, id, body),
    );
    return found((await this.view(caller, id)).draft);
  }

  @Post(':id/commands')
  @HttpCode(200)
  @Action('nomination.command')
  @ApiHeader({ name: 'Idempotency-Key', required: true, description: 'UUID: the command id' })
  @ApiHeader({ name: 'If-Match', description: '"<revision>"; "d-<n>" for Submit and Resubmit' })
  @ApiResponse({ status: 200, description: 'The new state', standardSchema: CommandAnswer })
  async command(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @CheckedHeaders(CommandHeaders) headers: CommandHeaders,
    @Body({ schema: NominationCommand }) body: NominationCommand,
  ): Promise<CommandAnswer> {
    const problems = unknownItems(body);
    if (problems.length > 0) throw wrongBody(problems);
    const { as, ...command } = body;
    const performed = await perform(this.engine, {
      nomination: id,
      commandId: headers['idempotency-key'],
      actor: { person: caller.person, as },
      command: command as Command,
      ifMatch: numberOfETag(headers['if-match']),
      requestHash: requestHash('command', id, body),
    });
    return valueOf(performed).answer;
  }

  @Get(':id/ledger')
  @Action('nomination.ledger')
  @ApiResponse({ status: 200, description: 'Entries with hashes, recomputed now', standardSchema: NominationLedger })
  async ledger(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<NominationLedger> {
    return found(await nominationLedger(this.engine, caller.person, id));
  }

  private async view(caller: SignedIn, id: string): Promise<NominationView> {
    const view = found(await nominationView(this.engine, caller.person, id));
    const commands = view.commands.map((c) =>
      c.refusal === null ? c : { ...c, refusal: { ...c.refusal, message: sentence(c.refusal.code) } },
    );
    return { ...view, commands };
  }
}

/** What a supplement may ask for beside items of the dossier and facts by their names. */
const REST = ['facts', 'statement'];

/** What is asked for stands in an entry for ever, where no typed word may stand: it must be something that a dossier can hold. */
function unknownItems(body: NominationCommand): BodyProblem[] {
  if (!('items' in body)) return [];
  const known = (item: string): boolean =>
    REST.includes(item) || dossierItemLabel(item) !== undefined || factDefinition(item) !== undefined;
  return (body.items ?? []).flatMap(({ item }, i) =>
    known(item) ? [] : [{ pointer: `/items/${String(i)}/item`, detail: 'unknown dossier item or fact' }],
  );
}
