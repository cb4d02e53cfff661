import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import { BulkApproval, BulkCheck, BulkPlan, BulkResult, CommandHeaders } from '#contract';
import { approveMany, planMany } from '#engine';
import { CONFIG, type Config } from '#platform';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { requestHash } from '../input/command.js';
import { CheckedHeaders } from '../input/headers.js';
import { sentence, tooMany } from '../problems/refuse.js';

/** Agreeing to many at once: a check page, then one command for each. Nothing here returns or rejects. */
@ApiTags('nominations')
@Controller('api/approvals')
export class BulkController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post('check')
  @HttpCode(200)
  @Action('nomination.command')
  @ApiResponse({ status: 200, description: 'What would be agreed to, and what is left out', standardSchema: BulkPlan })
  async check(@Caller() caller: SignedIn, @Body({ schema: BulkCheck }) body: BulkCheck): Promise<BulkPlan> {
    this.few(body.nominations);
    const plan = await planMany(this.engine, caller.person, body.nominations);
    return { ...plan, leftOut: plan.leftOut.map((l) => ({ ...l, refusal: worded(l.refusal) })) };
  }

  @Post()
  @HttpCode(200)
  @Action('nomination.command')
  @ApiHeader({ name: 'Idempotency-Key', required: true, description: 'UUID that the commands share' })
  @ApiResponse({ status: 200, description: 'What became of each', standardSchema: BulkResult })
  async approve(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandHeaders) headers: CommandHeaders,
    @Body({ schema: BulkApproval }) body: BulkApproval,
  ): Promise<BulkResult> {
    this.few(body.items);
    const bulk = headers['idempotency-key'];
    const result = await approveMany(this.engine, {
      person: caller.person,
      bulk,
      approval: body,
      hashOf: (item) => requestHash('approve', item.nomination, { ...item, bulk, opinion: body.opinion ?? '' }),
    });
    const results = result.results.map((r) => (r.refusal === null ? r : { ...r, refusal: worded(r.refusal) }));
    return { ...result, results };
  }

  private few({ length }: readonly unknown[]): void {
    if (length > this.config.bulkMost) throw tooMany(length, this.config.bulkMost);
  }
}

function worded<R extends { code: string }>(refusal: R) {
  return { ...refusal, message: sentence(refusal.code) };
}
