import { connect } from 'node:net';
import type { Api } from '#api';
import { startTestApi } from '../support/api.js';
import { NotesFeature } from '../support/sample-feature.js';

let api: Api;
beforeAll(async () => {
  api = await startTestApi({ features: [NotesFeature] });
});
afterAll(() => api.close());

interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly body: { code: string; errors?: { pointer: string; detail: string }[] } & Record<string, unknown>;
}

async function send(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(api.url + path, init);
  const text = await response.text();
  expect(text).not.toMatch(/node_modules|\.ts:\d|\.js:\d/);
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: JSON.parse(text) as Answer['body'],
  };
}

function post(body: string, type = 'application/json'): Promise<Answer> {
  return send('/api/notes', { method: 'POST', body, headers: { 'content-type': type } });
}

function expectProblem(answer: Answer, status: number, ...pointers: string[]): void {
  expect(answer.status).toBe(status);
  expect(answer.type).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({
    status,
    type: `/api/problems/${answer.body.code}`,
    requestId: expect.any(String),
  });
  expect((answer.body.errors ?? []).map((e) => e.pointer)).toEqual(pointers);
}

describe('a body that is wrong is refused with a pointer to the field', () => {
  it.each([
    ['malformed JSON', '{"name":', ['']],
    ['nothing', '', ['']],
    ['null', 'null', ['']],
    ['an array', '[]', ['']],
    ['a wrong type', '{"name":1}', ['/name']],
    ['a missing field', '{}', ['/name']],
    ['unknown fields', '{"name":"a","x":1,"y/z":2}', ['/x', '/y~1z']],
    ['an unknown field deep inside', '{"name":"a","tags":[{"t":"a"},{"t":"b","x":1}]}', ['/tags/1/x']],
    ['__proto__', '{"name":"a","__proto__":{"x":1}}', ['']],
    ['constructor.prototype', '{"name":"a","constructor":{"prototype":{"x":1}}}', ['']],
    ['NUL', '{"name":"a\\u0000b"}', ['/name']],
    ['a lone surrogate', '{"name":"\\ud800"}', ['/name']],
  ])('%s', async (_what, body, pointers) => {
    expectProblem(await post(body), 400, ...pointers);
  });

  it('a body over 64 KB', async () => {
    expectProblem(await post(JSON.stringify({ name: 'a'.repeat(70_000) })), 413);
  });

  it.each(['application/x-www-form-urlencoded', 'text/plain', 'application/xml'])('a body of type %s', async (type) => {
    expectProblem(await post('name=a', type), 415);
  });

  it('a form with parts where JSON is expected', async () => {
    const form = new FormData();
    form.set('name', 'a');
    expectProblem(await send('/api/notes', { method: 'POST', body: form }), 400, '');
  });
});

it('a name is stored in NFC', async () => {
  const { body } = await post(JSON.stringify({ name: 'Nguyễn'.normalize('NFD') }));
  expect(body['name']).toBe('Nguyễn'.normalize('NFC'));
});

describe('an address that is wrong is refused', () => {
  it('an invalid UUID, by the name of the parameter', async () => {
    expectProblem(await send('/api/notes/of/not-a-uuid'), 400, '/id');
  });

  it.each(['/api/notes?x=1', '/api/notes?q=a&q=b', '/api/notes?q=aaaaaaaaaaaa'])('the query of %s', async (path) => {
    expectProblem(await send(path), 400, path.includes('x=1') ? '/x' : '/q');
  });

  it.each(['/%ff/', '/api/notes/of/%ff'])('the undecodable %s', async (path) => {
    expectProblem(await send(path), 400, '');
  });

  it.each(['/api', '/api/nothing', '/api/notes/of/', '/nothing.js'])('the unknown %s', async (path) => {
    expectProblem(await send(path), 404);
  });

  it('the unknown target of a change', async () => {
    expectProblem(await send('/api/nothing', { method: 'DELETE' }), 404);
  });
});

it('what is not HTTP at all gets no 5xx', async () => {
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(api.url).port), '127.0.0.1', () =>
      socket.write('GET / HTTP/9.9\r\nbroken\r\n\r\n'),
    );
    socket.on('data', (data) => resolve(data.toString()));
    socket.on('error', reject);
    socket.on('close', () => resolve(''));
  });
  expect(answer).toMatch(/^HTTP\/1.1 4/);
});

describe('a fault says nothing about itself', () => {
  it('an unexpected error', async () => {
    const answer = await send('/api/notes/broken');
    expectProblem(answer, 500);
    expect(JSON.stringify(answer.body)).not.toContain('secret');
  });

  it('a database that is away', async () => {
    expectProblem(await send('/api/notes/away'), 503);
  });
});
