import { Controller, Get, Inject, Module, Query, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Changed, StreamQuery } from '#contract';
import { sessionHash } from '#engine';
import { CONFIG, LOGGER, type Config, type Logger } from '#platform';
import { Action } from '../access/action.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { cookieOf } from '../auth/cookie.js';
import { ProblemError } from '../problems/problem.js';
import { StreamHub } from './hub.js';
import { Listener } from './listener.js';

/** What a client may have been told as an id; anything else is a place that nobody knows. */
const PLACE = /^\d{1,17}$/;

/** What changes while somebody looks (model.md 12). */
@ApiTags('stream')
@ApiProduces('text/event-stream')
@Controller('api/stream')
export class StreamController {
  constructor(
    @Inject(StreamHub) private readonly hub: StreamHub,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Server-sent events, ids only: `changed` names what changed of what the caller may see; `ready` ends what was missed since
   * `Last-Event-ID`; `resync` says that it cannot be told any more (older than ten minutes); `end` that the session or the server ends.
   */
  @Get()
  @Action('stream.follow')
  @ApiResponse({ status: 200, description: 'Events; the data of `changed` is this', standardSchema: Changed })
  @ApiResponse({ status: 429, description: '`too-many-streams`: more than six of one person' })
  async follow(
    @Caller() caller: SignedIn,
    @Query({ schema: StreamQuery }) query: StreamQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = sessionHash(cookieOf(request, this.config));
    if (session === null) throw new ProblemError('signed-out');
    this.hub.admit(caller.person);
    const response = openStream(reply);
    if (request.method === 'HEAD') return void response.end();
    const listener = new Listener({ person: caller.person, session, response });
    response.on('close', () => this.hub.leave(listener));
    listener.greet();
    await this.hub.follow(listener, placeOf(request, query)).catch((error: unknown) => {
      this.logger.warn({ err: error, requestId: request.id }, 'a stream could not begin');
      this.hub.leave(listener);
      response.destroy();
    });
  }
}

/** Where to go on; a place that was never given is the beginning of time, which is long past. */
function placeOf({ headers }: FastifyRequest, { after }: StreamQuery): string | null {
  const given = headers['last-event-id'] ?? after;
  if (given === undefined || given === '') return null;
  return typeof given === 'string' && PLACE.test(given) ? given : '0';
}

/** Takes the answer out of the framework: it lives as long as its reader. Proxies are asked not to gather it. */
function openStream(reply: FastifyReply): FastifyReply['raw'] {
  reply.hijack();
  reply.raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  return reply.raw;
}

@Module({ controllers: [StreamController], providers: [StreamHub] })
export class StreamModule {}
