import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { SimilarQuery, SimilarTitles } from '#contract';
import { similarTitles } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';

/** Achievements that nominations reward, by title. */
@ApiTags('nominations')
@Controller('api/achievements')
export class AchievementsController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get('similar')
  @Action('achievement.similar')
  @ApiResponse({
    status: 200,
    description: 'Titles like this one: a warning while drafting',
    standardSchema: SimilarTitles,
  })
  similar(@Caller() caller: SignedIn, @Query({ schema: SimilarQuery }) query: SimilarQuery): Promise<SimilarTitles> {
    return similarTitles(this.engine, caller.person, query);
  }
}
