import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { objections, sideways } from '../support/axe.js';
import { openBrowser, openPage, signIn, startLaurel, type Running } from '../support/browser.js';
import { describeInBrowser } from '../support/needs.js';
import { open, SCREENS, type Screen } from '../support/screens.js';
import { strangeWords } from '../support/shown-words.js';

describeInBrowser('every screen', () => {
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

  it.each(['vi', 'en'] as const)(
    'has no serious axe finding, no sideways scroll and no strange word in %s',
    async (language) => {
      const errors: string[] = [];
      for (const [login, screens] of Object.entries(SCREENS)) {
        const page = await signedIn(login, 1440);
        await page.addInitScript(`localStorage.setItem('laurel.language', '${language}')`);
        page.on('console', (m) => {
          if (m.type() === 'error' && m.text().includes('Content Security Policy')) errors.push(m.text());
        });
        for (const screen of screens) errors.push(...(await faults(page, screen, language)));
        await page.context().close();
      }
      const page = await openPage(browser);
      await page.addInitScript(`localStorage.setItem('laurel.language', '${language}')`);
      errors.push(...(await faults(page, { name: 'sign-in', at: '/dang-nhap' }, language)));
      await page.context().close();
      expect(errors).toEqual([]);
    },
    900_000,
  );

  /** What is wrong with a screen at both sizes, and by how it is said; each is loaded once. */
  async function faults(page: Page, screen: Screen, language: 'vi' | 'en'): Promise<string[]> {
    const found: string[] = [];
    const say = (what: string) => found.push(`${screen.name} (${language}): ${what}`);
    await page.setViewportSize({ width: 1440, height: 900 });
    await open(page, laurel.url, screen).catch((error: unknown) => say(String(error)));
    for (const o of await objections(page)) say(o);
    for (const word of await strangeWords(page, language)) say(word);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.waitForLoadState('networkidle');
    for (const o of await objections(page)) say(`390 px ${o}`);
    await page.setViewportSize({ width: 360, height: 740 });
    if (await sideways(page)) say('scrolls sideways at 360 px');
    return found;
  }

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
