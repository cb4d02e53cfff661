import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { projectRoot, type Config, type Logger } from '#platform';
import { routesOf, type Route } from './access/routes.js';
import { AppModule, type AppParts } from './app.module.js';
import { features } from './features.js';
import { newAdapter } from './server/adapter.js';
import { drain } from './server/drain.js';
import { NestLogger } from './server/nest-logger.js';
import { serveOpenApi } from './server/openapi.js';
import { registerPlugins } from './server/plugins.js';
import { serveWeb } from './web/static.js';

export { Action, Public } from './access/action.js';
export { ENGINE, FILES } from './access/engine.js';
export { GATE, type Gate } from './access/action.guard.js';
export { SAMPLE_SIGN_INS } from './auth/sample.js';
export { AFTER_CLOCK, type AfterClock } from './clock/clock.module.js';
export type { Route } from './access/routes.js';
export type { Feature } from './app.module.js';

export interface ApiOptions extends Partial<Omit<AppParts, 'config' | 'logger'>> {
  readonly config: Config;
  readonly logger: Logger;
  /** Folder of the built web application; by default `dist/web`. */
  readonly webDir?: string;
}

export interface Api {
  readonly url: string;
  readonly routes: readonly Route[];
  /** Refuses new requests, answers those under way, closes what Nest opened. */
  close(): Promise<void>;
}

/**
 * Starts the HTTP API and the web application on `config.host` and `config.port` (0: any free one).
 * Rejects with `EADDRINUSE` when the port is taken, and when a route is marked neither `@Action` nor `@Public`.
 */
export async function startApi(options: ApiOptions): Promise<Api> {
  const { config, logger } = options;
  const parts = { checks: [], providers: [], features, ...options };
  const origins = new Set(config.publicOrigins);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(parts), newAdapter(config), {
    bodyParser: false,
    abortOnError: false,
    logger: new NestLogger(logger),
  });
  try {
    const routes = routesOf(app);
    const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
    await registerPlugins(fastify, config, origins);
    serveOpenApi(app, config.cookie.name, routes);
    await serveWeb(fastify, options.webDir ?? join(projectRoot(), 'dist/web'));
    await app.listen(config.port, config.host);
    const { port } = app.getHttpServer().address() as AddressInfo;
    if (config.port === 0) for (const host of ['localhost', config.host]) origins.add(`http://${host}:${port}`);
    return { url: `http://${config.host}:${port}`, routes, close: () => drain(app) };
  } catch (error) {
    await app.close();
    throw error;
  }
}
