import { Body, Controller, Get, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Account, AccountChange, Accounts, id as uuid, NewAccount, RegisterQuery } from '#contract';
import { accountView, changeAccount, listAccounts, openAccount } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { CheckedHeaders } from '../input/headers.js';
import { found, valueOf } from '../problems/refuse.js';
import { CommandId, needAdministrator, paged, requestOf } from './asked.js';

/** Accounts: only administrators of a person's unit line see and change them. */
@ApiTags('organisation')
@Controller('api/accounts')
export class AccountsController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get()
  @Action('account.list')
  @ApiResponse({ status: 200, description: 'Accounts of the administered units', standardSchema: Accounts })
  async list(@Caller() caller: SignedIn, @Query({ schema: RegisterQuery }) query: RegisterQuery): Promise<Accounts> {
    needAdministrator(caller);
    return listAccounts(this.engine, caller.person, paged(query));
  }

  @Get(':id')
  @Action('account.read')
  @ApiResponse({ status: 200, description: 'The account', standardSchema: Account })
  async read(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<Account> {
    needAdministrator(caller);
    return found(await accountView(this.engine, caller.person, id));
  }

  @Post()
  @Action('account.open')
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'UUID: the command id' })
  @ApiResponse({ status: 201, description: 'The new account', standardSchema: Account })
  async open(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Body({ schema: NewAccount }) body: NewAccount,
  ): Promise<Account> {
    const { password: _, ...kept } = body;
    const request = requestOf(caller, headers, { route: 'account.open', target: '', body: kept });
    const { id } = valueOf(await openAccount(this.engine, request, body));
    return this.read(caller, id);
  }

  @Patch(':id')
  @Action('account.change')
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'UUID: the command id' })
  @ApiResponse({ status: 200, description: 'The account after the change', standardSchema: Account })
  async change(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: AccountChange }) body: AccountChange,
  ): Promise<Account> {
    const { password, ...kept } = body;
    const asked = { route: 'account.change', target: id, body: [kept, password !== undefined] };
    valueOf(await changeAccount(this.engine, requestOf(caller, headers, asked), id, body));
    return this.read(caller, id);
  }
}
