import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { docsPage } from './docs-page.js';

/** `/api/openapi.json` from the contract's schemas, and a page to read it at `/api/docs`. */
export function serveOpenApi(app: NestFastifyApplication): void {
  const settings = new DocumentBuilder()
    .setTitle('Laurel')
    .setDescription('Commendation approval across the levels of a federation. Refusals are RFC 9457 problem documents.')
    .setVersion('1')
    .addCookieAuth('laurel')
    .build();
  const document = SwaggerModule.createDocument(app, settings);
  const html = docsPage(document);
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/api/openapi.json', (_request, reply) => reply.send(document));
  fastify.get('/api/docs', (_request, reply) => reply.header('content-type', 'text/html; charset=utf-8').send(html));
}
