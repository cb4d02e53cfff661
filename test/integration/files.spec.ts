import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DraftETag } from '#contract';
import { startApp, type TestApp } from '../support/app.js';
import { anyProblem, ok, pdf, refused } from '../support/client.js';
import { docx, jpeg, png, xlsx, zip } from '../support/evidence.js';
import { world, type World } from '../support/world.js';

let app: TestApp;
let w: World;
let id: string;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  id = await w.nominate({ submit: false, items: ['submissionLetter'] });
});
afterAll(() => app.close());

const clerk = () => w.as('clerk.G1');
const path = (item = 'minutes') => `/api/nominations/${id}/items/${item}`;
const etag = async () => (await clerk().view(id)).draft?.etag ?? '';

/** Bytes as a form carries them. */
const blob = (bytes: Buffer | string) => new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]);

/** Every stored file, with its size; nothing half received may be among them. */
function stored(): string[] {
  const folder = join(app.folder, 'files');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => statSync(join(folder, name)).isFile()).sort();
}

describe('a file', () => {
  it('comes back as it went, under its name, as a download that cannot run', async () => {
    const bytes = Buffer.from(`%PDF-1.7 ${'chứng cứ '.repeat(500)}`);
    const name = 'Quyết định khen thưởng số 1.pdf';
    const receipt = ok(
      await clerk().file(id, 'minutes', { bytes: new Blob([bytes]), name: name.normalize('NFD') }),
    ).body;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(receipt).toMatchObject({ item: 'minutes', name, size: bytes.length, sha256, mime: 'application/pdf' });
    const response = await fetch(`${app.url}${path()}/${receipt.id}`, {
      headers: { cookie: `laurel=${clerk().cookie ?? ''}` },
    });
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    const header = (key: string) => response.headers.get(key);
    expect(header('content-disposition')).toBe(`attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
    expect(header('content-security-policy')).toBe("default-src 'none'; sandbox; frame-ancestors 'none'");
    expect(header('x-content-type-options')).toBe('nosniff');
    expect(header('cache-control')).toBe('no-store');
  });

  it('of every allowed type is taken by its first bytes and its name together', async () => {
    const good: [string, Buffer][] = [
      ['a.PDF', Buffer.from('%PDF-1')],
      ['a.png', png(5_000, 10_000)],
      ['a.jpeg', jpeg(10_000, 5_000)],
      ['a.docx', docx('word/media/anh.png')],
      ['a.xlsx', xlsx()],
    ];
    for (const [name, bytes] of good) ok(await clerk().file(id, 'minutes', { bytes: blob(bytes), name }));
  });

  it('is one of several of its item, each with an id of its own and taken away by it', async () => {
    const own = await w.nominate({ submit: false, items: [] });
    const names = ['Biên bản họp.pdf', 'Phụ lục 1.pdf', 'Phụ lục 2.pdf'];
    const ids: string[] = [];
    for (const name of names) ids.push(ok(await clerk().file(own, 'minutes', { bytes: pdf(name), name })).body.id);
    const held = async () => (await clerk().view(own)).items.find((i) => i.item === 'minutes')?.files ?? [];
    expect((await held()).map(({ id: file, name }) => [file, name])).toEqual(names.map((name, i) => [ids[i], name]));
    const remove = async (file: string, item = 'minutes', who = clerk()) =>
      who.send<DraftETag>('DELETE', `/api/nominations/${own}/items/${item}/${file}`, {
        headers: { 'if-match': (await clerk().view(own)).draft?.etag ?? '' },
      });
    refused(await remove(randomUUID()), 404, 'not-found');
    refused(await remove(ids[1] ?? '', 'nomineeList'), 404, 'not-found');
    refused(await remove(ids[1] ?? '', 'minutes', w.as('appraiser.G1')), 403, 'wrong-seat');
    expect(ok(await remove(ids[1] ?? '')).body.etag).toBe((await clerk().view(own)).draft?.etag);
    expect((await held()).map((f) => f.id)).toEqual([ids[0], ids[2]]);
    refused(await clerk().get(`/api/nominations/${own}/items/minutes/${ids[1] ?? ''}`), 404, 'not-found');
    for (const file of [ids[0], ids[2]]) ok(await remove(file ?? ''));
    expect(await held()).toEqual([]);
  });

  it('is one of twenty at the most', async () => {
    const own = await w.nominate({ submit: false, items: [] });
    for (let i = 0; i < 20; i += 1) ok(await clerk().file(own, 'minutes', { bytes: pdf(String(i)) }));
    const problem = refused(await clerk().file(own, 'minutes', { bytes: pdf('20') }), 400, 'malformed');
    expect(problem.errors).toEqual([{ pointer: '/item', detail: 'at most 20 files' }]);
  });

  it('that is added to or taken from the working copy leaves the frozen ones as they were', async () => {
    const own = await w.nominate({ items: ['submissionLetter', 'achievementReport', 'minutes'] });
    const appraiser = w.as('appraiser.G1');
    const read = async (file: string) => appraiser.get(`/api/nominations/${own}/items/minutes/${file}`);
    const minutes = async (who = appraiser) =>
      (await who.view(own)).items.find((i) => i.item === 'minutes')?.files.map((f) => f.id) ?? [];
    const [first = ''] = await minutes();
    const bytes = ok(await read(first)).text;
    const items = [{ item: 'minutes', code: 'illegible' }];
    ok(await appraiser.command(own, { type: 'Return', items, reason: 'Biên bản không đọc được rõ' }));
    const { body: second } = ok(await clerk().file(own, 'minutes', { bytes: pdf('bản mới') }));
    ok(
      await clerk().send('DELETE', `/api/nominations/${own}/items/minutes/${first}`, {
        headers: { 'if-match': second.etag },
      }),
    );
    expect(await minutes(clerk())).toEqual([second.id]);
    expect(await minutes()).toEqual([first]);
    await w.seat('auditor.F', 'auditor', 'F');
    for (const who of ['clerk.C', 'auditor.F']) {
      refused(await w.as(who).get(`/api/nominations/${own}/items/minutes/${second.id}`), 404, 'not-found');
    }
    ok(await clerk().command(own, { type: 'Resubmit' }));
    expect(await minutes()).toEqual([second.id]);
    expect(ok(await read(second.id)).text).toContain('bản mới');
    expect(ok(await read(first)).text).toBe(bytes);
    expect(
      await app.sql(
        'select revision, jsonb_array_length(files) as n from dossier_version where nomination_id = $1 order by 1',
        [own],
      ),
    ).toEqual([
      { revision: 1, n: 3 },
      { revision: 2, n: 3 },
    ]);
  });

  it('is looked at in the page only where nothing in it can run', async () => {
    const own = await w.nominate({ submit: false, items: [] });
    const look = async (name: string, bytes: Buffer) => {
      const { body } = ok(await clerk().file(own, 'minutes', { bytes: blob(bytes), name }));
      const { headers } = ok(await clerk().get(`/api/nominations/${own}/items/minutes/${body.id}?inline=1`));
      return headers;
    };
    const picture = await look('a.png', png());
    expect(picture.get('content-disposition')).toBe("inline; filename*=UTF-8''a.png");
    expect(picture.get('content-type')).toBe('image/png');
    expect(picture.get('content-security-policy')).toBe("default-src 'none'; sandbox; frame-ancestors 'self'");
    expect(picture.get('x-content-type-options')).toBe('nosniff');
    expect(picture.get('x-frame-options')).toBe('SAMEORIGIN');
    const text = await look('a.docx', docx());
    expect(text.get('content-disposition')).toBe("attachment; filename*=UTF-8''a.docx");
    expect(text.get('x-frame-options')).toBe('DENY');
    const [file] = (await clerk().view(own)).items.find((i) => i.item === 'minutes')?.files ?? [];
    anyProblem(await clerk().get(`/api/nominations/${own}/items/minutes/${file?.id ?? ''}?inline=yes`), 'inline');
  });
});

describe('a file that is refused leaves nothing', () => {
  const leavesNothing = async (run: () => Promise<unknown>) => {
    const before = { files: stored(), rows: await app.contents() };
    await run();
    expect({ files: stored(), rows: await app.contents() }).toEqual(before);
  };

  const bomb = ['[Content_Types].xml', 'xl/workbook.xml', ...Array.from({ length: 100 }, (_, i) => `xl/${String(i)}`)];
  const wrong: [string, string, Buffer | string, number][] = [
    ['another type than its name says', 'a.pdf', 'PK\u0003\u0004', 400],
    ['a program', 'a.exe', 'MZ', 400],
    ['a page', 'a.html', '<script>alert(1)</script>', 400],
    ['a drawing with a script', 'a.svg', '<svg onload="alert(1)"/>', 400],
    ['no type', 'pdf', '%PDF-1', 400],
    ['nothing inside', 'a.pdf', '', 400],
    ['more than the limit', 'a.pdf', Buffer.concat([Buffer.from('%PDF-1'), Buffer.alloc(70_000)]), 413],
    ['a name that turns around', 'a\u202efdp.pdf', '%PDF-1', 400],
    ['a name of 300 letters', `${'a'.repeat(300)}.pdf`, '%PDF-1', 400],
    ['a page that is a document as well', 'a.pdf', '<html><script>1</script>\n%PDF-1.4', 400],
    ['a document that is a page as well', 'a.pdf', '%PDF-1.4\n1 0 obj <!-- <ScRiPt>alert(1)</script>', 400],
    ['a picture of 100 million points', 'a.png', png(10_000, 10_000), 400],
    ['a photograph of 100 million points', 'a.jpg', jpeg(10_000, 10_000), 400],
    ['a picture without a size', 'a.png', png(0, 100), 400],
    ['a picture cut off in its header', 'a.png', png().subarray(0, 20), 400],
    ['a photograph without a frame', 'a.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 12, 0, 0, 0, 0, 0, 0]), 400],
    [
      'an office document that unpacks to 8 GiB',
      'a.docx',
      zip(['[Content_Types].xml', 'word/document.xml'], 0xfffffff0),
      400,
    ],
    ['an office document of many parts that come to too much', 'a.xlsx', zip(bomb, 3_000_000), 400],
    ['a sheet under the name of a text', 'a.docx', xlsx(), 400],
    ['a text with a program in it', 'a.docx', docx('word/vbaProject.bin'), 400],
    ['a text with a part that climbs out', 'a.docx', docx('../../etc/passwd'), 400],
    ['an archive that is no office document', 'a.docx', zip(['readme.txt']), 400],
    ['a text cut off in the middle', 'a.docx', docx().subarray(0, 60), 400],
  ];
  it.each(wrong)('%s', (_what, name, bytes, status) =>
    leavesNothing(async () => {
      const answer = await clerk().file(id, 'minutes', { bytes: blob(bytes), name });
      expect(anyProblem(answer, name).status).toBe(status);
    }),
  );

  it('a body that is no form, an empty form, a form without a file', () =>
    leavesNothing(async () => {
      const headers = { 'if-match': await etag() };
      expect(anyProblem(await clerk().send('PUT', path(), { body: {}, headers }), 'json').errors?.[0]?.pointer).toBe(
        '/file',
      );
      for (const fields of [[], ['a'], Array.from({ length: 30 }, (_, i) => `a[${String(i)}]`)]) {
        const body = new FormData();
        for (const field of fields) body.set(field, 'x');
        anyProblem(await clerk().send('PUT', path(), { body, headers }), fields.join());
      }
    }));

  it('two files in one form', () =>
    leavesNothing(async () => {
      const body = new FormData();
      body.set('file', pdf('1'), 'a.pdf');
      body.append('file', pdf('2'), 'b.pdf');
      const answer = await clerk().send('PUT', path('nomineeList'), { body, headers: { 'if-match': await etag() } });
      anyProblem(answer, 'two files');
    }));

  it('a name that climbs out of the folder is a name', async () => {
    const { body } = ok(await clerk().file(id, 'nomineeList', { name: '../../../../tmp/laurel-climbed.pdf' }));
    expect(body.name).toBe('laurel-climbed.pdf');
    expect(existsSync('/tmp/laurel-climbed.pdf')).toBe(false);
  });

  it('an unknown item, no ETag, an old ETag, another person, a signed-out one', () =>
    leavesNothing(async () => {
      anyProblem(await clerk().file(id, 'no-such-item'), 'item');
      anyProblem(await clerk().file(id, '..%2f..%2fetc%2fpasswd'), 'path');
      const body = new FormData();
      body.set('file', pdf(), 'a.pdf');
      refused(await clerk().send('PUT', path(), { body }), 428, 'if-match-missing');
      refused(await clerk().file(id, 'minutes', { etag: '"d-1"' }), 412, 'stale-draft');
      refused(await w.as('appraiser.G1').file(id, 'minutes'), 403, 'wrong-seat');
      refused(await w.as('clerk.G2').file(id, 'minutes', { etag: '"d-1"' }), 404, 'not-found');
      refused(await w.stranger.file(id, 'minutes', { etag: '"d-1"' }), 401, 'signed-out');
    }));

  it('one that is cut off in the middle, again and again', () =>
    leavesNothing(async () => {
      const current = await etag();
      await Promise.all(Array.from({ length: 200 }, (_, i) => cutOff(current, i * 200)));
      for (let tries = 0; readdirSync(join(app.folder, 'files', 'incoming')).length > 0 && tries < 50; tries += 1)
        await sleep(20);
      expect(readdirSync(join(app.folder, 'files', 'incoming'))).toEqual([]);
    }));

  it('one whose working copy changed while it was received', () =>
    expect(
      (async () => {
        const before = stored();
        app.before('file_attach', async () =>
          ok(
            await clerk().patch(
              `/api/nominations/${id}/draft`,
              { statement: randomUUID() },
              { 'if-match': await etag() },
            ),
          ),
        );
        refused(await clerk().file(id, 'minutes'), 412, 'stale-draft');
        expect(stored()).toEqual(before);
      })(),
    ).resolves.toBeUndefined());
});

/** Sends the head of an upload and some bytes of it, and hangs up. */
function cutOff(match: string, bytes: number): Promise<void> {
  const { port } = new URL(app.url);
  const start = `--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\ncontent-type: application/pdf\r\n\r\n%PDF-1.4`;
  const head = [
    `PUT ${path()} HTTP/1.1`,
    'host: localhost',
    `cookie: laurel=${clerk().cookie ?? ''}`,
    `origin: ${app.url}`,
    `if-match: ${match}`,
    'content-type: multipart/form-data; boundary=x',
    'content-length: 50000',
  ];
  return new Promise((done, failed) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(`${head.join('\r\n')}\r\n\r\n${start}${'a'.repeat(bytes)}`, () =>
        setTimeout(() => socket.destroy(), 40),
      );
    });
    socket.on('error', failed);
    socket.on('close', () => done());
  });
}
