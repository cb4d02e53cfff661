import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  id as uuid,
  NewPerson,
  Person,
  PersonChange,
  PersonMerge,
  PersonQuery,
  Persons,
  PersonUnmerge,
} from '#contract';
import {
  changePerson,
  citizenHash,
  listPersons,
  mergePersons,
  personView,
  registerPerson,
  unmergePersons,
} from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { CheckedHeaders } from '../input/headers.js';
import { found, valueOf } from '../problems/refuse.js';
import { CommandId, needAdministrator, needSeat, paged, requestOf } from './asked.js';
import { CITIZEN_KEY } from './citizen-key.js';

/** The register of people: searched before anybody is added. */
@ApiTags('organisation')
@Controller('api/persons')
export class PersonsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CITIZEN_KEY) private readonly key: Buffer,
  ) {}

  @Get()
  @Action('person.list')
  @ApiResponse({ status: 200, description: 'People by name', standardSchema: Persons })
  async list(@Caller() caller: SignedIn, @Query({ schema: PersonQuery }) query: PersonQuery): Promise<Persons> {
    needSeat(caller);
    return listPersons(this.engine, caller.person, paged(query));
  }

  @Get(':id')
  @Action('person.read')
  @ApiResponse({ status: 200, description: 'The person', standardSchema: Person })
  async read(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<Person> {
    needSeat(caller);
    return found(await personView(this.engine, caller.person, id));
  }

  @Post()
  @Action('person.register')
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'UUID: the command id' })
  @ApiResponse({ status: 201, description: 'The new person', standardSchema: Person })
  @ApiResponse({ status: 409, description: '`possible-duplicate` with the people alike in `data.matches`' })
  async register(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Body({ schema: NewPerson }) body: NewPerson,
  ): Promise<Person> {
    const { citizenId, ...rest } = body;
    const person = { ...rest, citizenHash: citizenId === undefined ? null : citizenHash(this.key, citizenId) };
    const request = requestOf(caller, headers, { route: 'person.register', target: '', body: person });
    const { id } = valueOf(await registerPerson(this.engine, request, person));
    return this.read(caller, id);
  }

  @Patch(':id')
  @Action('person.change')
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'UUID: the command id' })
  @ApiResponse({ status: 200, description: 'The person after the change', standardSchema: Person })
  async change(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: PersonChange }) body: PersonChange,
  ): Promise<Person> {
    const request = requestOf(caller, headers, { route: 'person.change', target: id, body });
    valueOf(await changePerson(this.engine, request, id, body));
    return this.read(caller, id);
  }

  @Post(':id/merge')
  @HttpCode(200)
  @Action('person.merge')
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'UUID: the command id' })
  @ApiResponse({ status: 200, description: 'The person who stays', standardSchema: Person })
  @ApiResponse({ status: 409, description: '`merge-conflict` with the nominations that the caller may see in `data`' })
  async merge(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: PersonMerge }) body: PersonMerge,
  ): Promise<Person> {
    needAdministrator(caller);
    const request = requestOf(caller, headers, { route: 'person.merge', target: id, body });
    valueOf(await mergePersons(this.engine, request, id, body));
    return this.read(caller, body.into);
  }

  @Post(':id/unmerge')
  @HttpCode(200)
  @Action('person.unmerge')
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'UUID: the command id' })
  @ApiResponse({ status: 200, description: 'The person who stands alone again', standardSchema: Person })
  async unmerge(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: PersonUnmerge }) body: PersonUnmerge,
  ): Promise<Person> {
    needAdministrator(caller);
    const request = requestOf(caller, headers, { route: 'person.unmerge', target: id, body });
    valueOf(await unmergePersons(this.engine, request, id, body));
    return this.read(caller, id);
  }
}
