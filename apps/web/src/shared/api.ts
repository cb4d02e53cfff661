import type { Problem } from '#contract';

/** An answer that is no answer: a problem document, or no connection (status 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem | null,
  ) {
    super(problem?.title ?? `HTTP ${status}`);
  }

  get code(): string {
    return this.problem?.code ?? (this.status === 0 ? 'offline' : `http-${this.status}`);
  }
}

export interface CallOptions {
  body?: unknown;
  /** Idempotency-Key: the command id. */
  key?: string;
  /** An ETag as it is: `"3"` or `"d-3"`. */
  ifMatch?: string;
  signal?: AbortSignal;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** Query string of the given values; empty and missing ones are left out. */
export function query(values: Record<string, string | number | undefined>): string {
  const pairs = Object.entries(values).filter(([, v]) => v !== undefined && v !== '');
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs.map(([k, v]) => [k, String(v)]))}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function problemOf(text: string): Problem | null {
  const value = parse(text);
  return typeof value === 'object' && value !== null && 'code' in value ? (value as Problem) : null;
}

function headersOf({ body, key, ifMatch }: CallOptions): Headers {
  const headers = new Headers({ accept: 'application/json' });
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (key !== undefined) headers.set('idempotency-key', key);
  if (ifMatch !== undefined) headers.set('if-match', quoted(ifMatch));
  return headers;
}

/** An ETag always travels quoted, whichever way it was told. */
export function quoted(etag: string): string {
  return etag.startsWith('"') ? etag : `"${etag}"`;
}

/** One typed call. The type is the contract's promise; the server validates what it sends. */
export async function call<T>(method: Method, path: string, options: CallOptions = {}): Promise<T> {
  const body = options.body === undefined ? undefined : JSON.stringify(options.body);
  const init: RequestInit = { method, headers: headersOf(options), credentials: 'same-origin' };
  if (body !== undefined) init.body = body;
  if (options.signal) init.signal = options.signal;
  const answer = await fetch(`/api${path}`, init).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, null);
  });
  const text = await answer.text();
  if (!answer.ok) throw new ApiError(answer.status, problemOf(text));
  return (text === '' ? undefined : parse(text)) as T;
}

export const get = <T>(path: string, signal?: AbortSignal): Promise<T> =>
  call<T>('GET', path, signal ? { signal } : {});

/** A command id; `randomUUID` is missing on plain http away from localhost. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = ((b[6] ?? 0) & 0x0f) | 0x40;
  b[8] = ((b[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...b].map((x) => x.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
