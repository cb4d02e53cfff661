import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { problemOf } from '../problems/problem.js';
import { sendProblem } from '../problems/send.js';
import { page } from './page.js';
import { newNonce, pagePolicy } from './security-headers.js';

/** Serves the built web application: hashed files for a year, `index.html` with a fresh nonce for every other path. */
export async function serveWeb(fastify: FastifyInstance, webDir: string): Promise<void> {
  const assets = join(webDir, 'assets');
  if (existsSync(assets)) {
    await fastify.register(fastifyStatic, {
      root: assets,
      prefix: '/assets/',
      wildcard: false,
      index: false,
      maxAge: '1y',
      immutable: true,
      // Compressed once at the build; on a slow line that is most of the first load.
      preCompressed: true,
      setHeaders: (reply) => {
        reply.setHeader('vary', 'accept-encoding');
      },
      decorateReply: false,
    });
  }
  const index = indexOf(webDir);
  fastify.get('/*', (request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    if (path === '/api' || path.startsWith('/api/') || extname(path) !== '') {
      sendProblem(reply, problemOf('not-found'), request.id);
      return reply;
    }
    const signedIn = request.headers.cookie !== undefined && path !== '/dang-nhap';
    if (signedIn) reply.header('link', ahead(request.url).map(preload).join(', '));
    return sendIndex(reply, index);
  });
}

function indexOf(webDir: string): string {
  const file = join(webDir, 'index.html');
  return existsSync(file) ? readFileSync(file, 'utf8') : page('Laurel', '<p>The web application is not built.</p>');
}

function sendIndex(reply: FastifyReply, index: string): FastifyReply {
  const nonce = newNonce();
  return reply
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': pagePolicy(nonce),
    })
    .send(index.replaceAll('{{nonce}}', nonce));
}

/** What the page will ask for as soon as its program runs; on a slow line that is seconds after its first bytes. */
function ahead(url: string): readonly string[] {
  return url === '/viec' || url === '/' ? ['/api/me', '/api/inbox?limit=100'] : ['/api/me'];
}

/** For `fetch` as the application calls it: it takes what came, whatever may be cached. */
const preload = (url: string): string => `<${url}>; rel=preload; as=fetch; crossorigin`;
