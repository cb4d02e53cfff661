import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { startApp, type TestApp } from '../support/app.js';
import { anyProblem, type Client } from '../support/client.js';
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
      theme: 'workAndFamily',
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
    const before = await app.contents();
    for (const text of ['{"a":', '', 'null', '[]', '"x"', '1', '[{}]']) {
      expect(anyProblem(await send(route, text), text)).toMatchObject({ status: 400, errors: [{ pointer: '' }] });
    }
    anyProblem(await send(route, '['.repeat(10_000) + ']'.repeat(10_000)), 'deep');
    expect(anyProblem(await send(route, JSON.stringify({ a: 'a'.repeat(70_000) })), 'large').status).toBe(413);
    expect(await app.contents()).toBe(before);
  });

  it('refuses fields that nobody knows, also those of the language itself', async () => {
    const before = await app.contents();
    const text = JSON.stringify(route.body());
    for (const more of ['"state":"commended"', '"version":9', '"a/b~c":1']) {
      const { status, errors } = anyProblem(await send(route, `${text.slice(0, -1)},${more}}`), more);
      expect([status, errors?.[0]?.pointer]).toEqual([
        400,
        `/${more.split('"')[1]?.replace('~', '~0').replace('/', '~1') ?? ''}`,
      ]);
    }
    for (const more of ['"__proto__":{"isAdmin":true}', '"constructor":{"prototype":{"isAdmin":true}}']) {
      expect(anyProblem(await send(route, `${text.slice(0, -1)},${more}}`), more).status).toBe(400);
    }
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    expect(await app.contents()).toBe(before);
  });

  it('refuses every field with a value that is none, and points at it', async () => {
    const before = await app.contents();
    const wrongs = Object.keys(route.body()).flatMap((field) => WRONG.map(([what, wrong]) => ({ field, what, wrong })));
    const answers = await Promise.all(
      wrongs.map(({ field, wrong }) => send(route, JSON.stringify({ ...route.body(), [field]: wrong }))),
    );
    for (const [i, { field, what }] of wrongs.entries()) {
      const problem = anyProblem(answers[i] as (typeof answers)[0], `${field}: ${what}`);
      const pointers = problem.errors?.map((e) => e.pointer);
      if (problem.status === 400) expect(pointers).toContainEqual(expect.stringMatching(new RegExp(`^/${field}`)));
    }
    expect(await app.contents()).toBe(before);
  });
});
