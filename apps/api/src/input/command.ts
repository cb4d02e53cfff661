import { createHash } from 'node:crypto';

/** SHA-256 of what was asked: route, target and checked body. A reused key with another hash is refused. */
export function requestHash(route: string, target: string, body: unknown): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([route, target, body]))
    .digest();
}
