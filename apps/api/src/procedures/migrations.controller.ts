import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  id as uuid,
  MigrationChecked,
  MigrationPlan,
  MigrationQuestion,
  Migrations,
  MigrationView,
  NewMigration,
} from '#contract';
import {
  checkedMigration,
  migrationPlan,
  migrationsView,
  migrationView,
  proposeMigration,
  startMigration,
} from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { CheckedHeaders } from '../input/headers.js';
import { CommandId, needAdministrator, requestOf } from '../organisation/asked.js';
import { found, refused, valueOf } from '../problems/refuse.js';

const key = { name: 'Idempotency-Key', required: false, description: 'UUID: the command id' };

/** Open nominations on their way to another version of their procedure: one administrator proposes, another one starts the act. */
@ApiTags('procedures')
@Controller('api/procedures/migrations')
export class MigrationsController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get()
  @Action('migration.list')
  @ApiResponse({ status: 200, description: 'Versions with what is open, migrations', standardSchema: Migrations })
  list(@Caller() caller: SignedIn): Promise<Migrations> {
    needAdministrator(caller);
    return migrationsView(this.engine);
  }

  @Post('check')
  @HttpCode(200)
  @Action('migration.check')
  @ApiResponse({
    status: 200,
    description: 'Problems of the map, or what it would do',
    standardSchema: MigrationChecked,
  })
  async check(
    @Caller() caller: SignedIn,
    @Body({ schema: MigrationQuestion }) body: MigrationQuestion,
  ): Promise<MigrationChecked> {
    needAdministrator(caller);
    const checked = await checkedMigration(this.engine, caller.person, body);
    if ('refusal' in checked) throw refused(checked.refusal);
    return checked;
  }

  @Post()
  @Action('migration.propose')
  @ApiHeader(key)
  @ApiResponse({ status: 201, description: 'The proposal', standardSchema: MigrationView })
  async propose(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Body({ schema: NewMigration }) body: NewMigration,
  ): Promise<MigrationView> {
    const request = requestOf(caller, headers, { route: 'migration.propose', target: '', body });
    const { id } = valueOf(await proposeMigration(this.engine, request, body));
    return found(await migrationView(this.engine, id));
  }

  @Get(':id')
  @Action('migration.read')
  @ApiResponse({ status: 200, description: 'The migration', standardSchema: MigrationView })
  async read(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<MigrationView> {
    needAdministrator(caller);
    return found(await migrationView(this.engine, id));
  }

  @Get(':id/plan')
  @Action('migration.plan')
  @ApiResponse({ status: 200, description: 'What it would do, or was started with', standardSchema: MigrationPlan })
  async plan(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<MigrationPlan> {
    needAdministrator(caller);
    const plan = found(await migrationPlan(this.engine, caller.person, id));
    return valueOf(plan);
  }

  @Post(':id/start')
  @HttpCode(202)
  @Action('migration.start')
  @ApiHeader(key)
  @ApiResponse({ status: 202, description: 'Started; the act moves what is open', standardSchema: MigrationView })
  async start(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Param('id', { schema: uuid }) id: string,
  ): Promise<MigrationView> {
    needAdministrator(caller);
    const request = requestOf(caller, headers, { route: 'migration.start', target: id, body: {} });
    valueOf(await startMigration(this.engine, { ...request, elevated: caller.elevated }, id));
    return found(await migrationView(this.engine, id));
  }
}
