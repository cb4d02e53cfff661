import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { get } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { startApp, type TestApp } from '../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

interface File {
  readonly encoding: string | undefined;
  readonly vary: string | undefined;
  readonly bytes: Buffer;
}

const fetched = (path: string, accepts: string): Promise<File> =>
  new Promise((done, fail) => {
    get(app.url + path, { headers: { 'accept-encoding': accepts }, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        done({
          encoding: answer.headers['content-encoding'],
          vary: answer.headers.vary,
          bytes: Buffer.concat(parts),
        }),
      );
    }).on('error', fail);
  });

it('sends the files of the web as the browser takes them: brotli, gzip or as they are', async () => {
  const page = (await fetched('/viec', 'identity')).bytes.toString();
  const files = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)].map((m) => m[1] ?? '');
  expect(files.length).toBeGreaterThan(1);
  for (const file of files) {
    const [plain, gzip, br] = await Promise.all(['identity', 'gzip', 'gzip, deflate, br'].map((a) => fetched(file, a)));
    expect([plain?.encoding, gzip?.encoding, br?.encoding]).toEqual([undefined, 'gzip', 'br']);
    expect([plain?.vary, gzip?.vary, br?.vary]).toEqual(Array(3).fill('accept-encoding'));
    expect(gunzipSync(gzip!.bytes).equals(plain!.bytes)).toBe(true);
    expect(brotliDecompressSync(br!.bytes).equals(plain!.bytes)).toBe(true);
    if (plain!.bytes.length > 10_000) expect(br!.bytes.length).toBeLessThan(plain!.bytes.length / 2);
  }
});

it('has what the inbox asks first fetched ahead, for those who may be signed in', async () => {
  const link = async (path: string, cookie?: string) =>
    (await fetch(app.url + path, { headers: cookie === undefined ? {} : { cookie } })).headers.get('link');
  const [me, list] = ['/api/me', '/api/inbox?limit=100'].map((u) => `<${u}>; rel=preload; as=fetch; crossorigin`);
  expect(await link('/viec', 'laurel=x')).toBe(`${me!}, ${list!}`);
  expect(await link('/viec?tab=decided', 'laurel=x')).toBe(me);
  expect(await link('/viec')).toBeNull();
  expect(await link('/dang-nhap?tiep=%2Fviec', 'laurel=x')).toBeNull();
});

it('packs a long answer of the API, and leaves a short one as it is', async () => {
  const long = '/api/openapi.json';
  const [plain, gzip, short] = await Promise.all([
    fetched(long, 'identity'),
    fetched(long, 'gzip, deflate, br'),
    fetched('/api/health/live', 'gzip'),
  ]);
  expect([plain.encoding, gzip.encoding, short.encoding]).toEqual([undefined, 'gzip', undefined]);
  expect(gunzipSync(gzip.bytes).equals(plain.bytes)).toBe(true);
  expect(gzip.bytes.length).toBeLessThan(plain.bytes.length / 4);
});
