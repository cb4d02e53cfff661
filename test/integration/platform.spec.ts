import type { Api } from '#api';
import { startTestApi } from '../support/api.js';
import { ForgottenFeature, NotesFeature } from '../support/sample-feature.js';

let api: Api;
let databaseIsUp = true;
beforeAll(async () => {
  const database = { name: 'database', check: async () => Promise[databaseIsUp ? 'resolve' : 'reject'](undefined) };
  api = await startTestApi({ features: [NotesFeature], checks: [database as never] });
});
afterAll(() => api.close());

const get = (path: string) => fetch(api.url + path);

describe('who may call', () => {
  it('a route that nobody marked stops the start', async () => {
    await expect(startTestApi({ features: [ForgottenFeature] })).rejects.toThrow('ForgottenController.read');
  });

  it('a route with an action is closed as long as nobody guards it', async () => {
    expect((await get('/api/notes/0192f0c1-0000-7000-8000-000000000000')).status).toBe(401);
  });

  it('every route tells what it needs', () => {
    expect(api.routes).toContainEqual(
      expect.objectContaining({ method: 'GET', path: '/api/notes/:id', access: 'note.read' }),
    );
    expect(api.routes).toContainEqual(expect.objectContaining({ path: '/api/health/live', access: null }));
  });
});

describe('a change from another site is refused', () => {
  const write = (headers: Record<string, string>) =>
    fetch(`${api.url}/api/notes`, {
      method: 'POST',
      body: '{"name":"a"}',
      headers: { 'content-type': 'application/json', ...headers },
    });

  it.each([
    ['a foreign origin', { origin: 'https://evil.example' }, 403],
    ['the origin null', { origin: 'null', cookie: 'laurel=x' }, 403],
    ['a cookie without origin', { cookie: 'laurel=x' }, 403],
    ['no cookie and no origin: not a browser', {}, 201],
  ])('%s', async (_what, headers, status) => {
    expect((await write(headers as Record<string, string>)).status).toBe(status);
  });

  it('but not one from our own', async () => {
    expect((await write({ origin: api.url, cookie: 'laurel=x' })).status).toBe(201);
  });
});

it('a request under way is answered before the end, and no new one is taken', async () => {
  const own = await startTestApi({ features: [NotesFeature] });
  const slow = fetch(`${own.url}/api/notes/slow`);
  await new Promise((done) => setTimeout(done, 100));
  const closed = own.close();
  expect(await (await slow).json()).toEqual({ done: true });
  await closed;
  await expect(fetch(`${own.url}/api/health/live`)).rejects.toThrow();
});

describe('health', () => {
  it('is ready only while what it needs works', async () => {
    expect((await get('/api/health/ready')).status).toBe(200);
    databaseIsUp = false;
    const answer = await get('/api/health/ready');
    databaseIsUp = true;
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'unavailable', data: { failing: ['database'] } });
    expect((await get('/api/health/live')).status).toBe(200);
  });
});

describe('what can be read without signing in', () => {
  it.each([
    ['/api/openapi.json', 'application/json'],
    ['/api/docs', 'text/html'],
    ['/api/problems/not-found', 'text/html'],
    ['/', 'text/html'],
    ['/van-ban', 'text/html'],
  ])('%s', async (path, type) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain(type);
  });

  it('every answer carries the security headers', async () => {
    for (const path of ['/', '/api/health/live', '/api/nothing', '/%ff/', '/api/docs']) {
      const { headers } = await get(path);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
    }
  });

  it('the page of the application has a fresh nonce each time', async () => {
    const policies = [await get('/'), await get('/')].map((r) => r.headers.get('content-security-policy'));
    expect(policies[0]).toMatch(/'nonce-[^']{20,}'/);
    expect(policies[0]).not.toBe(policies[1]);
  });
});
