import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { Problem } from '#contract';
import type { Route } from '../access/routes.js';
import { docsPage } from './docs-page.js';
import { operationsOf } from './operations.js';

/** `/api/openapi.json` from the contract's schemas, and a page to read it at `/api/docs`. */
export function serveOpenApi(app: NestFastifyApplication, cookie: string, routes: readonly Route[]): void {
  const settings = new DocumentBuilder()
    .setTitle('Laurel')
    .setDescription('Commendation approval across the levels of a federation. Refusals are RFC 9457 problem documents.')
    .setVersion('1')
    .addCookieAuth(cookie)
    .addSecurityRequirements('cookie')
    .build();
  const document = SwaggerModule.createDocument(app, settings);
  openPublic(document, routes);
  addProblems(document);
  const html = docsPage(document);
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/api/openapi.json', (_request, reply) => reply.send(document));
  fastify.get('/api/docs', (_request, reply) => reply.header('content-type', 'text/html; charset=utf-8').send(html));
}

/** Everything needs the session's cookie, but for what is open to everybody. */
function openPublic(document: OpenAPIObject, routes: readonly Route[]): void {
  const open = new Set(routes.filter((r) => r.access === null).map((r) => `${r.method} ${r.path}`.toLowerCase()));
  for (const { method, path, operation } of operationsOf(document)) {
    if (open.has(`${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`.toLowerCase())) operation.security = [];
  }
}

/** Whatever is not promised is a problem document, on every route; so are the refusals that a route names. */
function addProblems(document: OpenAPIObject): void {
  const { $schema: _, ...schema } = z.toJSONSchema(z.object(Problem.shape));
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: schema as object },
  };
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  for (const { operation } of operationsOf(document)) {
    const named = Object.entries(operation.responses).filter(([status]) => status.startsWith('4'));
    for (const [status, response] of named) operation.responses[status] = { ...response, content } as typeof response;
    operation.responses['default'] = { description: 'A refusal or a fault', content };
  }
}
