import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Upload } from '#contract';
import { sweepUploads } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { anyProblem, ok, refused, type Answer, type Client } from '../support/client.js';
import { begin, bytesOf, complete, cutOff, offsetOf, part, sha256 } from '../support/uploads.js';
import { world, type World } from '../support/world.js';

/** A large file comes in parts: what was received is never sent again, and nothing but the file that was chosen gets in. */

let app: TestApp;
let w: World;
let id: string;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  id = await w.nominate({ submit: false, items: ['submissionLetter'] });
});
afterAll(() => app.close());

const clerk = (): Client => w.as('clerk.G1');
const files = async (nomination = id) =>
  (await clerk().view(nomination)).items.find((i) => i.item === 'minutes')?.files ?? [];
const incoming = (): string[] => readdirSync(join(app.folder, 'files', 'incoming'));
const started = async (bytes: Buffer, nomination = id): Promise<Upload> =>
  ok(await begin(clerk(), nomination, bytes)).body;

describe('a file in parts', () => {
  it('is put together as it was, once, and its parts are gone', async () => {
    const bytes = bytesOf(60_000);
    const upload = await started(bytes);
    expect(upload).toMatchObject({ nomination: id, item: 'minutes', size: 60_000, offset: 0 });
    for (let at = 0; at < bytes.length; at += 25_000)
      expect(ok(await part(clerk(), upload.id, at, bytes.subarray(at, at + 25_000))).body.offset).toBe(
        Math.min(at + 25_000, 60_000),
      );
    const receipt = ok(await complete(clerk(), upload)).body;
    expect(receipt).toMatchObject({
      name: 'Báo cáo.pdf',
      size: 60_000,
      sha256: sha256(bytes),
      mime: 'application/pdf',
    });
    const read = await fetch(`${app.url}/api/nominations/${id}/items/minutes/${receipt.id}`, {
      headers: { cookie: `laurel=${clerk().cookie ?? ''}` },
    });
    expect(Buffer.from(await read.arrayBuffer()).equals(bytes)).toBe(true);
    expect(incoming()).toEqual([]);
    expect(ok(await complete(clerk(), upload, '"d-1"')).body).toEqual(receipt);
    expect((await files()).map((f) => f.id)).toEqual([receipt.id]);
  });

  it('that was cut off in the middle goes on from what arrived', async () => {
    const bytes = bytesOf(50_000, 'c');
    const upload = await started(bytes);
    await cutOff(clerk(), upload.id, 0, bytes.subarray(0, 20_000));
    for (let tries = 0; (await offsetOf(clerk(), upload.id)) === 0 && tries < 50; tries += 1) await sleep(20);
    const head = await fetch(`${app.url}/api/uploads/${upload.id}`, {
      method: 'HEAD',
      headers: { cookie: `laurel=${clerk().cookie ?? ''}` },
    });
    expect([head.headers.get('upload-offset'), head.headers.get('upload-length')]).toEqual(['20000', '50000']);
    // A page that was loaded again knows the file only.
    expect(ok(await begin(clerk(), id, bytes)).body).toEqual({ ...upload, offset: 20_000 });
    expect(refused(await complete(clerk(), upload), 409, 'upload-incomplete')).toMatchObject({
      observed: '20000',
      needed: '50000',
    });
    ok(await part(clerk(), upload.id, 20_000, bytes.subarray(20_000)));
    expect(ok(await complete(clerk(), upload)).body.sha256).toBe(sha256(bytes));
  });

  it('that is cut off at once again and again leaves nothing', async () => {
    const bytes = bytesOf(60_000, 'd');
    const upload = await started(bytes);
    await Promise.all(Array.from({ length: 50 }, () => cutOff(clerk(), upload.id, 0, bytes.subarray(0, 30))));
    for (let tries = 0; incoming().length > 0 && tries < 50; tries += 1) await sleep(20);
    expect([incoming(), await offsetOf(clerk(), upload.id)]).toEqual([[], 0]);
    expect((await clerk().send('DELETE', `/api/uploads/${upload.id}`)).status).toBe(204);
    refused(await clerk().get(`/api/uploads/${upload.id}`), 404, 'not-found');
  });

  it('is one file when two tabs send it', async () => {
    const own = await w.nominate({ submit: false, items: [] });
    const bytes = bytesOf(60_000, 't');
    const [a, b] = await Promise.all([started(bytes, own), started(bytes, own)]);
    expect(a).toEqual(b);
    const send = async (at: number): Promise<Answer<unknown>[]> =>
      Promise.all([0, 1].map(() => part(clerk(), a.id, at, bytes.subarray(at, at + 30_000))));
    for (const at of [0, 30_000]) {
      const answers = await send(at);
      expect(answers.map((x) => x.status).sort()).toEqual([200, 409]);
    }
    const etag = (await clerk().view(own)).draft?.etag;
    const [one, two] = await Promise.all([complete(clerk(), a, etag), complete(clerk(), a, etag)]);
    const receipts = [one, two].filter((x) => x.status === 200).map((x) => x.body.id);
    const again = ok(await complete(clerk(), a)).body.id;
    expect(new Set([...receipts, again]).size).toBe(1);
    expect((await files(own)).map((f) => f.id)).toEqual([again]);
    expect(incoming()).toEqual([]);
  });

  it('stays complete when the working copy changed meanwhile, and is added under its new ETag', async () => {
    const own = await w.nominate({ submit: false, items: [] });
    const bytes = bytesOf(10_000);
    const upload = await started(bytes, own);
    ok(await part(clerk(), upload.id, 0, bytes));
    const etag = (await clerk().view(own)).draft?.etag ?? '';
    ok(await clerk().patch(`/api/nominations/${own}/draft`, { statement: 'Đã sửa' }, { 'if-match': etag }));
    refused(await complete(clerk(), upload, etag), 412, 'stale-draft');
    refused(await clerk().post(`/api/uploads/${upload.id}/completion`, {}), 428, 'if-match-missing');
    ok(await complete(clerk(), upload));
    expect(await files(own)).toHaveLength(1);
  });
});

describe('is refused', () => {
  it('with an offset that does not continue it, with nothing kept', async () => {
    const bytes = bytesOf(40_000, 'o');
    const upload = await started(bytes);
    ok(await part(clerk(), upload.id, 0, bytes.subarray(0, 10_000)));
    for (const at of [0, 9_999, 10_001, 40_000])
      expect(refused(await part(clerk(), upload.id, at, bytes.subarray(at)), 409, 'wrong-offset').observed).toBe(
        '10000',
      );
    for (const at of ['-1', '1e3', 'x', '', '9'.repeat(13)]) anyProblem(await part(clerk(), upload.id, at, bytes), at);
    expect(anyProblem(await part(clerk(), upload.id, 10_000, bytes), 'too long').status).toBe(400);
    anyProblem(await part(clerk(), upload.id, 10_000, bytes, 'application/octet-stream'), 'another type');
    anyProblem(await part(clerk(), upload.id, 10_000, Buffer.from('{}'), 'application/json'), 'JSON');
    expect(await offsetOf(clerk(), upload.id)).toBe(10_000);
    expect(incoming()).toHaveLength(1);
    expect((await clerk().send('DELETE', `/api/uploads/${upload.id}`)).status).toBe(204);
    expect(incoming()).toEqual([]);
  });

  it('when what arrived is another file, or no file that a dossier may hold', async () => {
    const before = await files();
    const [good, bad] = [bytesOf(10_000), Buffer.alloc(10_000, 'x')];
    const changed = await started(good);
    ok(await part(clerk(), changed.id, 0, bytesOf(10_000, 'z')));
    refused(await complete(clerk(), changed), 422, 'wrong-hash');
    const page = ok(await begin(clerk(), id, bad)).body;
    ok(await part(clerk(), page.id, 0, bad));
    expect(anyProblem(await complete(clerk(), page), 'type').status).toBe(400);
    for (const { id: gone } of [changed, page]) refused(await clerk().get(`/api/uploads/${gone}`), 404, 'not-found');
    expect([await files(), incoming()]).toEqual([before, []]);
  });

  it('before a byte is read: too large, of no type, to no item, malformed', async () => {
    const bytes = bytesOf(1_000);
    const contents = await app.contents();
    expect(anyProblem(await begin(clerk(), id, bytes, { size: 65_537 }), 'size').status).toBe(413);
    for (const more of [
      { name: 'a.exe' },
      { name: 'a\u202efdp.pdf' },
      { size: 0 },
      { size: 1.5 },
      { sha256: 'x' },
      { x: 1 },
    ])
      expect(anyProblem(await begin(clerk(), id, bytes, more), JSON.stringify(more)).status).toBe(400);
    const body = { name: 'a.pdf', size: 9, sha256: '0'.repeat(64) };
    anyProblem(await clerk().post(`/api/nominations/${id}/items/noSuch/uploads`, body), 'item');
    refused(await w.as('appraiser.G1').post(`/api/nominations/${id}/items/minutes/uploads`, body), 403, 'wrong-seat');
    expect(await app.contents()).toBe(contents);
  });

  it('beyond twenty at a time', async () => {
    const own = await w.nominate({ submit: false, items: [] });
    const open = async () =>
      (await app.sql<{ n: number }>('select count(*)::int as n from upload where file_id is null'))[0]?.n ?? 0;
    for (let i = await open(); i < 20; i += 1) await started(bytesOf(1_000, `${String(i)}-`), own);
    refused(await begin(clerk(), own, bytesOf(1_000, '!')), 409, 'too-many-uploads');
    const known = ok(await begin(clerk(), own, bytesOf(1_000, '19-'))).body;
    await clerk().send('DELETE', `/api/uploads/${known.id}`);
    ok(await begin(clerk(), own, bytesOf(1_000, '!')));
    await app.sql('delete from upload where file_id is null');
  });
});

it('of somebody else it answers like one that does not exist', async () => {
  const bytes = bytesOf(1_000);
  const upload = await started(bytes);
  const second = await w.seat('clerk2.G1', 'clerk', 'G1');
  for (const who of [second, w.as('clerk.C'), w.as('clerk.G2')]) {
    for (const one of [upload.id, randomUUID()]) {
      refused(await who.get(`/api/uploads/${one}`), 404, 'not-found');
      refused(await part(who, one, 0, bytes), 404, 'not-found');
      refused(await who.send('DELETE', `/api/uploads/${one}`), 404, 'not-found');
      const headers = { 'if-match': '"d-1"' };
      refused(await who.send('POST', `/api/uploads/${one}/completion`, { headers }), 404, 'not-found');
    }
  }
  // The same file by a colleague is an upload of their own.
  expect(ok(await begin(second, id, bytes)).body.id).not.toBe(upload.id);
  expect(await offsetOf(clerk(), upload.id)).toBe(0);
});

it('that nobody goes on with is forgotten after a day, and bytes without an upload go with it', async () => {
  const bytes = bytesOf(30_000, 'w');
  const [stale, live] = [await started(bytes), await started(bytesOf(30_000, 'v'))];
  ok(await part(clerk(), stale.id, 0, bytes.subarray(0, 10_000)));
  ok(await part(clerk(), live.id, 0, bytesOf(30_000, 'v').subarray(0, 10_000)));
  const yesterday = new Date(Date.now() - 25 * 3_600_000);
  for (const name of incoming()) utimesSync(join(app.folder, 'files', 'incoming', name), yesterday, yesterday);
  await app.sql(`update upload set touched_at = clock_timestamp() - interval '25 hours' where id = $1`, [stale.id]);
  expect(await sweepUploads(app)).toBe(1);
  refused(await clerk().get(`/api/uploads/${stale.id}`), 404, 'not-found');
  expect(incoming()).toHaveLength(1);
  ok(await part(clerk(), live.id, 10_000, bytesOf(30_000, 'v').subarray(10_000)));
  ok(await complete(clerk(), live));
});
