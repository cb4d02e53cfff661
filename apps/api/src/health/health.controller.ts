import { Controller, Get, Inject } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Live, Ready } from '#contract';
import { HEALTH_CHECKS, LOGGER, type HealthCheck, type Logger } from '#platform';
import { Public } from '../access/action.js';
import { ProblemError } from '../problems/problem.js';

/** A check that hangs is a check that fails. */
const PATIENCE_MS = 3000;

@ApiTags('health')
@Controller('api/health')
export class HealthController {
  constructor(
    @Inject(HEALTH_CHECKS) private readonly checks: readonly HealthCheck[],
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** The process answers. */
  @Public()
  @Get('live')
  @ApiResponse({ status: 200, description: 'The process answers', standardSchema: Live })
  live(): Live {
    return { status: 'ok' };
  }

  /** Everything that requests need works: database reachable, migrations complete. 503 names what does not. */
  @Public()
  @Get('ready')
  @ApiResponse({ status: 200, description: 'Requests can be served', standardSchema: Ready })
  async ready(): Promise<Ready> {
    const failing = (await Promise.all(this.checks.map((check) => this.failureOf(check)))).flat();
    if (failing.length > 0) throw new ProblemError('unavailable', { data: { failing } });
    return { status: 'ok', checks: this.checks.map((check) => check.name) };
  }

  private async failureOf(check: HealthCheck): Promise<string[]> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no answer in time')), PATIENCE_MS);
    });
    try {
      await Promise.race([check.check(), late]);
      return [];
    } catch (error) {
      this.logger.warn({ err: error, check: check.name }, 'not ready');
      return [check.name];
    } finally {
      clearTimeout(timer);
    }
  }
}
