import { Controller, Get, Inject, Module, Param } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Award, Awards, ProcedureView } from '#contract';
import { awardOf, awards, localDate } from '#domain';
import { legalNow } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { ProblemError } from '../problems/problem.js';
import { found } from '../problems/refuse.js';
import { awardView, procedureView } from './award-view.js';

/** The catalogue of awards under the rules in force today, and the procedure. */
@ApiTags('awards')
@Controller('api')
export class AwardsController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get('awards')
  @Action('award.list')
  @ApiResponse({ status: 200, description: 'Every award, open or not', standardSchema: Awards })
  async list(): Promise<Awards> {
    const { pin, value } = this.engine.directory.ruleSetInForce(await this.today());
    return { awards: awards.map((award) => awardView(award, value.awards[award.code] ?? [], pin.version)) };
  }

  @Get('awards/:code')
  @Action('award.read')
  @ApiResponse({ status: 200, description: 'The award', standardSchema: Award })
  async read(@Param('code') code: string): Promise<Award> {
    const award = found(awardOf(code) ?? null);
    const { pin, value } = this.engine.directory.ruleSetInForce(await this.today());
    return awardView(award, value.awards[award.code] ?? [], pin.version);
  }

  @Get('procedures/:code')
  @Action('procedure.read')
  @ApiResponse({ status: 200, description: 'The version in force', standardSchema: ProcedureView })
  async procedure(@Param('code') code: string): Promise<ProcedureView> {
    const published = this.engine.directory.procedureInForce(await this.today());
    if (published.pin.id !== code) throw new ProblemError('not-found');
    return procedureView(published);
  }

  private async today(): Promise<string> {
    return localDate((await legalNow(this.engine)).toISOString());
  }
}

@Module({ controllers: [AwardsController] })
export class AwardsModule {}
