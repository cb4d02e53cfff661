import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Inbox, Nominations, NominationView, ProposedEligibility } from '#contract';
import type { Role } from '#domain';
import { performActItem } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Answer, type Client } from '../support/client.js';
import { minutesOf, ROUTES, type Sight } from '../support/nomination-routes.js';
import { world, type World } from '../support/world.js';

/** Every nomination route × role × relation, against a decision table of its own (reliability.md A1, A5). */

const ROLES: readonly Role[] = ['clerk', 'appraiser', 'signer', 'administrator', 'auditor'];
/** Units in which somebody holds each role: the nominating one, its superiors, its sibling, another tree. */
const UNITS = ['G1', 'C', 'F', 'G2', 'X'];
const OTHERS = ['nobody', 'subject', 'recused', 'signed-out'];
const PEOPLE = [...UNITS.flatMap((u) => ROLES.map((r) => `${r}.${u}`)), ...OTHERS];

/** Nominations of G1 by where they are, with the units that have had them so far. */
const STAGES: Record<string, readonly string[]> = {
  draft: ['G1'],
  'appraisal@G1': ['G1'],
  'appraisal@C': ['G1', 'C'],
  awaitingDecision: ['G1', 'C', 'F'],
};

/** The route of all of them, whose auditors see a nomination from its submission on. */
const ROUTE = ['G1', 'C', 'F'];

let app: TestApp;
let w: World;
const nominations: Record<string, string> = {};

beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  await w.open('X', 'level2_union', 'F');
  for (const unit of UNITS)
    for (const role of ['administrator', 'auditor'] as const) await w.seat(`${role}.${unit}`, role, unit);
  await w.person('nobody', 'G1');
  for (const [i, stage] of Object.keys(STAGES).entries()) {
    const subject = await w.person(`subject${String(i)}`, 'G1');
    await w.history(subject.person);
    const id = await w.nominate({ subject: subject.person, submit: stage !== 'draft' });
    nominations[stage] = id;
    if (stage === 'draft') continue;
    const recused = i === 1 ? await w.seat('recused', 'member', 'G1') : w.as('recused');
    ok(await recused.command(id, { type: 'Recuse', reason: 'Có quan hệ họ hàng với người này' }));
    await w.climb(id, stage);
  }
  const files = await app.sql<{ nomination_id: string; id: string }>(
    `select nomination_id, id from dossier_file where item = 'minutes'`,
  );
  for (const f of files) minutesOf.set(f.nomination_id, f.id);
});
afterAll(() => app.close());

const who = (person: string, stage: string): Client => {
  if (person === 'signed-out') return w.stranger;
  return w.as(person === 'subject' ? `subject${String(Object.keys(STAGES).indexOf(stage))}` : person);
};

/** The table: what a person sees of a nomination in a stage. */
function sight(person: string, stage: string): Sight {
  if (person === 'subject') return 'outcome';
  if (person === 'recused') return stage === 'draft' ? 'all' : 'silent';
  const [role, unit] = person.split('.');
  if (unit === undefined || role === 'administrator') return 'nothing';
  if (role === 'auditor' && stage !== 'draft' && ROUTE.includes(unit)) return 'all';
  return STAGES[stage]?.includes(unit) === true ? 'all' : 'nothing';
}

const plain = (answer: Answer<unknown>): unknown => {
  const { requestId, ...rest } = (answer.body ?? {}) as Record<string, unknown>;
  return { status: answer.status, rest, hasId: typeof requestId === 'string' };
};

describe.each(Object.keys(STAGES))('a nomination in %s', (stage) => {
  it.each(ROUTES.map((r) => [r.name, r] as const))('%s answers everybody as the table says', async (_name, route) => {
    const id = nominations[stage] ?? '';
    const unknown = randomUUID();
    const wrong: string[] = [];
    for (const person of PEOPLE) {
      const client = who(person, stage);
      const [real, invented] = [await route.send(client, id), await route.send(client, unknown)];
      const level = sight(person, stage);
      const status = person === 'signed-out' ? 401 : level === 'nothing' ? 404 : route.expected(level, person, stage);
      if (real.status !== status)
        wrong.push(`${person}: ${String(real.status)} ${real.text.slice(0, 200)}, not ${String(status)}`);
      if (real.status === 404) expect(plain(real)).toEqual(plain(invented));
      if (real.status >= 400) expect(real.text).not.toContain(id);
    }
    expect(wrong).toEqual([]);
  });

  it('is in lists, searches and inboxes only of those who see it', async () => {
    const id = nominations[stage] ?? '';
    const subject = ok(await w.as('clerk.G1').get<NominationView>(`/api/nominations/${id}`)).body.subject;
    for (const person of PEOPLE.filter((p) => p !== 'signed-out')) {
      const client = who(person, stage);
      const sees = sight(person, stage) !== 'nothing';
      for (const query of [
        '',
        `?unit=${w.unit('G1')}`,
        `?year=2026&award=UNION_CERT_VGCL`,
        `?q=${encodeURIComponent(subject.name)}`,
      ]) {
        const { text } = ok(await client.get<Nominations>(`/api/nominations${query}`));
        expect([person, query, text.includes(id)]).toEqual([person, query, sees]);
      }
      for (const tab of ['waiting', 'snoozed', 'others', 'decided']) {
        const { text } = ok(await client.get<Inbox>(`/api/inbox?tab=${tab}`));
        if (!sees) expect([person, tab, text.includes(id)]).toEqual([person, tab, false]);
      }
      const counts = ok(await client.get<Inbox>('/api/inbox')).body.counts;
      if (!sees && person.endsWith('.X'))
        expect(counts).toEqual({ overdue: 0, soon: 0, waiting: 0, snoozed: 0, others: 0 });
    }
  });
});

it('every route of nominations, documents and acts is in this file', () => {
  const known = [
    'POST /api/nominations',
    'POST /api/nominations/check',
    'GET /api/nominations',
    'GET /api/nominations/:id',
    'PATCH /api/nominations/:id/draft',
    'POST /api/nominations/:id/commands',
    'GET /api/nominations/:id/ledger',
    'GET /api/nominations/:id/dossier',
    'PUT /api/nominations/:id/checklist/:item',
    'GET /api/nominations/:id/versions',
    'GET /api/nominations/:id/versions/:a/diff/:b',
    'GET /api/nominations/:id/objections',
    'GET /api/nominations/:id/statechart',
    'PUT /api/nominations/:id/claim',
    'DELETE /api/nominations/:id/claim',
    'PUT /api/nominations/:id/snooze',
    'DELETE /api/nominations/:id/snooze',
    'POST /api/nominations/:id/outside-files',
    'GET /api/nominations/:id/outside-files/:file',
    'GET /api/documents/candidates',
    'POST /api/documents/:id/corrections',
    'POST /api/documents/:id/annulments',
    'PUT /api/nominations/:id/items/:item',
    'POST /api/nominations/:id/items/:item/uploads',
    ...['DELETE', 'GET'].map((method) => `${method} /api/nominations/:id/items/:item/:file`),
    'POST /api/documents',
    'GET /api/documents',
    'GET /api/documents/:id',
    'GET /api/acts/:id',
    ...['pdf', 'docx'].map((type) => `GET /api/documents/:id/print.${type}`),
    ...['sign', 'issue', 'discard'].map((deed) => `POST /api/documents/:id/${deed}`),
  ];
  const there = app.api.routes.filter((r) => /^\/api\/(nominations|documents|acts)/.test(r.path));
  expect(there.map((r) => `${r.method} ${r.path}`).sort()).toEqual(known.sort());
});

it('who sees a nomination but holds another seat is told which seat it takes', async () => {
  const id = nominations['appraisal@C'] ?? '';
  const confirm = { type: 'Confirm', criterion: 'NONE', result: 'passed', reason: 'Lý do đủ mười ký tự' };
  for (const person of PEOPLE.filter((p) => !['nothing', 'outcome'].includes(sight(p, 'appraisal@C')))) {
    const answer = await w.as(person).command(id, confirm);
    if (person === 'appraiser.C') refused(answer, 422, 'unknown-criterion');
    else expect(refused(answer, 403, 'wrong-seat')).toMatchObject({ needed: `appraiser@${w.unit('C')}` });
  }
});

describe('what somebody sees', () => {
  it('the subject sees state and outcome, and nothing that anybody thought', async () => {
    const view = await who('subject', 'awaitingDecision').view(nominations['awaitingDecision'] ?? '');
    expect(view).toMatchObject({
      limited: true,
      state: 'awaitingDecision',
      opinions: [],
      criteria: [],
      items: [],
      draft: null,
      frozen: null,
    });
    expect(JSON.stringify(view)).not.toContain('Đồng ý với đề nghị');
  });

  it('who stepped aside sees no opinion', async () => {
    const id = nominations['awaitingDecision'] ?? '';
    expect((await w.as('recused').view(id)).opinions).toEqual([]);
    expect((await w.as('clerk.G1').view(id)).opinions).not.toEqual([]);
  });

  it('the screen offers exactly the seats that the law would take', async () => {
    const id = nominations['appraisal@C'] ?? '';
    for (const person of PEOPLE.filter((p) => sight(p, 'appraisal@C') === 'all')) {
      const { commands } = await w.as(person).view(id);
      const allowed = commands
        .filter((c) => c.allowed && !['Recuse', 'DeclareRelation'].includes(c.type))
        .map((c) => c.type);
      const expected =
        { 'appraiser.C': ['Recommend', 'Return', 'Reject', 'Confirm'], 'clerk.G1': ['Withdraw'] }[person] ?? [];
      expect([person, allowed]).toEqual([person, expected]);
    }
  });
});

describe('ids of others', () => {
  it('a seat of somebody else in `as` gives nothing and tells nothing', async () => {
    const id = nominations['appraisal@C'] ?? '';
    const theirs = w.as('appraiser.C').seats[0]?.id ?? '';
    const answers = [theirs, randomUUID()].map((as) => w.as('clerk.G1').command(id, { type: 'Recommend' }, { as }));
    for (const answer of await Promise.all(answers)) {
      const problem = refused(answer, 403, 'wrong-seat');
      expect(answer.text.replaceAll(String(problem.observed), '')).not.toContain(w.as('appraiser.C').person);
      expect(problem.needed).toBe('a seat of one’s own');
    }
  });

  it('a document that lists one nomination out of sight is refused like one that lists an unknown one', async () => {
    const visible = nominations['awaitingDecision'] ?? '';
    const compose = (other: string) =>
      w.as('clerk.F').post('/api/documents', {
        as: w.as('clerk.F').seats[0]?.id,
        title: 'Quyết định',
        nominations: [visible, other],
      });
    const [unseen, unknown] = [await compose(nominations['appraisal@C'] ?? ''), await compose(randomUUID())];
    expect(plain(unseen)).toEqual(plain(unknown));
    expect(unseen.status).toBe(404);
  });

  it('documents and acts are seen by the seat holders of their body only', async () => {
    const id = nominations['awaitingDecision'] ?? '';
    const { document, act } = await w.decision([id]);
    await performActItem(app.engine, act, id);
    for (const person of PEOPLE.filter((p) => p !== 'subject')) {
      const client = who(person, 'awaitingDecision');
      const sees = ['clerk.F', 'appraiser.F', 'signer.F', 'auditor.F'].includes(person);
      const status = person === 'signed-out' ? 401 : sees ? 200 : 404;
      for (const [path, unknown] of [
        [`/api/documents/${document}`, '/api/documents/'],
        [`/api/acts/${act}`, '/api/acts/'],
      ] as const) {
        const real = await client.get(path);
        expect([person, path, real.status]).toEqual([person, path, status]);
        if (status === 404) expect(plain(real)).toEqual(plain(await client.get(unknown + randomUUID())));
      }
      for (const deed of ['sign', 'issue', 'discard'] as const) {
        const real = await client.deed(document, deed, { ifMatch: '"0"' });
        expect([person, deed, real.status]).toEqual([person, deed, person === 'signed-out' ? 401 : sees ? 412 : 404]);
      }
      if (person !== 'signed-out') expect((await client.get('/api/documents')).text.includes(document)).toBe(sees);
    }
  });

  it('nobody nominates for a unit in which they are not the clerk, and nobody else learns what the criteria would say', async () => {
    const subject = { type: 'person', id: await w.nominee('G1') };
    for (const person of PEOPLE.filter((p) => !['clerk.G1', 'signed-out'].includes(p))) {
      const body = { award: 'UNION_CERT_VGCL', unit: w.unit('G1'), subject, year: 2026 };
      const refusals = await Promise.all(
        ['/api/nominations', '/api/nominations/check'].map((path) => who(person, 'draft').post(path, body)),
      );
      for (const answer of refusals) refused(answer, 403, 'wrong-seat');
      expect(plain(refusals[1] as Answer<unknown>)).toEqual(plain(refusals[0] as Answer<unknown>));
    }
  });

  it('before it is opened, a nomination is judged and refused as it will be, and nothing is written', async () => {
    const clerk = w.as('clerk.G1');
    const subject = { type: 'person', id: await w.nominee('G1') };
    const body = { award: 'UNION_CERT_VGCL', unit: w.unit('G1'), subject, year: 2026 };
    const titled = { ...body, achievement: { title: 'Sáng kiến chưa được lập hồ sơ' } };
    const check = (sent: object) => clerk.post<ProposedEligibility>('/api/nominations/check', sent);
    const before = await app.contents();
    const judged = ok(await check(titled)).body;
    expect(await app.contents()).toBe(before);
    const view = ok(await clerk.post<NominationView>('/api/nominations', titled)).body;
    expect(judged.criteria.length).toBeGreaterThan(0);
    const { criteria, eligibility, regime } = view;
    expect(judged).toEqual({ criteria, eligibility, regime });
    refused(await check(body), 409, 'already-nominated');
    refused(await check({ ...body, award: 'NO_SUCH_AWARD' }), 400, 'malformed');
    const stranger = { type: 'person', id: await w.nominee('G2') };
    const unknown = { type: 'person', id: randomUUID() };
    expect(plain(await check({ ...body, subject: stranger }))).toEqual(
      plain(await check({ ...body, subject: unknown })),
    );
  });
});
