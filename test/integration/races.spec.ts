import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { CommandAnswer } from '#contract';
import { mergePersons } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Answer, type Client } from '../support/client.js';
import { administrator, key } from '../support/councils.js';
import { blocked, pending } from '../support/overlap.js';
import { order } from '../support/world-people.js';
import { world, type World } from '../support/world.js';

let app: TestApp;
let w: World;
beforeAll(async () => {
  app = await startApp({ poolSize: 20 });
  w = await world(app);
});
afterAll(() => app.close());

const recommend = { type: 'Recommend', opinion: 'Đồng ý với đề nghị' };
const count = (answers: readonly Answer<unknown>[]): Record<string, number> => {
  const kinds = answers.map((a) => `${String(a.status)} ${(a.body as { code?: string } | null)?.code ?? ''}`.trim());
  return Object.fromEntries([...new Set(kinds)].map((k) => [k, kinds.filter((x) => x === k).length]));
};
const seqs = async (id: string): Promise<number[]> => {
  const rows = await app.sql<{ seq: number }>('select seq from ledger_entry where chain = $1 order by seq', [
    `n:${id}`,
  ]);
  return rows.map((r) => r.seq);
};

describe('many reviewers at once', () => {
  let appraisers: Client[];
  beforeAll(async () => {
    appraisers = [];
    for (let i = 0; i < 32; i += 1) appraisers.push(await w.seat(`appraiser${String(i)}.C`, 'appraiser', 'C'));
  });

  it('of twenty who decide one step, one decides and nineteen learn who was first, and when', async () => {
    const id = await w.nominate();
    await w.climb(id, 'appraisal@C');
    const twenty = appraisers.slice(0, 20);
    const ready = await Promise.all(twenty.map((a) => a.prepare(id, recommend)));
    const before = await seqs(id);
    const answers = await Promise.all(
      twenty.map((a, i) => a.send<CommandAnswer>('POST', `/api/nominations/${id}/commands`, ready[i])),
    );
    expect(count(answers)).toEqual({ '200': 1, '409 step-decided': 19 });
    const first = answers.findIndex((a) => a.status === 200);
    const { at } = answers[first]?.body ?? { at: '' };
    for (const late of answers.filter((a) => a.status === 409)) {
      const { data } = refused(late, 409, 'step-decided');
      expect(data).toEqual({ by: `Người appraiser${String(first)}.C`, at, step: `appraisal@${w.unit('C')}` });
    }
    expect(await seqs(id)).toEqual([...before, before.length + 1]);
  });

  it('200 nominations decided by 32 reviewers are all decided, and none is lost', async () => {
    const subjects = await w.nominees('G1', 200);
    const ids = await Promise.all(subjects.map((subject) => w.nominate({ award: 'UNION_MEDAL_KNC', subject })));
    const officers: Client[] = [];
    for (let i = 0; i < 32; i += 1) officers.push(await w.seat(`appraiser${String(i)}.G1`, 'appraiser', 'G1'));
    const work = [...ids];
    const decide = async (officer: Client): Promise<Answer<CommandAnswer>[]> => {
      const answers: Answer<CommandAnswer>[] = [];
      for (let id = work.pop(); id !== undefined; id = work.pop()) answers.push(await officer.command(id, recommend));
      return answers;
    };
    const answers = (await Promise.all(officers.map(decide))).flat();
    expect(count(answers)).toEqual({ '200': 200 });
    const rows = await app.sql<{ n: number }>(
      `select count(*)::int as n from ledger_entry e join nomination n on e.chain = 'n:' || n.id and e.seq = n.version
       where n.id = any($1) and n.state = $2 and e.canon::jsonb->>'type' = 'Recommend'`,
      [ids, `signature@${w.unit('G1')}`],
    );
    expect(rows[0]?.n).toBe(200);
  });
});

describe('a key is a promise', () => {
  const once = async (id: string, person: string, key: string) => w.as(person).prepare(id, recommend, { key });

  it('twenty equal requests and one a year later get one answer, from one entry', async () => {
    const id = await w.nominate();
    const key = randomUUID();
    const request = await once(id, 'appraiser.G1', key);
    const send = () => w.as('appraiser.G1').send<CommandAnswer>('POST', `/api/nominations/${id}/commands`, request);
    const answers = await Promise.all(Array.from({ length: 20 }, send));
    await w.climb(id, 'appraisal@F');
    await w.clock('2027-11-02T02:00:00.000Z');
    answers.push(await send());
    expect(new Set(answers.map((a) => `${String(a.status)} ${a.text}`)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 200, body: { nomination: id, seq: 2 } });
    expect(await app.sql('select from ledger_entry where command_id = $1', [key])).toHaveLength(1);
  });

  it('a key with another body, of another person or on another nomination is refused, and nothing is written', async () => {
    const [id, other] = [await w.nominate(), await w.nominate()];
    const key = randomUUID();
    const { body, headers } = await once(id, 'appraiser.G1', key);
    const path = (n: string) => `/api/nominations/${n}/commands`;
    const officer = w.as('appraiser.G1');
    ok(await officer.send('POST', path(id), { body, headers }));
    const entries = () => app.sql('select from ledger_entry');
    const before = (await entries()).length;
    const reused = [
      await officer.send('POST', path(id), { body: { ...(body as object), opinion: 'Không giống trước' }, headers }),
      await officer.send('POST', path(other), { body, headers }),
      await w.as('signer.G1').send('POST', path(id), { body, headers }),
    ];
    for (const answer of reused) expect(refused(answer, 422, 'command-reused')).not.toHaveProperty('data');
    expect(await entries()).toHaveLength(before);
  });

  it('a refused key may succeed later', async () => {
    const id = await w.nominate();
    const key = randomUUID();
    refused(await w.as('signer.G1').command(id, recommend, { key }), 403, 'wrong-seat');
    await w.climb(id, 'signature@G1');
    ok(await w.as('signer.G1').command(id, recommend, { key }));
  });
});

describe('what changes between reading and writing', () => {
  it('a seat that ends is lost, and nothing is written', async () => {
    const id = await w.nominate();
    const officer = await w.seat('temporary.G1', 'appraiser', 'G1');
    const request = await officer.prepare(id, recommend);
    app.before('record_decision', () => w.end('temporary.G1'));
    refused(await officer.send('POST', `/api/nominations/${id}/commands`, request), 403, 'seat-lost');
    expect(await seqs(id)).toEqual([1]);
    refused(await officer.send('POST', `/api/nominations/${id}/commands`, request), 404, 'not-found');
  });

  it('a relation that the same person declares meanwhile makes the law look again', async () => {
    const id = await w.nominate();
    const officer = await w.seat('kin.G1', 'appraiser', 'G1');
    const request = await officer.prepare(id, recommend);
    const relation = { type: 'DeclareRelation', relation: 'kin', reason: 'Là em ruột của người được đề nghị' };
    app.before('record_decision', async () => ok(await officer.command(id, relation)));
    refused(await officer.send('POST', `/api/nominations/${id}/commands`, request), 403, 'conflict-of-interest');
    expect(await seqs(id)).toEqual([1, 2]);
  });

  it('an assessment that is imported meanwhile changes the result that was seen', async () => {
    const subject = await w.nominee('G1');
    const id = await w.nominate({ subject });
    const request = await w.as('appraiser.G1').prepare(id, recommend);
    app.before('record_decision', () => w.assess(subject, 2025, 'hoan_thanh'));
    refused(
      await w.as('appraiser.G1').send('POST', `/api/nominations/${id}/commands`, request),
      412,
      'evaluation-changed',
    );
    expect(await seqs(id)).toEqual([1]);
  });

  it('one that changes no result is evaluated again and decided', async () => {
    const subject = await w.nominee('G1');
    const id = await w.nominate({ subject });
    const request = await w.as('appraiser.G1').prepare(id, recommend);
    app.before('record_decision', () => w.assess(subject, 2020, 'hoan_thanh'));
    ok(await w.as('appraiser.G1').send('POST', `/api/nominations/${id}/commands`, request));
    expect(await seqs(id)).toEqual([1, 2]);
  });
});

describe('a merge of two people', () => {
  const reason = 'Hai mục của cùng một người';
  const merge = async (merged: string, into: string) =>
    ok(await (await administrator(w)).post(`/api/persons/${merged}/merge`, { into, reason }, key()));
  const rejection = { type: 'Reject', code: 'criteriaNotMet', reason: 'Chưa đủ tiêu chuẩn theo quy định' };

  /** A nomination whose subject fulfils the criteria with what the register has of another one: that 2025 was excellent. */
  async function parted(): Promise<Record<'id' | 'subject' | 'other', string>> {
    const [subject, other] = [await w.nominee('G1'), await w.nominee('G1', { excellent: [], certificate: null })];
    const id = await w.nominate({ subject });
    await app.sql('update assessment set subject_id = $2 where subject_id = $1 and year = 2025', [subject, other]);
    return { id, subject, other };
  }

  it.each(['the subject is merged', 'the other one is merged', 'they are parted again'])(
    'meets a decision that was loaded before on what was known then: %s',
    async (deed) => {
      const { id, subject, other } = await parted();
      if (deed === 'they are parted again') await merge(other, subject);
      app.before('record_decision', async () => {
        if (deed === 'the subject is merged') await merge(subject, other);
        else if (deed === 'the other one is merged') await merge(other, subject);
        else ok(await (await administrator(w)).post(`/api/persons/${other}/unmerge`, { reason }, key()));
      });
      const command = deed === 'they are parted again' ? recommend : rejection;
      refused(await w.as('appraiser.G1').command(id, command), 412, 'evaluation-changed');
      expect(await seqs(id)).toEqual([1]);
    },
  );

  it('meets a decision of the kept one that was loaded before, on what the merged one decided, approval or not', async () => {
    const old = await w.seat('old.G1', 'appraiser', 'G1');
    const kept = await w.seat('kept.C', 'appraiser', 'C');
    const id = await w.nominate();
    ok(await old.command(id, recommend));
    await w.climb(id, 'appraisal@C');
    app.before('record_decision', () => merge(old.person, kept.person));
    refused(await kept.command(id, rejection), 403, 'already-acted-elsewhere');
    expect(await w.state(id)).toBe('appraisal@C');
  });

  it('that is being written keeps waiting whatever begins under the merged entry, and lets nothing of it begin', async () => {
    const [kept, merged] = [await w.nominee('G1'), await w.nominee('G1', { excellent: [2024], certificate: null })];
    const admin = await administrator(w);
    const merging = await pending(app, 'record_administration', (engine) =>
      mergePersons(engine, order(), merged, { into: kept, reason }),
    );
    const nomination = {
      ...{ award: 'UNION_CERT_VGCL', unit: w.unit('G1'), year: 2026, occasion: 'annual', facts: {}, statement: '' },
      subject: { type: 'person', id: merged },
    };
    // The merge is recorded in the chain of G1: it is no lock on a seat of G2.
    const begun = [
      admin.post('/api/seats', { person: merged, unit: w.unit('G2'), role: 'member' }, key()),
      w.as('clerk.G1').post('/api/nominations', nomination, key()),
      app
        .sql(`insert into assessment (subject_id, year, result, source) values ($1, 2019, 'hoan_thanh', 'x')`, [merged])
        .catch((e: unknown) => ({ status: (e as { code: string }).code, body: null })),
    ] as Promise<Pick<Answer<unknown>, 'status' | 'body'>>[];
    expect(await blocked(app, ...begun)).toBe(3);
    expect(await merging.commit()).toEqual({ id: kept });
    expect((await Promise.all(begun)).map((a) => [a.status, a.body])).toEqual([
      [409, expect.objectContaining({ code: 'person-merged' })],
      [400, expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/subject/id' })] })],
      ['LR035', null],
    ]);
    for (const [table, column] of [
      ['seat', 'person_id'],
      ['nomination', 'subject_id'],
      ['assessment', 'subject_id'],
    ])
      expect(await app.sql(`select from ${String(table)} where ${String(column)} = $1`, [merged])).toEqual([]);
  });
});

describe('what a reviewer must have seen', () => {
  it('no If-Match is a precondition required', async () => {
    const id = await w.nominate();
    refused(await w.as('appraiser.G1').command(id, recommend, { ifMatch: null }), 428, 'if-match-missing');
  });

  it('another step than the one seen is told before anything about the seat', async () => {
    const id = await w.nominate();
    const seen = { step: `appraisal@${w.unit('G1')}`, evaluation: (await w.as('clerk.G1').view(id)).evaluation };
    await w.climb(id, 'signature@G1');
    const answer = await w.as('clerk.G1').command(id, { ...recommend, seen }, { ifMatch: '"0"' });
    refused(answer, 409, 'step-decided');
  });
});
