import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { NominationView, Nominations, Problem } from '#contract';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Answer, type Client } from '../support/client.js';
import { world, type World } from '../support/world.js';

/** Whatever is sent to a real route: a 4xx problem with a pointer, nothing written, no stack. */

let app: TestApp;
let w: World;
let draft: string;
let submitted: string;
let document: string;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  await w.seat('administrator.F', 'administrator', 'F');
  draft = await w.nominate({ submit: false });
  submitted = await w.nominate();
  const decided = await w.nominate({ unit: 'F', award: 'UNION_MEDAL_KNC' });
  await w.climb(decided, 'awaitingDecision');
  document = await w.signed([decided]);
});
afterAll(() => app.close());

/** One hash over every row of every table but sessions, whose last use is written. */
async function rows(): Promise<string> {
  const [row] = await app.sql<{ hash: string }>(`select md5(string_agg(md5(query_to_xml(
      format('select * from public.%I x order by x::text', table_name), true, false, '')::text), '' order by table_name)) as hash
    from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('session', 'sign_in_failure')`);
  return row?.hash ?? '';
}

function problemOf(answer: Answer<unknown>, what: string): Problem {
  const problem = answer.body as Problem;
  expect([what, answer.status >= 400 && answer.status < 500, answer.text.slice(0, 300)]).toEqual([
    what,
    true,
    expect.anything(),
  ]);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.text).not.toMatch(/node_modules|\.[jt]s:\d|syntax error|violates|invalid input syntax/i);
  expect(problem.requestId).toMatch(/^[0-9a-f-]{36}$/);
  return problem;
}

interface Route {
  readonly name: string;
  readonly method: string;
  readonly path: () => string;
  readonly who: string;
  readonly headers?: Record<string, string>;
  /** A body that the schema accepts. */
  readonly body: () => Record<string, unknown>;
}

const seen = { step: 'x@y', evaluation: '0'.repeat(64) };
const reason = 'Lý do đủ mười ký tự';
const as = () => w.as('clerk.G1').seats[0]?.id;
const command = (type: string, more: object): Route => ({
  name: type,
  method: 'POST',
  path: () => `/api/nominations/${submitted}/commands`,
  who: 'appraiser.G1',
  headers: { 'if-match': '"1"' },
  body: () => ({ type, as: as(), ...more }),
});

const ROUTES: readonly Route[] = [
  {
    name: 'new nomination',
    method: 'POST',
    path: () => '/api/nominations',
    who: 'clerk.G1',
    body: () => ({
      award: 'NO_SUCH_AWARD',
      unit: w.unit('G1'),
      subject: { type: 'person', id: randomUUID() },
      subjectType: 'individual',
      year: 2026,
      occasion: 'annual',
      theme: 'Chủ đề',
      facts: { 'initiative.recognisedAppliedInYear': { value: 1, item: 'minutes' } },
      statement: 'Thành tích',
    }),
  },
  {
    name: 'working copy',
    method: 'PATCH',
    path: () => `/api/nominations/${draft}/draft`,
    who: 'clerk.G1',
    headers: { 'if-match': '"d-99"' },
    body: () => ({ statement: 'Thành tích', facts: {} }),
  },
  command('Recommend', { seen, opinion: 'Đồng ý' }),
  command('Return', { seen, reason, items: [{ item: 'minutes', code: 'missing' }], due: '2026-12-01' }),
  command('Reject', { seen, reason, code: 'other' }),
  command('Confirm', { seen, reason, criterion: 'BK', result: 'passed' }),
  command('Override', { seen, reason, criterion: 'BK' }),
  command('DeclareRelation', { reason, relation: 'other' }),
  command('Retract', { seq: 99 }),
  {
    name: 'new document',
    method: 'POST',
    path: () => '/api/documents',
    who: 'clerk.F',
    body: () => ({
      as: as(),
      kind: 'QĐ',
      capacity: 'TM',
      title: 'Quyết định khen thưởng',
      nominations: [randomUUID()],
    }),
  },
  {
    name: 'issue',
    method: 'POST',
    path: () => `/api/documents/${document}/issue`,
    who: 'clerk.F',
    headers: { 'if-match': '"9"' },
    body: () => ({ as: as() }),
  },
  {
    name: 'sign in',
    method: 'POST',
    path: () => '/api/session',
    who: '',
    body: () => ({ login: 'khong-co', password: 'sai-mat-khau' }),
  },
  {
    name: 'clock',
    method: 'POST',
    path: () => '/api/clock',
    who: 'clerk.F',
    body: () => ({ to: '2020-01-01T00:00:00.000Z' }),
  },
];

const client = (route: Route): Client => (route.who === '' ? w.stranger : w.as(route.who));
const send = (route: Route, body: string) =>
  client(route).send(route.method, route.path(), {
    body,
    headers: { 'idempotency-key': randomUUID(), ...route.headers },
  });

/** Wrong values for a field; all of them wrong for every type that a field of ours has, but the ones it accepts. */
const WRONG: readonly [string, unknown][] = [
  ['a list', [1]],
  ['an object', { x: 1 }],
  ['null', null],
  ['a fraction', 1.5],
  ['a number beyond the safe ones', 2 ** 53],
  ['minus one', -1],
  ['NUL', 'a\u0000b'],
  ['a lone surrogate', 'a\ud800b'],
  ['40,000 letters', 'a'.repeat(40_000)],
];

describe.each(ROUTES.map((r) => [r.name, r] as const))('%s', (_name, route) => {
  it('refuses a body that is none', async () => {
    const before = await rows();
    for (const text of ['{"a":', '', 'null', '[]', '"x"', '1', '[{}]']) {
      expect(problemOf(await send(route, text), text)).toMatchObject({ status: 400, errors: [{ pointer: '' }] });
    }
    problemOf(await send(route, '['.repeat(10_000) + ']'.repeat(10_000)), 'deep');
    expect(problemOf(await send(route, JSON.stringify({ a: 'a'.repeat(70_000) })), 'large').status).toBe(413);
    expect(await rows()).toBe(before);
  });

  it('refuses fields that nobody knows, also those of the language itself', async () => {
    const before = await rows();
    const text = JSON.stringify(route.body());
    for (const more of ['"state":"commended"', '"version":9', '"a/b~c":1']) {
      const { status, errors } = problemOf(await send(route, `${text.slice(0, -1)},${more}}`), more);
      expect([status, errors?.[0]?.pointer]).toEqual([
        400,
        `/${more.split('"')[1]?.replace('~', '~0').replace('/', '~1') ?? ''}`,
      ]);
    }
    for (const more of ['"__proto__":{"isAdmin":true}', '"constructor":{"prototype":{"isAdmin":true}}']) {
      expect(problemOf(await send(route, `${text.slice(0, -1)},${more}}`), more).status).toBe(400);
    }
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    expect(await rows()).toBe(before);
  });

  it('refuses every field with a value that is none, and points at it', async () => {
    const before = await rows();
    const wrongs = Object.keys(route.body()).flatMap((field) => WRONG.map(([what, wrong]) => ({ field, what, wrong })));
    const answers = await Promise.all(
      wrongs.map(({ field, wrong }) => send(route, JSON.stringify({ ...route.body(), [field]: wrong }))),
    );
    for (const [i, { field, what }] of wrongs.entries()) {
      const problem = problemOf(answers[i] as (typeof answers)[0], `${field}: ${what}`);
      const pointers = problem.errors?.map((e) => e.pointer);
      if (problem.status === 400) expect(pointers).toContainEqual(expect.stringMatching(new RegExp(`^/${field}`)));
    }
    expect(await rows()).toBe(before);
  });
});

describe('what a reviewer sends in the wrong moment', () => {
  const post = (id: string, body: object, headers: Record<string, string>, who = 'appraiser.G1') =>
    w.as(who).post(`/api/nominations/${id}/commands`, { as: w.as(who).seats[0]?.id, ...body }, headers);

  it.each(['', 'abc', '1', randomUUID().slice(1), `${randomUUID()},${randomUUID()}`])(
    'the key %p is none',
    async (key) => {
      const answer = await post(submitted, { type: 'Submit' }, { 'if-match': '"d-1"', 'idempotency-key': key });
      expect(problemOf(answer, key)).toMatchObject({ status: 400, errors: [{ pointer: '/idempotency-key' }] });
    },
  );

  it('a missing key is named', async () => {
    expect(
      problemOf(await post(submitted, { type: 'Submit' }, { 'if-match': '"1"' }), 'none').errors?.[0]?.pointer,
    ).toBe('/idempotency-key');
  });

  it.each(['*', '1', 'W/"1"', '"x"', '"-1"', '"1", "2"', '"99999999999"', '"d-"'])(
    'the If-Match %s is none, on any route',
    async (match) => {
      const before = await rows();
      const headers = { 'if-match': match, 'idempotency-key': randomUUID() };
      expect(problemOf(await post(submitted, { type: 'Submit' }, headers), match).errors?.[0]?.pointer).toBe(
        '/if-match',
      );
      const clerk = w.as('clerk.G1');
      problemOf(await clerk.patch(`/api/nominations/${draft}/draft`, { statement: 'x' }, headers), match);
      problemOf(await clerk.file(draft, 'minutes', { etag: match }), match);
      problemOf(await clerk.send('DELETE', `/api/nominations/${draft}/items/minutes`, { headers }), match);
      problemOf(await w.as('clerk.F').deed(document, 'issue', { ifMatch: match }), match);
      expect(await rows()).toBe(before);
    },
  );

  it('a command out of order is refused by the state', async () => {
    const before = await rows();
    refused(await w.as('clerk.G1').command(draft, { type: 'Withdraw', reason }), 409, 'not-now');
    refused(await w.as('clerk.G1').command(submitted, { type: 'Submit' }, { ifMatch: '"d-3"' }), 412, 'stale-draft');
    refused(await w.as('clerk.G1').command(submitted, { type: 'Resubmit' }, { ifMatch: '"d-0"' }), 409, 'not-now');
    refused(await w.as('appraiser.G1').command(submitted, { type: 'Retract', seq: 1 }), 409, 'not-now');
    refused(
      await w.as('appraiser.G1').command(submitted, { type: 'Recommend' }, { ifMatch: '"2"' }),
      412,
      'stale-revision',
    );
    const items = [{ item: 'minutes', code: 'missing' }];
    refused(
      await w.as('appraiser.G1').command(submitted, { type: 'Return', items, reason, due: '2020-01-01' }),
      409,
      'not-now',
    );
    const day = { type: 'Return', items, reason, due: '2026-02-30' };
    expect(problemOf(await w.as('appraiser.G1').command(submitted, day), 'no such day').errors?.[0]?.pointer).toBe(
      '/due',
    );
    expect(await rows()).toBe(before);
  });

  it('system commands cannot be sent', async () => {
    for (const type of ['Lapse', 'Commended', 'toString', '']) {
      expect(
        problemOf(await post(submitted, { type }, { 'if-match': '"1"', 'idempotency-key': randomUUID() }), type).status,
      ).toBe(400);
    }
  });

  it('an award without criteria is not open, and an unknown fact or a value of another type is pointed at', async () => {
    const body = {
      award: 'STATE_LABOUR_ORDER_3',
      unit: w.unit('G1'),
      subject: { type: 'person', id: await w.nominee('G1') },
      year: 2026,
    };
    refused(await w.as('clerk.G1').post('/api/nominations', body), 422, 'award-not-open');
    const facts = { 'no.such.fact': { value: 1 }, 'initiative.recognisedAppliedInYear': { value: 'many' } };
    const wrong = await w.as('clerk.G1').post('/api/nominations', { ...body, award: 'UNION_CERT_VGCL', facts });
    expect(problemOf(wrong, 'facts').errors?.map((e) => e.pointer)).toEqual(
      Object.keys(facts).map((f) => `/facts/${f}`),
    );
  });
});

describe('addresses and queries', () => {
  it.each(['not-a-uuid', '1', '%00', '..%2f..%2fetc', "1' or '1'='1", randomUUID().replaceAll('-', '')])(
    'the id %s is none',
    async (id) => {
      for (const path of ['', '/ledger', '/items/minutes']) {
        const answer = await w.as('clerk.G1').get(`/api/nominations/${encodeURIComponent(id)}${path}`);
        expect(problemOf(answer, path)).toMatchObject({ status: 400, errors: [{ pointer: '/id' }] });
      }
      problemOf(await w.as('clerk.G1').get(`/api/acts/${encodeURIComponent(id)}`), id);
      problemOf(await w.as('clerk.G1').get(`/api/documents/${encodeURIComponent(id)}`), id);
    },
  );

  const queries = [
    'limit=0',
    'limit=101',
    'limit=x',
    'unit=x',
    'year=1',
    'x=1',
    'q=%00',
    'q=a&q=b',
    'decidedBy=1',
    `q=${'a'.repeat(201)}`,
  ];
  it.each(queries)('the query ?%s is none', async (query) => {
    problemOf(await w.as('clerk.G1').get(`/api/nominations?${query}`), query);
  });

  it.each(['x', '|', 'x|y', '2026-13-45|x', 'infinity|', `x|${randomUUID()}`, randomUUID(), '-', "';--"])(
    'the cursor %s does no harm',
    async (cursor) => {
      for (const path of [
        '/api/nominations',
        '/api/inbox',
        '/api/inbox?tab=decided',
        '/api/documents',
        '/api/notifications',
      ]) {
        const answer = await w
          .as('clerk.G1')
          .get(`${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`);
        expect([path, answer.status < 500, answer.text.slice(0, 200)]).toEqual([path, true, expect.anything()]);
      }
    },
  );
});

describe('Vietnamese words', () => {
  it('names and statements are stored NFC, and NFC, NFD, and no marks at all find the same nomination', async () => {
    const name = 'Nguyễn Thị Hường Đỗ';
    const clerk = w.as('clerk.G1');
    const person = ok(
      await clerk.post<{ id: string }>('/api/persons', { name: name.normalize('NFD'), unit: w.unit('G1') }),
    ).body;
    const id = await w.nominate({ subject: person.id, submit: false });
    const etag = (await clerk.view(id)).draft?.etag ?? '';
    ok(
      await clerk.patch(
        `/api/nominations/${id}/draft`,
        { statement: 'Được khen'.normalize('NFD') },
        { 'if-match': etag },
      ),
    );
    const view = ok(await clerk.get<NominationView>(`/api/nominations/${id}`)).body;
    expect(view.draft?.statement).toBe('Được khen'.normalize('NFC'));
    expect(view.subject.name).toBe(name.normalize('NFC'));
    for (const q of [name, name.normalize('NFD'), 'NGUYEN THI HUONG DO', 'hường đỗ']) {
      const found = ok(await clerk.get<Nominations>(`/api/nominations?q=${encodeURIComponent(q)}`)).body.nominations;
      expect([q, found.map((n) => n.id)]).toEqual([q, [id]]);
    }
  });

  it('signs of a pattern are only signs', async () => {
    for (const q of ['%', '_', '\\', "' or 1=1 --", '100%', '\u{1F600}']) {
      const found = ok(await w.as('clerk.G1').get<Nominations>(`/api/nominations?q=${encodeURIComponent(q)}`)).body
        .nominations;
      expect([q, found]).toEqual([q, []]);
    }
  });
});
