import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { objections, sideways } from '../support/axe.js';
import { openBrowser, openPage, signIn, startLaurel, type Running } from '../support/browser.js';
import { describeInBrowser } from '../support/needs.js';

describeInBrowser('every screen of the slice', () => {
  let laurel: Running;
  let browser: Browser;

  beforeAll(async () => {
    laurel = await startLaurel();
    browser = await openBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await laurel?.stop();
  }, 60_000);

  async function signedIn(login: string, width: number): Promise<Page> {
    const page = await openPage(browser, width);
    await signIn(page, laurel.url, login);
    return page;
  }

  it.each([1440, 390])(
    'has no serious axe finding and no sideways scroll at %i px',
    async (width) => {
      const errors: string[] = [];
      for (const login of ['thamdinh.c1', 'canbo.tld']) {
        const page = await signedIn(login, width);
        page.on('console', (m) => {
          if (m.type() === 'error' && m.text().includes('Content Security Policy')) errors.push(m.text());
        });
        for (const path of [
          '/viec',
          '/ho-so',
          '/van-ban',
          '/van-ban/moi',
          '/hoi-dong',
          '/lua-chon',
          '/ho-so/moi',
          '/ho-so/danh-sach',
          '/thong-bao',
          '/khong-co',
        ]) {
          await page.goto(laurel.url + path);
          await page.locator('h1').first().waitFor();
          await page.waitForLoadState('networkidle');
          errors.push(...(await objections(page)).map((o) => `${login} ${path} ${o}`));
          if (await sideways(page)) errors.push(`${login} ${path} scrolls sideways`);
        }
        await page.context().close();
      }
      expect(errors).toEqual([]);
    },
    240_000,
  );

  it.each([1440, 390, 360])(
    'shows an issued document, its correction and its annulment at %i px',
    async (width) => {
      const page = await signedIn('canbo.tld', width);
      const list = await page.context().request.get(`${laurel.url}/api/documents?state=issued&limit=1`);
      const { documents } = (await list.json()) as { documents: { id: string }[] };
      const errors: string[] = [];
      for (const part of ['', '/dinh-chinh', '/huy-bo']) {
        const path = `/van-ban/${documents[0]?.id ?? ''}${part}`;
        await page.goto(laurel.url + path);
        await page.locator('h1').first().waitFor();
        await page.waitForLoadState('networkidle');
        errors.push(...(await objections(page)).map((o) => `${path} ${o}`));
        const sideways = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
        if (sideways === true) errors.push(`${path} scrolls sideways`);
      }
      expect(errors).toEqual([]);
    },
    120_000,
  );

  it('shows a foreign and an unknown nomination as the same page', async () => {
    const federation = await signedIn('thamdinh.tld', 1440);
    const list = await federation.context().request.get(`${laurel.url}/api/nominations?limit=100`);
    const { nominations } = (await list.json()) as { nominations: { id: string }[] };
    const clerk = await signedIn('canbo.g01', 1440);
    const seen = await Promise.all(
      nominations.map(async (n) =>
        (await clerk.context().request.get(`${laurel.url}/api/nominations/${n.id}`)).status(),
      ),
    );
    const foreign = nominations[seen.indexOf(404)]?.id ?? '';
    const texts: string[] = [];
    for (const id of [foreign, '01a20572-242c-7006-a04d-eaa0ff3d8f45']) {
      await clerk.goto(`${laurel.url}/ho-so/${id}`);
      await clerk.getByText('Không tìm thấy, hoặc Anh/Chị không được xem').waitFor();
      texts.push(await clerk.locator('main').innerText());
    }
    expect(foreign).not.toBe('');
    expect(texts[0]).toBe(texts[1]);
  }, 120_000);
});
