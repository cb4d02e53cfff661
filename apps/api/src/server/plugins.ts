import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import type { Config } from '#platform';
import { checkOrigin } from '../access/origin.js';
import { setSecurityHeaders } from '../web/security-headers.js';
import { BODY_LIMITS } from './adapter.js';

/** Answers shorter than this many bytes are sent as they are: a decision's is. */
const COMPRESSED_FROM = 4096;

/** Compression, cookies, file uploads, security headers and the check of the origin: what runs before any route. */
export async function registerPlugins(
  fastify: FastifyInstance,
  config: Config,
  origins: ReadonlySet<string>,
): Promise<void> {
  fastify.removeContentTypeParser('text/plain');
  fastify.addHook('onRoute', (route) => {
    const limit = BODY_LIMITS[route.url];
    if (limit !== undefined) route.bodyLimit = limit;
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    setSecurityHeaders(reply, config.cookie.secure);
    reply.header('x-request-id', request.id);
    if (request.url.startsWith('/api')) reply.header('cache-control', 'no-store');
    checkOrigin(request, origins);
    done();
  });
  // A part of a file: the handler reads the stream itself, as far as it wants.
  fastify.addContentTypeParser('application/offset+octet-stream', (_request, payload, done) => done(null, payload));
  // A page of an inbox in an eighth of its bytes. Files are packed by the build, the stream of changes is never held back.
  await fastify.register(compress, {
    encodings: ['gzip'],
    threshold: COMPRESSED_FROM,
    customTypes: /^application\/(?:problem\+)?json(?:;|$)/,
  });
  await fastify.register(cookie);
  await fastify.register(multipart, {
    limits: { fileSize: config.maxFileBytes, files: 1, fields: 10, fieldSize: 1024, parts: 11, headerPairs: 20 },
  });
}
