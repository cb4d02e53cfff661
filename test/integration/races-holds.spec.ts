import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import type { SelectionView, SubjectHold } from '#contract';
import { councilProcedure, quotaProcedure, type Procedure } from '#domain';
import { holdSubject, perform, performActItem } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, type Answer, type Client } from '../support/client.js';
import { administrator, council, key, publish, type Council } from '../support/councils.js';
import { blocked, pending } from '../support/overlap.js';
import { world, type World } from '../support/world.js';

/**
 * A hold on a person or a unit against everything that may be decided about them, on connections that overlap (R8, R10, R14): what is
 * decided comes before the hold as a whole, or is refused; never after it by the clock.
 */

const THEMATIC = 'UNION_CERT_VGCL_THEMATIC';
const theme = 'workAndFamily';
const reason = 'Chờ kết luận của cơ quan kiểm tra';
/** The first unit signs; the federation selects at once. */
const [first, , last] = quotaProcedure.stages;
const straightToSelection: Procedure = {
  ...quotaProcedure,
  appliesTo: { awards: [THEMATIC], occasions: ['thematic'] },
  stages: [
    { level: 'any', steps: (first?.steps ?? []).filter((s) => s.kind === 'signature') },
    { level: 'federation', steps: (last?.steps ?? []).filter((s) => s.kind === 'selection') },
  ],
};
let app: TestApp;
let w: World;
let guard: Client;
let c: Council;
let secretary: Client;
beforeAll(async () => {
  app = await startApp({ poolSize: 20 });
  w = await world(app);
  guard = await w.seat('guard.F', 'appraiser', 'F', ['hold']);
  secretary = await w.seat('secretary.F', 'secretary', 'F');
  await publish(w, { ...councilProcedure, appliesTo: { awards: ['UNION_CERT_VGCL'], occasions: ['annual'] } });
  await publish(w, straightToSelection);
  c = await council(w, 'C', 5);
});
afterAll(() => app.close());

type Whom = { readonly type: 'person' | 'unit'; readonly id: string };
const order = () => ({ commandId: randomUUID(), requestHash: createHash('sha256').update(randomUUID()).digest() });
const seat = () => guard.seats[0]?.id ?? '';

/** A hold whose recording is done and not committed. */
const holding = (subject: Whom) =>
  pending(app, 'record_subject_hold', (engine) =>
    holdSubject(engine, { ...order(), person: guard.person }, { as: seat(), subject, kind: 'verification', reason }),
  );
const holdNow = (subject: Whom) =>
  guard.post<SubjectHold>('/api/holds', { as: seat(), subject, kind: 'verification', reason }, key());
const person = (id: string): Whom => ({ type: 'person', id });
const code = ({ status, body }: Answer<unknown>) =>
  `${String(status)} ${(body as { code?: string }).code ?? ''}`.trim();

/** What a request is answered that meets a hold which is being recorded. */
async function beside(subject: Whom, request: () => Promise<Answer<unknown>>): Promise<string> {
  const hold = await holding(subject);
  const answer = request();
  await blocked(app, answer);
  expect(await hold.commit()).toHaveProperty('hold');
  return code(await answer);
}

async function at(state: string, over: object = {}): Promise<{ id: string; subject: string }> {
  const subject = await w.nominee('G1');
  const id = await w.nominate({ subject, ...over });
  await w.climb(id, state);
  return { id, subject };
}

describe('a hold that is being recorded', () => {
  it('keeps a submission out', async () => {
    const subject = await w.nominee('G1');
    const id = await w.nominate({ subject, submit: false });
    const clerk = w.as('clerk.G1');
    const request = await clerk.prepare(id, { type: 'Submit' });
    expect(await beside(person(subject), () => clerk.send('POST', `/api/nominations/${id}/commands`, request))).toBe(
      '409 held',
    );
    expect(await w.state(id)).toBe('draft');
  });

  it('keeps a decision out', async () => {
    const { id, subject } = await at('appraisal@C');
    const appraiser = w.as('appraiser.C');
    const request = await appraiser.prepare(id, { type: 'Recommend', opinion: reason });
    expect(
      await beside(person(subject), () => appraiser.send('POST', `/api/nominations/${id}/commands`, request)),
    ).toBe('409 held');
    expect(await w.state(id)).toBe('appraisal@C');
  });

  it('keeps a ballot from being opened', async () => {
    const { id, subject } = await at('ballot@C');
    const sitting = await c.sitting([id]);
    expect(await beside(person(subject), () => c.open(sitting))).toMatch(/^409 (held|not-awaiting-step)$/);
    expect(await app.sql('select from ballot_item where nomination_id = $1', [id])).toEqual([]);
  });

  it('lets a ballot be counted that was opened before, and stops what it leads to', async () => {
    const { id, subject } = await at('ballot@C');
    const { id: ballot } = ok(await c.open(await c.sitting([id]))).body;
    for (let i = 0; i < 5; i += 1) ok(await c.vote(ballot, i, 'agree'));
    expect(await beside(person(subject), () => c.close(ballot))).toBe('202');
    await c.handOut(ballot);
    await handOut(id);
    expect(await w.state(id)).toBe('signature@C');
    const signer = w.as('signer.C');
    expect(code(await signer.command(id, { type: 'Recommend', opinion: reason }))).toBe('409 held');
  });

  const notNow = /^409 (held|not-awaiting-decision)$/;

  it('keeps a document from being signed, and from being issued', async () => {
    const [signing, issuing] = [
      await at('awaitingDecision', { award: 'UNION_MEDAL_KNC' }),
      await at('awaitingDecision', { award: 'UNION_MEDAL_KNC' }),
    ];
    const signer = await w.elevate('signer.F');
    const clerk = await w.elevate('clerk.F');
    const body = { as: clerk.seats[0]?.id, title: 'Quyết định khen thưởng', nominations: [signing.id] };
    const { id: draft } = ok(await clerk.post<{ id: string }>('/api/documents', body)).body;
    expect(await beside(person(signing.subject), () => signer.deed(draft, 'sign'))).toMatch(notNow);
    const signed = await w.signed([issuing.id]);
    expect(await beside(person(issuing.subject), () => clerk.deed(signed, 'issue'))).toMatch(notNow);
    expect(await app.sql('select from award_grant where nomination_id = any($1)', [[signing.id, issuing.id]])).toEqual(
      [],
    );
  });

  it('keeps a selection from being closed', async () => {
    const year = 2025;
    const { id, subject } = await at('selection@F', { award: THEMATIC, theme, year });
    const admin = await administrator(w);
    const places = { award: THEMATIC, theme, year, cap: 5 };
    ok(await admin.post('/api/quotas', places, key()));
    const list = { unit: w.unit('F'), award: THEMATIC, theme, year };
    const open = ok(await secretary.post<SelectionView>('/api/selections', list, key())).body;
    const put = (what: string, body: object, version: number) =>
      secretary.send<SelectionView>(what === 'close' ? 'POST' : 'PUT', `/api/selections/${open.id}/${what}`, {
        body,
        headers: { ...key(), 'if-match': `"${String(version)}"` },
      });
    const ranked = ok(await put('ranking', { groups: [[id]] }, open.version)).body;
    expect(await beside(person(subject), () => put('close', {}, ranked.version))).toBe('409 held');
    expect(await w.state(id)).toBe('selection@F');
  });
});

/** Carries out what acts wait for a nomination. */
async function handOut(id: string): Promise<void> {
  const acts = `select act_id as act from act_item where nomination_id = $1 and status = 'waiting' order by act_id`;
  for (const { act } of await app.sql<{ act: string }>(acts, [id])) await performActItem(app.engine, act, id);
}

const orderOf = `select (select max(e.canon::jsonb->>'at') from ledger_entry e where e.chain = 'n:' || $1) as decided,
    (select e.canon::jsonb->>'at' from ledger_entry e where e.chain = 'act:' || $2) as held`;

describe('what is being recorded when a hold comes', () => {
  const acts = `select i.nomination_id as n from act_item i join act a on a.id = i.act_id where a.kind = 'hold'`;

  it.each(['Submit', 'Recommend'] as const)(
    '%s comes before the hold as a whole, and the hold reaches it',
    async (type) => {
      const subject = await w.nominee('G1');
      const id = await w.nominate({ subject, submit: type !== 'Submit' });
      const who = w.as(type === 'Submit' ? 'clerk.G1' : 'appraiser.G1');
      const view = await who.view(id);
      const seen = { step: view.state, evaluation: view.evaluation };
      const command = type === 'Submit' ? { type } : ({ type, seen, opinion: reason } as const);
      const ifMatch = type === 'Submit' ? Number(/\d+/.exec(view.draft?.etag ?? '')?.[0]) : view.revision;
      const actor = { person: who.person, as: who.seats[0]?.id ?? '' };
      const deciding = await pending(app, 'record_decision', (engine) =>
        perform(engine, { nomination: id, actor, command, ifMatch: ifMatch ?? 0, ...order() }),
      );
      const hold = holdNow(person(subject));
      await blocked(app, hold);
      expect(await deciding.commit()).toHaveProperty('answer');
      const made = ok(await hold).body;
      expect((await app.sql<{ n: string }>(acts)).map((r) => r.n)).toContain(id);
      const [times] = await app.sql<{ decided: string; held: string }>(orderOf, [id, made.id]);
      expect((times?.decided ?? '') <= (times?.held ?? '')).toBe(true);
    },
  );
});

describe('a decision between load and record of a hold', () => {
  it('comes before it by the clock', async () => {
    const { id, subject } = await at('appraisal@C');
    app.before('record_subject_hold', async () => {
      ok(await w.as('appraiser.C').command(id, { type: 'Recommend', opinion: reason }));
    });
    const { id: hold } = ok(await holdNow(person(subject))).body;
    const [times] = await app.sql<{ decided: string; held: string }>(orderOf, [id, hold]);
    expect((times?.decided ?? '') <= (times?.held ?? '')).toBe(true);
  });
});

describe('a hold on a unit', () => {
  it('against decisions on its many nominations: each comes before it, or is refused', async () => {
    await w.open('G9', 'grassroots_union', 'C');
    const unit = w.unit('G9');
    const ids: string[] = [];
    for (let year = 2026; year > 1996; year -= 1) {
      await w.assess(unit, year, 'hoan_thanh_xuat_sac_nhiem_vu');
      ids.push(await w.nominate({ unit: 'G9', collective: 'G9', award: THEMATIC, theme, year }));
    }
    const signer = w.as('signer.G9');
    const work = [...ids];
    const answers: string[] = [];
    const decide = async (): Promise<void> => {
      for (let id = work.pop(); id !== undefined; id = work.pop())
        answers.push(code(await signer.command(id, { type: 'Recommend', opinion: reason })));
    };
    const deciding = [1, 2, 3, 4, 5].map(decide);
    while (answers.length < 6) await new Promise(setImmediate);
    const { id: hold } = ok(await holdNow({ type: 'unit', id: unit })).body;
    await Promise.all(deciding);
    expect([...new Set(answers)].sort()).toEqual(['200', '409 held']);
    const late = `select e.chain from ledger_entry e join ledger_entry h on h.chain = 'act:' || $2
      where e.chain = any($1) and e.canon::jsonb->>'type' = 'Recommend' and e.canon::jsonb->>'at' > h.canon::jsonb->>'at'`;
    expect(await app.sql(late, [ids.map((id) => `n:${id}`), hold])).toEqual([]);
    const items = `select from act_item i join act a on a.id = i.act_id where a.chain = 'act:' || $1`;
    expect(await app.sql(items, [hold])).toHaveLength(ids.length);
  });
});
