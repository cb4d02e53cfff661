import { Controller, Get, Inject, Module, Param, Query } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Award, AwardForm, AwardFormQuery, Awards } from '#contract';
import { admits, awardOf, awards, formSchema, isSubjectType, localDate } from '#domain';
import { legalNow } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { found, wrongBody } from '../problems/refuse.js';
import { awardView } from './award-view.js';

/** The catalogue of awards under the rules in force today. */
@ApiTags('awards')
@Controller('api')
export class AwardsController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get('awards')
  @Action('award.list')
  @ApiResponse({ status: 200, description: 'Every award, open or not', standardSchema: Awards })
  async list(): Promise<Awards> {
    const { value } = this.engine.directory.ruleSetInForce(await this.today());
    return { awards: awards.map((award) => awardView(award, value)) };
  }

  @Get('awards/:code')
  @Action('award.read')
  @ApiResponse({ status: 200, description: 'The award', standardSchema: Award })
  async read(@Param('code') code: string): Promise<Award> {
    const award = found(awardOf(code) ?? null);
    return awardView(award, this.engine.directory.ruleSetInForce(await this.today()).value);
  }

  @Get('awards/:code/form')
  @Action('award.read')
  @ApiResponse({ status: 200, description: 'JSON Schema of what a nomination declares', standardSchema: AwardForm })
  async form(
    @Param('code') code: string,
    @Query({ schema: AwardFormQuery }) { subjectType }: AwardFormQuery,
  ): Promise<AwardForm> {
    const award = found(awardOf(code) ?? null);
    const subject = subjectType ?? award.subjectTypes[0] ?? '';
    if (!isSubjectType(subject) || !admits(award, subject)) {
      throw wrongBody([{ pointer: '/subjectType', detail: 'the award is not for this kind of subject' }]);
    }
    const { value } = this.engine.directory.ruleSetInForce(await this.today());
    return formSchema(award, value, subject);
  }

  private async today(): Promise<string> {
    return localDate((await legalNow(this.engine)).toISOString());
  }
}

@Module({ controllers: [AwardsController] })
export class AwardsModule {}
