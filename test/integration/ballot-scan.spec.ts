import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BallotView } from '#contract';
import { councilProcedure } from '#domain';
import { checkLedger } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, pdf, refused, type Answer, type Client } from '../support/client.js';
import { administrator, council, key, minutesOf, publish, type Council } from '../support/councils.js';
import { docx } from '../support/evidence.js';
import { changed, without } from '../support/tampering.js';
import { world, type World } from '../support/world.js';

/** Scanned minutes of a sitting on paper: stored before the totals name them, read by whoever confirms, checked like evidence. */

let app: TestApp;
let w: World;
let c: Council;
beforeAll(async () => {
  app = await startApp({ poolSize: 20 });
  w = await world(app);
  await publish(w, councilProcedure);
  c = await council(w, 'C', 5);
});
afterAll(() => app.close());

async function waiting(count = 1): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) ids.push(await w.nominate());
  for (const id of ids) await w.climb(id, 'ballot@C');
  return ids;
}

const bare = async (items: readonly string[]) => ok(await c.open(await c.sitting(items, [], 'paper'))).body.id;

/** An open ballot with stored minutes. */
async function paper(items: readonly string[]): Promise<string> {
  const ballot = await bare(items);
  expect(ok(await c.scan(ballot)).body).toEqual({ ...minutesOf(ballot), name: 'bien-ban.pdf' });
  return ballot;
}

const line = (nomination: string, papers: number, agree: number, disagree: number) => {
  return { nomination, papers, agree, disagree };
};
const enter = (ballot: string, items: unknown, minutes = minutesOf(ballot)): Promise<Answer<BallotView>> =>
  c.secretary.post<BallotView>(`/api/ballots/${ballot}/totals`, { minutes, items }, key());
const confirm = (ballot: string) => c.chair.post<BallotView>(`/api/ballots/${ballot}/confirm`, {}, key());
const read = async (who: Client, ballot: string): Promise<BallotView> =>
  ok(await who.get<BallotView>(`/api/ballots/${ballot}`)).body;

describe('the scan of the minutes', () => {
  const scan = (who: Client, ballot: string) => who.get(`/api/ballots/${ballot}/scan`);

  it('totals without a stored scan of this ballot are refused, and nothing is written', async () => {
    const [a = '', b = ''] = await waiting(2);
    const ballot = await bare([a]);
    const other = await paper([b]);
    const before = await app.contents();
    const items = [line(a, 5, 5, 0)];
    refused(await enter(ballot, items), 422, 'minutes-missing');
    refused(await enter(ballot, items, minutesOf(other)), 422, 'minutes-missing');
    refused(await scan(c.chair, ballot), 404, 'not-found');
    expect(await read(c.chair, ballot)).toMatchObject({ state: 'open', version: 1, scan: null });
    expect(await app.contents()).toBe(before);
    ok(await c.scan(ballot));
    const size = minutesOf(ballot).size + 1;
    refused(await enter(ballot, items, { ...minutesOf(ballot), size }), 422, 'minutes-missing');
    ok(await enter(ballot, items));
  });

  it('is a PDF, PNG or JPEG of an officer, while totals are awaited', async () => {
    const [a = ''] = await waiting();
    const ballot = await bare([a]);
    const stored = () => readdirSync(join(app.folder, 'files'), { recursive: true, withFileTypes: true });
    const [before, files] = [await app.contents(), stored().filter((f) => f.isFile()).length];
    const wrong = [
      { name: 'bien-ban.png' },
      { name: 'bien-ban.txt', bytes: new Blob(['5 agree']) },
      { name: 'bien-ban.docx', bytes: new Blob([docx()]) },
    ];
    for (const file of wrong) {
      const { errors } = refused(await c.scan(ballot, file), 400, 'malformed');
      expect(errors).toEqual([{ pointer: '/file', detail: 'wrong-type' }]);
    }
    refused(await c.scan(ballot, { by: c.member(3) }), 403, 'not-a-member');
    refused(await c.scan(ballot, { by: await administrator(w) }), 404, 'not-found');
    expect(await app.contents()).toBe(before);
    expect(stored().filter((f) => f.isFile())).toHaveLength(files);
    ok(await c.scan(ballot, { by: c.chair }));
    ok(await enter(ballot, [line(a, 5, 5, 0)]));
    ok(await confirm(ballot));
    refused(await c.scan(ballot), 409, 'not-now');
  });

  it('is read by the second person before confirming, as the totals name it, and by who reads the results after', async () => {
    const [a = ''] = await waiting();
    const ballot = await paper([a]);
    ok(await enter(ballot, [line(a, 5, 5, 0)]));
    ok(await c.scan(ballot, { bytes: pdf('another page') }));
    const named = { scan: minutesOf(ballot) };
    expect(await read(c.chair, ballot)).toMatchObject(named);
    const answer = ok(await scan(c.chair, ballot));
    expect(answer.text).toBe(`%PDF-1.4\n${ballot}`);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename*=UTF-8''bien-ban.pdf`,
      'content-security-policy': `default-src 'none'; sandbox; frame-ancestors 'self'`,
      'x-content-type-options': 'nosniff',
    });
    refused(await scan(c.member(3), ballot), 404, 'not-found');
    expect((await read(c.member(3), ballot)).scan).toBeNull();
    ok(await confirm(ballot));
    ok(await scan(c.member(3), ballot));
    expect(await read(c.member(3), ballot)).toMatchObject(named);
    refused(await scan(w.as('clerk.G1'), ballot), 404, 'not-found');
  });

  it('is not for who has an interest in one of its lines', async () => {
    const [a = '', b = ''] = await waiting(2);
    ok(await c.member(4).command(a, { type: 'DeclareRelation', relation: 'kin', reason: 'Là em của người này' }));
    const ballot = await paper([a, b]);
    ok(await enter(ballot, [line(a, 4, 4, 0), line(b, 5, 5, 0)]));
    ok(await confirm(ballot));
    refused(await scan(c.member(4), ballot), 404, 'not-found');
    expect(await read(c.member(4), ballot)).toMatchObject({ hidden: 1, scan: null });
  });

  it('is named by the check when it was changed, or is gone', async () => {
    const [a = ''] = await waiting();
    const ballot = await paper([a]);
    ok(await enter(ballot, [line(a, 5, 5, 0)]));
    const check = () => checkLedger(app.engine.db, app.files);
    const what = (how: string) => ({
      chain: `b:${ballot}`,
      seq: null,
      what: `scanned minutes ${minutesOf(ballot).sha256} are ${how}`,
    });
    const [row] = await app.sql<{ id: string }>('select id from ballot_scan where ballot_id = $1', [ballot]);
    const id = row?.id ?? '';
    const path = join(app.folder, 'files', id.slice(-2), id);
    const bytes = readFileSync(path);
    writeFileSync(path, '%PDF-1.4\nanother');
    expect(await check()).toEqual(what('changed'));
    await app.files.remove(id);
    expect(await check()).toEqual(what('missing'));
    writeFileSync(path, bytes);
    const place = { table: 'ballot_scan', where: `id = '${id}'` };
    expect(await without(app, place, check)).toEqual(what('missing'));
    expect(await changed(app, { ...place, change: 'size = size + 1' }, check)).toEqual(what('missing'));
    expect(await check()).not.toHaveProperty('what');
  });
});

it('totals of a thousand lines are read; a body beyond 256 KB is not, and no other route reads more than 64 KB', async () => {
  const items = Array.from({ length: 1_000 }, () => line(randomUUID(), 60, 30, 30));
  const unknown = randomUUID();
  const body = { minutes: minutesOf(unknown), items };
  expect(JSON.stringify(body).length).toBeGreaterThan(64 * 1024);
  refused(await c.secretary.post(`/api/ballots/${unknown}/totals`, body, key()), 404, 'not-found');
  const filled = { ...body, more: 'a'.repeat(200_000) };
  refused(await c.secretary.post(`/api/ballots/${unknown}/totals`, filled, key()), 413, 'too-large');
  refused(await c.secretary.post(`/api/ballots/${unknown}/void`, body, key()), 413, 'too-large');
});
