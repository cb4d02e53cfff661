import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Delegations, DelegationView, id as uuid, NewDelegation } from '#contract';
import { delegationView, grantDelegation, listDelegations, revokeDelegation } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { CheckedHeaders } from '../input/headers.js';
import { CommandId, requestOf } from '../organisation/asked.js';
import { found, valueOf } from '../problems/refuse.js';

const key = { name: 'Idempotency-Key', required: false, description: 'UUID: the command id' };

/** Delegations: whose seat somebody else may act from, on which days, for which awards, signing how. */
@ApiTags('delegations')
@Controller('api/delegations')
export class DelegationsController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get()
  @Action('delegation.list')
  @ApiResponse({ status: 200, description: 'To me, from me, and of my units', standardSchema: Delegations })
  list(@Caller() caller: SignedIn): Promise<Delegations> {
    return listDelegations(this.engine, caller.person);
  }

  @Get(':id')
  @Action('delegation.read')
  @ApiResponse({ status: 200, description: 'The delegation', standardSchema: DelegationView })
  async read(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<DelegationView> {
    return found(await delegationView(this.engine, caller.person, id));
  }

  @Post()
  @Action('delegation.grant')
  @ApiHeader(key)
  @ApiResponse({ status: 201, description: 'The new delegation', standardSchema: DelegationView })
  async grant(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Body({ schema: NewDelegation }) body: NewDelegation,
  ): Promise<DelegationView> {
    const request = requestOf(caller, headers, { route: 'delegation.grant', target: '', body });
    const { id } = valueOf(await grantDelegation(this.engine, request, body));
    return found(await delegationView(this.engine, caller.person, id));
  }

  @Post(':id/revoke')
  @HttpCode(200)
  @Action('delegation.revoke')
  @ApiHeader(key)
  @ApiResponse({ status: 200, description: 'The delegation, which ended at once', standardSchema: DelegationView })
  async revoke(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Param('id', { schema: uuid }) id: string,
  ): Promise<DelegationView> {
    found(await delegationView(this.engine, caller.person, id));
    const request = requestOf(caller, headers, { route: 'delegation.revoke', target: id, body: {} });
    valueOf(await revokeDelegation(this.engine, request, id));
    return found(await delegationView(this.engine, caller.person, id));
  }
}
