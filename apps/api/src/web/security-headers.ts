import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';

const API_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HEADERS = {
  'content-security-policy': API_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  'x-frame-options': 'DENY',
};

/** Headers of every answer. Pages of the application loosen the policy for themselves with `pagePolicy`. */
export function setSecurityHeaders(reply: FastifyReply, https: boolean): void {
  reply.headers(HEADERS);
  if (https) reply.header('strict-transport-security', 'max-age=31536000');
}

/** A fresh nonce for one answer. */
export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/** Our own scripts and fonts, our own style sheets, and style elements that carry the nonce. Nothing inline. */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    // Stored PDF files and pictures, which allow it for themselves.
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
