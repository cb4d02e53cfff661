import { Controller, Get, Inject, Optional } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { SampleSignIns } from '#contract';
import { CONFIG, type Config } from '#platform';
import { Public } from '../access/action.js';
import { ProblemError } from '../problems/problem.js';
import { SAMPLE_SIGN_INS } from './sample.js';

/** Whom the sample federation lets people sign in as. Outside sample mode there is nothing here. */
@ApiTags('session')
@Controller('api/sample')
export class SampleController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Optional() @Inject(SAMPLE_SIGN_INS) private readonly signIns: SampleSignIns = { password: '', people: [] },
  ) {}

  @Get()
  @Public()
  @ApiResponse({ status: 200, description: 'People to sign in as with one click', standardSchema: SampleSignIns })
  list(): SampleSignIns {
    if (this.config.mode !== 'sample') throw new ProblemError('not-found');
    return this.signIns;
  }
}
