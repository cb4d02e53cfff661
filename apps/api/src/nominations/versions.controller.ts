import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { id as uuid, VersionDiff, Versions } from '#contract';
import { dossierDiff, dossierVersions } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { found } from '../problems/refuse.js';

const Revision = z.coerce.number().int().min(1).max(100_000);

/** What was frozen at each submission, and what changed from one to another. */
@ApiTags('evidence')
@Controller('api/nominations/:id/versions')
export class VersionsController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get()
  @Action('nomination.versions')
  @ApiResponse({ status: 200, description: 'Every frozen version, oldest first', standardSchema: Versions })
  async list(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<Versions> {
    return found(await dossierVersions(this.engine, caller.person, id));
  }

  @Get(':a/diff/:b')
  @Action('nomination.versions')
  @ApiResponse({
    status: 200,
    description: 'Facts, files and words that version a and version b do not share',
    standardSchema: VersionDiff,
  })
  async diff(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Param('a', { schema: Revision }) from: number,
    @Param('b', { schema: Revision }) to: number,
  ): Promise<VersionDiff> {
    return found(await dossierDiff(this.engine, caller.person, { nomination: id, from, to }));
  }
}
