import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProcedureChecked, Procedures, ProcedureText, ProcedureView, ProposalView } from '#contract';
import { councilProcedure, quotaProcedure, type Procedure } from '#domain';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { administrator, council, key } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** Procedures over HTTP: checked, proposed by one administrator, published by another from a day on. */

let app: TestApp;
let w: World;
let admin: Client;
let second: Client;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  admin = await administrator(w);
  await w.seat('admin2.F', 'administrator', 'F');
  await w.seat('secretary.F', 'secretary', 'F');
  second = await w.elevate('admin2.F');
});
afterAll(() => app.close());

const textOf = ({ version: _, ...text }: Procedure): ProcedureText => JSON.parse(JSON.stringify(text)) as ProcedureText;
const propose = <Body = ProposalView>(procedure: object, validFrom = '2026-12-01', who = admin, headers = key()) =>
  who.post<Body>('/api/procedures/proposals', { procedure, validFrom }, headers);
const publish = <Body = ProposalView>(id: string, who = second) =>
  who.post<Body>(`/api/procedures/proposals/${id}/publish`, {}, key());
const checked = async (procedure: object) =>
  ok(await admin.post<ProcedureChecked>('/api/procedures/check', procedure)).body;
const ledger = () =>
  app.sql<{ type: string; n: number }>(
    `select canon::jsonb->>'type' as type, count(*)::int as n from ledger_entry where chain = 'cfg:QUOTA' group by 1 order by 1`,
  );

it('is proposed by one and published by another, and takes over on its day', async () => {
  const made = await propose(textOf(quotaProcedure), '2026-11-05');
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ code: 'QUOTA', version: 1, validFrom: '2026-11-05', publishedBy: null });
  const { id } = made.body;
  refused(await publish(id, admin), 403, 'elevation-needed');
  const self = await w.elevate('admin.F');
  refused(await publish(id, self), 409, 'second-person-needed');
  refused(await publish(id, w.as('clerk.F')), 403, 'wrong-seat');
  expect(await ledger()).toEqual([{ type: 'ConfigurationProposed', n: 1 }]);
  const list = async () => ok(await admin.get<Procedures>('/api/procedures')).body;
  expect((await list()).proposals.map((p) => p.id)).toEqual([id]);

  expect(ok(await publish(id)).body).toMatchObject({ publishedBy: { id: second.person } });
  refused(await publish(id), 409, 'not-now');
  expect(await ledger()).toEqual([
    { type: 'ConfigurationProposed', n: 1 },
    { type: 'ConfigurationPublished', n: 1 },
  ]);
  expect(await list()).toMatchObject({
    proposals: [],
    versions: expect.arrayContaining([expect.objectContaining({ code: 'QUOTA', version: 1, hash: made.body.hash })]),
  });
  refused(await admin.get('/api/procedures/QUOTA'), 404, 'not-found');
  await w.clock('2026-11-05T02:00:00.000Z');
  expect(ok(await admin.get<ProcedureView>('/api/procedures/QUOTA')).body).toMatchObject({ version: 1, problems: [] });
  const next = ok(await propose({ ...textOf(quotaProcedure), supplementWorkingDays: 7 }, '2026-12-01')).body;
  expect([next.version, next.procedure.supplementWorkingDays]).toEqual([2, 7]);
});

it('that two publish at once is published once', async () => {
  const { id } = ok(await propose(textOf({ ...quotaProcedure, id: 'TWICE' }), '2026-12-01')).body;
  await w.seat('admin3.F', 'administrator', 'F');
  const third = await w.elevate('admin3.F');
  const answers = await Promise.all([publish(id), publish(id, third)]);
  expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
  expect(await app.sql(`select from configuration where id = 'TWICE'`)).toHaveLength(1);
});

it('a repeated proposal is the same one', async () => {
  const headers = key();
  const twice = [
    await propose(textOf({ ...quotaProcedure, id: 'ONCE' }), '2026-12-01', admin, headers),
    await propose(textOf({ ...quotaProcedure, id: 'ONCE' }), '2026-12-01', admin, headers),
  ];
  expect(new Set(twice.map((a) => ok(a).body.id)).size).toBe(1);
  const other = await propose(textOf({ ...quotaProcedure, id: 'OTHER' }), '2026-12-01', admin, headers);
  refused(other, 422, 'command-reused');
});

describe('is refused, with nothing written,', () => {
  it('with the place of every problem', async () => {
    const text = textOf(quotaProcedure);
    const [any, ofC, ofF] = text.stages;
    const broken = {
      ...text,
      id: 'BROKEN',
      stages: [
        { ...any, steps: [...(any?.steps ?? []), any?.steps[0]] },
        { ...ofC, steps: ofC?.steps.map((s) => ({ ...s, workingDays: 0 })) },
        { ...ofF, steps: ofF?.steps.map(({ quota: _, ...s }) => s) },
      ],
    };
    const expected = [
      'any/appraisal step-collides',
      'level2_union/appraisal no-clock',
      'level2_union/signature no-clock',
      'federation/selection quota-missing',
    ];
    expect((await checked(broken)).problems.map((p) => `${p.place} ${p.code}`)).toEqual(expected);
    const no = refused(await propose(broken), 422, 'procedure-invalid');
    expect(no.observed).toBe(expected.join(', '));
    expect(await app.sql(`select from configuration_proposal where code = 'BROKEN'`)).toEqual([]);
  });

  it('for a day in the past, an unknown award, and words that are none', async () => {
    const text = { ...textOf(quotaProcedure), id: 'LATE' };
    refused(await propose(text, '2026-11-01'), 422, 'wrong-date');
    refused(
      await propose({ ...text, appliesTo: { awards: ['NO_SUCH_AWARD'] } }, '2026-12-01'),
      422,
      'unknown-reference',
    );
    for (const wrong of [{ id: 'lower case' }, { stages: 'none' }, { version: 3 }, { supplementWorkingDays: 1.5 }]) {
      refused(await propose({ ...text, ...wrong }, '2026-12-01'), 400, 'malformed');
    }
    refused(await propose(text, '2026-12-01', w.as('clerk.F')), 403, 'wrong-seat');
    refused(await w.as('clerk.F').post('/api/procedures/check', text), 403, 'wrong-seat');
  });

  it('when a ballot has no council, and when the council is too small for a secret', async () => {
    const text = textOf(councilProcedure);
    const codes = async () => (await checked(text)).problems.map((p) => `${p.place} ${p.code}`);
    expect(await codes()).toEqual(['level2_union/ballot nobody-may-act', 'federation/ballot nobody-may-act']);
    await council(w, 'F', 5);
    await council(w, 'C', 4);
    expect(await codes()).toEqual(['level2_union/ballot council-too-small']);
    refused(await propose(text, '2026-12-01'), 422, 'procedure-invalid');
    const open = JSON.parse(JSON.stringify(text).replaceAll('"secret"', '"open"')) as ProcedureText;
    expect((await checked(open)).problems).toEqual([]);
  });

  it('when nobody in a level may act, and says where only some units lack somebody', async () => {
    const { problems, gaps } = await checked(textOf(quotaProcedure));
    expect([problems, gaps]).toEqual([[], []]);
    await w.open('G3', 'grassroots_union', 'C', ['clerk']);
    expect((await checked(textOf(quotaProcedure))).gaps).toEqual([
      { place: 'any/appraisal', level: 'grassroots_union', role: 'appraiser', units: 1 },
      { place: 'any/signature', level: 'grassroots_union', role: 'signer', units: 1 },
    ]);
    const auditors = { ...textOf(quotaProcedure) };
    await w.open('I', 'immediate_superior_union', 'C', ['clerk']);
    expect((await checked(auditors)).problems.map((p) => `${p.place} ${p.code}`)).toEqual([
      'any/appraisal nobody-may-act',
      'any/signature nobody-may-act',
    ]);
  });
});
