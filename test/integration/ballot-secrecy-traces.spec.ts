import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BallotView } from '#contract';
import { councilProcedure, type Procedure } from '#domain';
import { ok, refused } from '../support/client.js';
import { key, publish, type Mark } from '../support/councils.js';
import { newRows } from '../support/dump.js';
import { hold, waitingForBallot, watched, type Round, type Watched } from '../support/secret-ballots.js';

/** T13, beside rows and joins: envelopes, keys, files, what PostgreSQL is told, and logs. And open ballots, where names are the point. */

const SIZE = 5;
const CHOICE = /agree|\bnone\b/i;

let on: Watched;
beforeAll(async () => {
  on = await watched(SIZE);
});
afterAll(() => on.close());

const same = (mark: Mark, items = 3): Mark[][] => Array.from({ length: SIZE }, () => Array<Mark>(items).fill(mark));

/** Envelopes as they lay in the database at any time. */
function envelopes({ dumps }: Round): Buffer[] {
  const rows = dumps.slice(1).flatMap((d, i) => newRows(dumps[i] ?? [], d));
  return rows
    .filter((r) => r.table === 'public.envelope')
    .map((r) => Buffer.from((JSON.parse(r.text) as { sealed: string }).sealed.slice(2), 'hex'));
}

describe('envelopes', () => {
  it('have one size whatever is chosen, and two equal papers have nothing in common', async () => {
    const mixed: Mark[][] = [
      ['agree', 'disagree', 'none'],
      ['none', 'agree', 'agree'],
      ['disagree', 'disagree', 'disagree'],
      ['agree', 'agree', 'agree'],
      ['none', 'none', 'none'],
    ];
    const rounds = [await hold(on, mixed, [1, 3]), await hold(on, same('agree')), await hold(on, same('none'))];
    const found = rounds.map(envelopes);
    expect(found.map((e) => e.length)).toEqual([SIZE + 2, SIZE, SIZE]);
    const all = found.flat();
    expect([...new Set(all.map((e) => e.length))]).toEqual([32 + 16 + 3 + 16]);
    for (let at = 0; at + 8 <= 67; at += 1) {
      const parts = all.map((e) => e.subarray(at, at + 8).toString('hex'));
      expect(new Set(parts).size).toBe(all.length);
    }
    const [agreeing = []] = found.slice(1);
    agreeing[0]?.forEach((_, at) => expect(new Set(agreeing.map((e) => e[at])).size).toBeGreaterThan(1));
    for (const { receipts } of rounds) {
      for (const receipt of receipts) expect(all.map((e) => e.toString('hex')).join()).not.toContain(receipt);
    }
  });

  it('are gone after the count, like the key; no file says a choice', async () => {
    const { dumps } = await hold(on, same('disagree', 1));
    expect(dumps.at(-2)?.filter((r) => r.table === 'public.envelope')).toHaveLength(SIZE);
    expect(dumps.at(-1)?.filter((r) => r.table === 'public.envelope')).toEqual([]);
    expect(await readdir(join(on.app.folder, 'ballot-keys'))).toEqual([]);
    const files = await readdir(on.app.folder, { recursive: true, withFileTypes: true });
    for (const file of files.filter((f) => f.isFile())) {
      expect(await readFile(join(file.parentPath, file.name), 'latin1')).not.toMatch(CHOICE);
    }
  });

  it('of a ballot that is given up are deleted unopened', async () => {
    const [nomination = ''] = await waitingForBallot(on, 1);
    const { id } = ok(await on.c.open(await on.c.sitting([nomination]))).body;
    for (let i = 0; i < SIZE; i += 1) ok(await on.c.vote(id, i, 'agree'));
    const reason = { reason: 'Nhầm chương trình họp' };
    const given = ok(await on.c.secretary.post<BallotView>(`/api/ballots/${id}/void`, reason, key())).body;
    expect(given).toMatchObject({ state: 'void', items: [], receipts: [], votes: [] });
    expect(await on.app.sql('select from envelope where ballot_id = $1', [id])).toEqual([]);
    expect(await readdir(join(on.app.folder, 'ballot-keys'))).toEqual([]);
  });
});

describe('what is told to others', () => {
  it('no statement to PostgreSQL carries a choice before the count, and then only totals: so no WAL and no log of it does', async () => {
    const from = on.sent.length;
    const { receipts } = await hold(on, same('none', 1), [0]);
    const sent = on.sent.slice(from);
    expect(sent.filter((s) => s.startsWith('put_paper'))).toHaveLength(SIZE + 1);
    const saying = sent.filter((s) => CHOICE.test(s));
    expect(saying.map((s) => s.split(' ')[0])).toEqual(['record_ballot']);
    expect(saying[0]?.replaceAll(/\\*"(agree|disagree|none)\\*": ?\d+/g, '')).not.toMatch(CHOICE);
    for (const receipt of receipts) expect(sent.join()).not.toContain(receipt);
  });

  it('no log line says a choice or a receipt, also when a paper is wrong or the database fails', async () => {
    const [nomination = ''] = await waitingForBallot(on, 1);
    const { id } = ok(await on.c.open(await on.c.sitting([nomination]))).body;
    const path = `/api/ballots/${id}/paper`;
    const receipt = randomBytes(16).toString('hex');
    const put = (body: unknown) => on.c.member(0).send('PUT', path, { body, headers: key() });
    const wrong = await Promise.all([
      put(`{"receipt":"${receipt}","choices":{"${nomination}":"disagree"`),
      put({ receipt, choices: { [nomination]: 'disagree!' } }),
      put({ receipt: `${receipt}0`, choices: { [nomination]: 'disagree' } }),
      put({ receipt, choices: { [nomination]: 'disagree' }, more: 'disagree' }),
      put({ receipt, choices: { [id]: 'disagree' } }),
    ]);
    expect(wrong.map((a) => a.status)).toEqual([400, 400, 400, 400, 422]);
    await on.app.sql('alter table envelope add constraint broken check (length(sealed) < 1) not valid');
    refused(await put({ receipt, choices: { [nomination]: 'disagree' } }), 500, 'internal');
    await on.app.sql('alter table envelope drop constraint broken');
    expect(on.logged.join()).toContain('/api/ballots/:id/paper');
    for (const line of on.logged) {
      expect(line).not.toMatch(CHOICE);
      expect(line).not.toContain(receipt);
    }
    const turnout = await on.app.sql('select from turnout where ballot_id = $1', [id]);
    expect(turnout).toEqual([]);
    ok(await on.c.secretary.post(`/api/ballots/${id}/void`, { reason: 'Nhầm chương trình họp' }, key()));
  });
});

describe('an open ballot', () => {
  const named: Procedure = {
    ...councilProcedure,
    id: 'COUNCIL-OPEN',
    appliesTo: { awards: ['UNION_CERT_VGCL'], occasions: ['annual'] },
    stages: councilProcedure.stages.map((stage) => ({
      ...stage,
      steps: stage.steps.map((s) => (s.ballot ? { ...s, ballot: { ...s.ballot, mode: 'open' as const } } : s)),
    })),
  };
  beforeAll(() => publish(on.w, named));

  it('tells names and choices once it is closed, and nothing before', async () => {
    const marks: Mark[][] = [['agree'], ['agree'], ['disagree'], ['none'], ['agree']];
    const { closed, dumps, items } = await hold(on, marks, [2]);
    const before = newRows(dumps[0] ?? [], dumps.at(-2) ?? []);
    expect(before.filter((r) => CHOICE.test(r.text))).toEqual([]);
    expect(closed).toMatchObject({ secrecy: 'open', items: [{ totals: { agree: 3, disagree: 1, none: 1 } }] });
    const votes = Object.fromEntries(closed.votes.map((v) => [v.member, v]));
    expect(closed.votes).toHaveLength(SIZE);
    on.c.members.forEach((member, i) => {
      const told = { nomination: items[0], choice: marks[i]?.[0], name: `Người m${String(i)}.C` };
      expect(votes[member]).toMatchObject(told);
    });
  });
});
