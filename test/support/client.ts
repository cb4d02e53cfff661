import { expect } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { CommandAnswer, DocumentView, FileReceipt, NominationView, Problem } from '#contract';

/** An answer of the API: status, checked JSON (null when there is none), headers. */
export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
  readonly text: string;
  readonly headers: Headers;
}

export interface Sending {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface Seat {
  readonly id: string;
  readonly unit: string;
  readonly role: string;
}

export interface Commanding {
  readonly key?: string;
  /** The `If-Match` to send; null sends none, undefined the current one. */
  readonly ifMatch?: string | null;
  readonly as?: string;
}

/** A command without `as`; `seen` is filled from what the person sees when it is needed and missing. */
export type Given = { readonly type: string } & Readonly<Record<string, unknown>>;

/** The smallest file that passes as a PDF; `mark` makes it another one. */
export function pdf(mark = ''): Blob {
  return new Blob([`%PDF-1.4\n${mark}`], { type: 'application/pdf' });
}

const SEEING = new Set(['Recommend', 'Return', 'Reject', 'Confirm', 'Override']);

/** One signed-in person, or a signed-out one without a cookie, over HTTP. */
export class Client {
  constructor(
    readonly url: string,
    readonly person: string,
    readonly seats: readonly Seat[],
    readonly cookie: string | undefined,
  ) {}

  async send<Body = Problem>(method: string, path: string, { body, headers }: Sending = {}): Promise<Answer<Body>> {
    const json = body !== undefined && !(body instanceof FormData) && typeof body !== 'string';
    const response = await fetch(this.url + path, {
      method,
      ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : (body as string | FormData) }),
      headers: {
        ...(this.cookie === undefined ? {} : { cookie: `laurel=${this.cookie}`, origin: this.url }),
        ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      body: (isJson ? JSON.parse(text) : null) as Body,
      text,
      headers: response.headers,
    };
  }

  get<Body = Problem>(path: string): Promise<Answer<Body>> {
    return this.send('GET', path);
  }
  post<Body = Problem>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer<Body>> {
    return this.send('POST', path, { body, headers });
  }
  patch<Body = Problem>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer<Body>> {
    return this.send('PATCH', path, { body, headers });
  }

  /** What this person sees of a nomination; the test fails when that is nothing. */
  async view(id: string): Promise<NominationView> {
    return ok(await this.get<NominationView>(`/api/nominations/${id}`)).body;
  }

  /** Puts a file to an item of the working copy, under its current ETag unless another is given. */
  async file(
    id: string,
    item: string,
    given: { etag?: string; bytes?: Blob; name?: string } = {},
  ): Promise<Answer<FileReceipt>> {
    const etag = given.etag ?? (await this.view(id)).draft?.etag ?? '"d-0"';
    const body = new FormData();
    body.set('file', given.bytes ?? pdf(item), given.name ?? 'minh-chung.pdf');
    return this.send('PUT', `/api/nominations/${id}/items/${item}`, { body, headers: { 'if-match': etag } });
  }

  /** Gives a command in the state that this person sees now, unless `how` or the command say otherwise. */
  async command<Body = CommandAnswer>(id: string, command: Given, how: Commanding = {}): Promise<Answer<Body>> {
    const prepared = await this.prepare(id, command, how);
    return this.send('POST', `/api/nominations/${id}/commands`, prepared);
  }

  /** Body and headers of a command, ready to be sent once or many times. */
  async prepare(id: string, command: Given, how: Commanding = {}): Promise<Required<Sending>> {
    const seeing = SEEING.has(command.type) && command['seen'] === undefined;
    const view = seeing || how.ifMatch === undefined || how.as === undefined ? await this.viewOrNull(id) : null;
    const seen = seeing && view !== null ? { seen: { step: view.state, evaluation: view.evaluation } } : {};
    const ifMatch = how.ifMatch === undefined ? currentMatch(view, command.type) : how.ifMatch;
    const offered = view?.commands.find((c) => c.type === command.type)?.seats[0]?.id;
    return {
      body: { ...command, as: how.as ?? offered ?? this.seats[0]?.id ?? randomUUID(), ...seen },
      headers: { 'idempotency-key': how.key ?? randomUUID(), ...(ifMatch === null ? {} : { 'if-match': ifMatch }) },
    };
  }

  /** A deed on a document under its current version. */
  async deed<Body = DocumentView>(
    id: string,
    deed: 'sign' | 'issue' | 'discard',
    how: Commanding = {},
  ): Promise<Answer<Body>> {
    const version = how.ifMatch === undefined ? (await this.get<DocumentView>(`/api/documents/${id}`)).body.version : 0;
    const ifMatch = how.ifMatch === undefined ? `"${String(version)}"` : how.ifMatch;
    const headers = {
      'idempotency-key': how.key ?? randomUUID(),
      ...(ifMatch === null ? {} : { 'if-match': ifMatch }),
    };
    return this.send('POST', `/api/documents/${id}/${deed}`, {
      body: { as: how.as ?? this.seats[0]?.id ?? randomUUID() },
      headers,
    });
  }

  private async viewOrNull(id: string): Promise<NominationView | null> {
    const answer = await this.get<NominationView>(`/api/nominations/${id}`);
    return answer.status === 200 ? answer.body : null;
  }
}

function currentMatch(view: NominationView | null, type: string): string {
  if (type === 'Submit' || type === 'Resubmit') return view?.draft?.etag ?? '"d-0"';
  return `"${String(view?.revision ?? 0)}"`;
}

/** The same answer, when it is a 2xx; otherwise the test fails with what was said. */
export function ok<Body>(answer: Answer<Body>): Answer<Body> {
  if (answer.status >= 300) throw new Error(`${String(answer.status)} ${answer.text}`);
  return answer;
}

/** Expects a problem document with this code; returns it. */
export function refused(answer: Answer<unknown>, status: number, code: string): Problem {
  const problem = answer.body as Problem;
  expect({ status: answer.status, code: problem?.code }).toEqual({ status, code });
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.text).not.toMatch(/node_modules|\.[jt]s:\d/);
  return problem;
}

/** Expects any 4xx problem document that says nothing of the inside; returns it. `what` names the case in a failure. */
export function anyProblem(answer: Answer<unknown>, what: string): Problem {
  const isOurs = answer.status >= 400 && answer.status < 500;
  expect([what, isOurs, answer.text.slice(0, 300)]).toEqual([what, true, expect.anything()]);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.text).not.toMatch(/node_modules|\.[jt]s:\d|syntax error|violates|invalid input syntax/i);
  const problem = answer.body as Problem;
  expect(problem.requestId).toMatch(/^[0-9a-f-]{36}$/);
  return problem;
}
