import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LOGGER, type Logger } from '#platform';
import { problemFor } from './classify.js';
import { sendProblem } from './send.js';

/** Everything that is thrown becomes one problem document; faults go to the log with the request's id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemFor(thrown);
    if (problem.status >= 500) {
      this.logger.error({
        err: thrown,
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url,
      });
    }
    if (!reply.sent) sendProblem(reply, problem, request.id);
  }
}
