import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { performance } from 'node:perf_hooks';
import type { Me } from '#contract';
import { ENGINE, FILES, SAMPLE_SIGN_INS, startApi } from '#api';
import { createLogger, readConfig } from '#platform';
import { startApp, type TestApp } from '../support/app.js';
import { Client, ok, refused, type Answer } from '../support/client.js';
import { PASSWORD, World } from '../support/world.js';

let app: TestApp;
let w: World;
beforeAll(async () => {
  app = await startApp({ env: { TRUST_PROXY: '127.0.0.1' } });
  w = new World(app);
  await w.open('F', 'federation', null, ['administrator', 'clerk', 'appraiser', 'signer']);
});
afterAll(() => app.close());

let lastAddress = 0;
/** Another address for every test: failures of one do not throttle the next. */
const address = () => `10.0.0.${String((lastAddress += 1))}`;

const browser = (from: string, cookie?: string) => ({
  'x-forwarded-for': from,
  origin: app.url,
  ...(cookie === undefined ? {} : { cookie }),
});

const signIn = (login: string, password: string, from = address(), cookie?: string): Promise<Answer<Me>> =>
  w.stranger.post<Me>('/api/session', { login, password }, browser(from, cookie));

const cookieIn = (answer: Answer<unknown>) => /laurel=([^;]*)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '';

async function signedIn(login: string): Promise<Client> {
  const answer = ok(await signIn(login, PASSWORD));
  return new Client(app.url, answer.body.person.id, [], cookieIn(answer));
}

describe('signing in', () => {
  it('a login name and a password give a session and the seats', async () => {
    const answer = ok(await signIn('clerk.f', PASSWORD));
    expect(answer.body).toMatchObject({ login: 'clerk.f', elevatedUntil: null, mode: 'test' });
    expect(answer.body.seats).toMatchObject([{ role: 'clerk', unit: { name: 'Công đoàn F', level: 'federation' } }]);
    const client = new Client(app.url, '', [], cookieIn(answer));
    expect(ok(await client.get<Me>('/api/me')).body).toMatchObject({ login: 'clerk.f' });
  });

  it('an e-mail does as well, whatever its case', async () => {
    await app.sql("update account set email = 'Le.Lan@example.vn' where login = 'signer.f'");
    expect(ok(await signIn('le.LAN@example.vn', PASSWORD)).body.login).toBe('signer.f');
  });

  it('the cookie is hidden from scripts and other sites, and marked secure on https only', async () => {
    const plain = ok(await signIn('clerk.f', PASSWORD)).headers.get('set-cookie') ?? '';
    expect(plain).toMatch(/^laurel=[\w-]{43};/);
    for (const flag of ['HttpOnly', 'SameSite=Lax', 'Path=/', 'Max-Age=43200']) expect(plain).toContain(flag);
    expect(plain).not.toContain('Secure');
    const https = await startApp({ env: { PUBLIC_ORIGIN: 'https://laurel.example.vn' } });
    const there = new World(https);
    await there.open('F', 'federation', null, ['clerk']);
    const headers = { origin: 'https://laurel.example.vn' };
    const answer = await there.stranger.post('/api/session', { login: 'clerk.f', password: PASSWORD }, headers);
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-laurel=[\w-]{43};.*Secure/);
    await https.close();
  });

  it('the database holds only the hash of a session id', async () => {
    const cookie = cookieIn(ok(await signIn('clerk.f', PASSWORD)));
    const rows = await app.sql<{ id: string }>("select encode(id_hash, 'escape') as id from session");
    expect(rows.some((r) => r.id.includes(cookie))).toBe(false);
  });

  it('a new session replaces the one that was brought along', async () => {
    const first = cookieIn(ok(await signIn('clerk.f', PASSWORD)));
    const second = cookieIn(ok(await signIn('clerk.f', PASSWORD, address(), `laurel=${first}`)));
    expect(second).not.toBe(first);
    refused(await new Client(app.url, '', [], first).get('/api/me'), 401, 'signed-out');
  });

  it('an account has at most ten sessions', async () => {
    const first = await signedIn('appraiser.f');
    for (let i = 0; i < 10; i += 1) await signedIn('appraiser.f');
    refused(await first.get('/api/me'), 401, 'signed-out');
    const [row] = await app.sql<{ n: number }>(
      "select count(*)::int as n from session where account_id = (select id from account where login = 'appraiser.f')",
    );
    expect(row?.n).toBe(10);
  });

  it('wrong password, unknown login and disabled account get one answer', async () => {
    await w.person('gone.f', 'F');
    await app.sql("update account set disabled_at = clock_timestamp() where login = 'gone.f'");
    const answers = [
      await signIn('clerk.f', 'không phải'),
      await signIn('khong-co-ai', PASSWORD),
      await signIn('gone.f', PASSWORD),
    ];
    const problems = answers.map((a) => ({ ...refused(a, 401, 'wrong-credentials'), requestId: '' }));
    expect(problems[1]).toEqual(problems[0]);
    expect(problems[2]).toEqual(problems[0]);
  });

  it('an unknown login takes as long as a wrong password', async () => {
    const known: number[] = [];
    const unknown: number[] = [];
    const timed = async (login: string) => {
      const from = performance.now();
      await signIn(login, 'không phải');
      return performance.now() - from;
    };
    await timed('khong-co-ai');
    for (let i = 0; i < 15; i += 1) {
      known.push(await timed('clerk.f'));
      unknown.push(await timed('khong-co-ai'));
    }
    const median = (times: number[]) => times.sort((a, b) => a - b)[7] ?? 0;
    expect(Math.abs(median(known) - median(unknown))).toBeLessThan(Math.max(5, median(known) * 0.25));
    expect(median(unknown)).toBeGreaterThan(5);
  });
});

describe('guessing', () => {
  it('ten failures from one address close it for that account, and for no other', async () => {
    const from = address();
    for (let i = 0; i < 10; i += 1)
      refused(await signIn('clerk.f', `sai ${String(i)}`, from), 401, 'wrong-credentials');
    const closed = await signIn('clerk.f', PASSWORD, from);
    refused(closed, 429, 'too-many-attempts');
    const seconds = Number(closed.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(900);
    ok(await signIn('clerk.f', PASSWORD));
    ok(await signIn('signer.f', PASSWORD, from));
    await app.sql("update sign_in_failure set at = at - interval '15 min'");
    ok(await signIn('clerk.f', PASSWORD, from));
  });

  it('fifty guesses at once are not more than ten guesses', async () => {
    const from = address();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => signIn('clerk.f', `sai ${String(i)}`, from)),
    );
    const checked = answers.filter((a) => a.status === 401).length;
    expect(checked).toBeLessThanOrEqual(10);
    expect(answers.every((a) => a.status === 401 || a.status === 429)).toBe(true);
  });

  it('what people type is not kept with their failures', async () => {
    await signIn('mat-khau-go-nham', 'x');
    const rows = await app.sql<{ key: string }>('select key from sign_in_failure');
    expect(rows.every((r) => /^[0-9a-f]{64}$/.test(r.key))).toBe(true);
  });
});

describe('a session ends', () => {
  it.each([
    ['after twelve hours', "created_at = clock_timestamp() - interval '12 h'"],
    ['after two hours unused', "last_seen_at = clock_timestamp() - interval '2 h'"],
  ])('%s', async (_, change) => {
    const client = await signedIn('signer.f');
    ok(await client.get('/api/me'));
    await app.sql(`update session set ${change}`);
    refused(await client.get('/api/me'), 401, 'signed-out');
  });

  it('never because of the legal clock', async () => {
    const client = await signedIn('signer.f');
    await app.sql("update system_clock set ahead = ahead + interval '3 days'");
    ok(await client.get('/api/me'));
  });

  it('with signing out, which also clears the cookie and may be repeated', async () => {
    const client = await signedIn('signer.f');
    const answer = await client.send('DELETE', '/api/session');
    expect(answer.status).toBe(204);
    expect(answer.headers.get('set-cookie')).toMatch(/^laurel=;/);
    refused(await client.get('/api/me'), 401, 'signed-out');
    expect((await client.send('DELETE', '/api/session')).status).toBe(204);
  });

  it('with its account: disabled, or under a new password', async () => {
    const administrator = await signedIn('administrator.f');
    for (const change of [{ disabled: true }, { password: 'một mật khẩu khác' }]) {
      await w.person(`p${String(Object.keys(change))}`, 'F');
      const client = w.as(`p${String(Object.keys(change))}`);
      const { id } = (
        await app.sql<{ id: string }>('select id from account where person_id = $1', [client.person])
      )[0]!;
      ok(await client.get('/api/me'));
      ok(await administrator.patch(`/api/accounts/${id}`, change));
      refused(await client.get('/api/me'), 401, 'signed-out');
    }
  });

  it('its last use is written once in five minutes', async () => {
    const client = await signedIn('signer.f');
    const seen = async () =>
      (
        await app.sql<{ t: string }>(
          "select max(last_seen_at)::text as t from session s join account a on a.id = s.account_id where login = 'signer.f'",
        )
      )[0]?.t;
    const before = await seen();
    await client.get('/api/me');
    expect(await seen()).toBe(before);
    await app.sql("update session set last_seen_at = last_seen_at - interval '6 min'");
    const old = await seen();
    await client.get('/api/me');
    expect(await seen()).not.toBe(old);
  });
});

describe('the password again', () => {
  it('elevates for five minutes of the real clock', async () => {
    const client = await signedIn('signer.f');
    const me = ok(await client.post<Me>('/api/session/confirm', { password: PASSWORD })).body;
    const minutes = (Date.parse(me.elevatedUntil ?? '') - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(4.9);
    expect(minutes).toBeLessThanOrEqual(5.01);
    await app.sql(
      "update session set elevated_until = elevated_until - interval '5 min' where elevated_until is not null",
    );
    expect(ok(await client.get<Me>('/api/me')).body.elevatedUntil).toBeNull();
  });

  it('is refused when it is wrong, and throttled like signing in', async () => {
    const client = await signedIn('appraiser.f');
    for (let i = 0; i < 10; i += 1)
      refused(await client.post('/api/session/confirm', { password: 'sai' }), 401, 'wrong-credentials');
    refused(await client.post('/api/session/confirm', { password: PASSWORD }), 429, 'too-many-attempts');
    expect(ok(await client.get<Me>('/api/me')).body.elevatedUntil).toBeNull();
  });
});

describe('requests from elsewhere', () => {
  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['the origin null', { origin: 'null' }],
    ['a cookie without an origin', { cookie: 'laurel=x' }],
  ])('%s may not sign in', async (_, headers) => {
    const body = { login: 'clerk.f', password: PASSWORD };
    refused(await w.stranger.post('/api/session', body, headers as Record<string, string>), 403, 'wrong-origin');
  });

  it.each(['laurel=', 'laurel=short', `laurel=${'a'.repeat(43)}`])(
    'a cookie that is no session is nobody: %s',
    async (cookie) => {
      refused(await w.stranger.send('GET', '/api/me', { headers: { cookie } }), 401, 'signed-out');
    },
  );

  it.each([
    ['no body', undefined],
    ['an unknown field', { login: 'a', password: 'b', admin: true }],
    ['a list as login', { login: ['a'], password: 'b' }],
    ['NUL in the login', { login: 'a\u0000b', password: 'b' }],
    ['a lone surrogate', '{"login":"\\ud800","password":"b"}'],
    ['a huge password', { login: 'a', password: 'b'.repeat(401) }],
    ['__proto__', '{"login":"a","password":"b","__proto__":{"x":1}}'],
  ])('%s is malformed', async (_, body) => {
    refused(await w.stranger.post('/api/session', body), 400, 'malformed');
  });
});

describe('the sample', () => {
  it('is listed in sample mode only', async () => {
    refused(await w.stranger.get('/api/sample'), 404, 'not-found');
    const list = { password: 'x', people: [{ login: 'a', name: 'A', role: 'clerk', unit: 'F' }] };
    const config = readConfig({ NODE_ENV: 'test', LAUREL_MODE: 'sample', PORT: '0' });
    const api = await startApi({
      config,
      logger: createLogger('silent'),
      providers: [
        { provide: ENGINE, useValue: app.engine },
        { provide: FILES, useValue: app.files },
        { provide: SAMPLE_SIGN_INS, useValue: list },
      ],
    });
    const answer = await fetch(`${api.url}/api/sample`);
    expect(await answer.json()).toEqual(list);
    await api.close();
  });
});
