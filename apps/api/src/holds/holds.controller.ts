import { Body, Controller, Get, HttpCode, Inject, Module, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CommandHeaders, id as uuid, NewSubjectHold, SubjectHold, SubjectHolds, SubjectRelease } from '#contract';
import { holdSubject, releaseSubject, subjectHold, subjectHolds } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { requestHash } from '../input/command.js';
import { CheckedHeaders } from '../input/headers.js';
import { found, valueOf } from '../problems/refuse.js';

const key = { name: 'Idempotency-Key', required: true, description: 'UUID: the command id' };

/** Holds on persons and units: nothing is proposed, decided, balloted or issued for them meanwhile. */
@ApiTags('holds')
@Controller('api/holds')
export class HoldsController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get()
  @Action('hold.list')
  @ApiResponse({ status: 200, description: 'Holds in my units and below', standardSchema: SubjectHolds })
  list(@Caller() caller: SignedIn): Promise<SubjectHolds> {
    return subjectHolds(this.engine, caller.person);
  }

  @Post()
  @HttpCode(202)
  @Action('hold.put')
  @ApiHeader(key)
  @ApiResponse({ status: 202, description: 'Held; the act stops what is open', standardSchema: SubjectHold })
  async put(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandHeaders) headers: CommandHeaders,
    @Body({ schema: NewSubjectHold }) body: NewSubjectHold,
  ): Promise<SubjectHold> {
    const by = { commandId: headers['idempotency-key'], requestHash: requestHash('hold.put', '', body) };
    const { hold } = valueOf(await holdSubject(this.engine, { ...by, person: caller.person }, body));
    return found(await subjectHold(this.engine, caller.person, hold));
  }

  @Post(':id/release')
  @HttpCode(202)
  @Action('hold.release')
  @ApiHeader(key)
  @ApiResponse({ status: 202, description: 'Released; the act lets what is open go on', standardSchema: SubjectHold })
  async release(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandHeaders) headers: CommandHeaders,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: SubjectRelease }) body: SubjectRelease,
  ): Promise<SubjectHold> {
    found(await subjectHold(this.engine, caller.person, id));
    const by = { commandId: headers['idempotency-key'], requestHash: requestHash('hold.release', id, body) };
    valueOf(await releaseSubject(this.engine, { ...by, person: caller.person }, id, body));
    return found(await subjectHold(this.engine, caller.person, id));
  }
}

@Module({ controllers: [HoldsController] })
export class HoldsModule {}
