import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Councils, CouncilView, CouncilWaiting, Ending, id as uuid, NewCouncil, NewCouncilMember } from '#contract';
import {
  addCouncilMember,
  councilView,
  councilWaiting,
  endCouncil,
  endCouncilMember,
  listCouncils,
  openCouncil,
} from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { CheckedHeaders } from '../input/headers.js';
import { CommandId, requestOf } from '../organisation/asked.js';
import { found, valueOf } from '../problems/refuse.js';

const key = { name: 'Idempotency-Key', required: false, description: 'UUID: the command id' };

/** Councils: who sits in them, in which role, from when to when. */
@ApiTags('councils')
@Controller('api/councils')
export class CouncilsController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get()
  @Action('council.list')
  @ApiResponse({ status: 200, description: 'Councils of my units', standardSchema: Councils })
  list(@Caller() caller: SignedIn): Promise<Councils> {
    return listCouncils(this.engine, caller.person);
  }

  @Get(':id')
  @Action('council.read')
  @ApiResponse({ status: 200, description: 'Members and sittings', standardSchema: CouncilView })
  async read(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<CouncilView> {
    return found(await councilView(this.engine, caller.person, id));
  }

  @Get(':id/waiting')
  @Action('council.read')
  @ApiResponse({ status: 200, description: 'What waits for a ballot', standardSchema: CouncilWaiting })
  async waiting(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<CouncilWaiting> {
    return found(await councilWaiting(this.engine, caller.person, id));
  }

  @Post()
  @Action('council.open')
  @ApiHeader(key)
  @ApiResponse({ status: 201, description: 'The new council', standardSchema: CouncilView })
  async open(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Body({ schema: NewCouncil }) body: NewCouncil,
  ): Promise<CouncilView> {
    const request = requestOf(caller, headers, { route: 'council.open', target: '', body });
    const { id } = valueOf(await openCouncil(this.engine, request, body));
    return found(await councilView(this.engine, caller.person, id));
  }

  @Post(':id/members')
  @Action('council.member')
  @ApiHeader(key)
  @ApiResponse({ status: 201, description: 'The council with the new member', standardSchema: CouncilView })
  async add(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: NewCouncilMember }) body: NewCouncilMember,
  ): Promise<CouncilView> {
    const request = requestOf(caller, headers, { route: 'council.member', target: id, body });
    valueOf(await addCouncilMember(this.engine, request, id, body));
    return found(await councilView(this.engine, caller.person, id));
  }

  @Post(':id/members/:member/end')
  @HttpCode(200)
  @Action('council.member')
  @ApiHeader(key)
  @ApiResponse({ status: 200, description: 'The council', standardSchema: CouncilView })
  async endMember(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Param('id', { schema: uuid }) id: string,
    @Param('member', { schema: uuid }) member: string,
    @Body({ schema: Ending }) body: Ending,
  ): Promise<CouncilView> {
    const request = requestOf(caller, headers, { route: 'council.endMember', target: `${id}/${member}`, body });
    valueOf(await endCouncilMember(this.engine, request, { council: id, member }, body));
    return found(await councilView(this.engine, caller.person, id));
  }

  @Post(':id/end')
  @HttpCode(200)
  @Action('council.end')
  @ApiHeader(key)
  @ApiResponse({ status: 200, description: 'The council with its last day', standardSchema: CouncilView })
  async end(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: Ending }) body: Ending,
  ): Promise<CouncilView> {
    const request = requestOf(caller, headers, { route: 'council.end', target: id, body });
    valueOf(await endCouncil(this.engine, request, id, body));
    return found(await councilView(this.engine, caller.person, id));
  }
}
