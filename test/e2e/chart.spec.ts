import { afterAll, beforeAll, expect, it } from '@jest/globals';
import axe from 'axe-core';
import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import type { Inbox, NominationLedger, NominationView, Statechart } from '#contract';
import { openBrowser, openPage, signIn, startLaurel, type Running } from '../support/browser.js';
import { describeInBrowser } from '../support/needs.js';

describeInBrowser('the chart of a dossier', () => {
  let laurel: Running;
  let browser: Browser;
  let id: string;

  beforeAll(async () => {
    laurel = await startLaurel({ RELEASE_SECONDS: '0' });
    browser = await openBrowser();
    const page = await signedIn(1440);
    id = (await api<Inbox>(page, '/inbox?limit=1')).rows[0]?.id ?? '';
    await page.context().close();
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await laurel?.stop();
  }, 60_000);

  async function signedIn(width: number): Promise<Page> {
    const page = await openPage(browser, width);
    await signIn(page, laurel.url, 'thamdinh.c1');
    return page;
  }
  async function api<Body>(page: Page, path: string): Promise<Body> {
    return (await (await page.context().request.get(`${laurel.url}/api${path}`)).json()) as Body;
  }
  async function opened(width: number): Promise<Page> {
    const page = await signedIn(width);
    await page.goto(`${laurel.url}/ho-so/${id}?tab=chart`);
    await page.locator('svg [data-state]').first().waitFor();
    return page;
  }
  async function serious(page: Page): Promise<string[]> {
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate('axe.run()')) as {
      violations: { id: string; impact: string; nodes: { html: string }[] }[];
    };
    return violations.filter((v) => /serious|critical/.test(v.impact)).map((v) => `${v.id} ${v.nodes[0]?.html ?? ''}`);
  }

  it('says the same in the picture and in the list, and shows what happened in a state', async () => {
    const page = await opened(1440);
    const chart = await api<Statechart>(page, `/nominations/${id}/statechart`);
    const drawn = await page
      .locator('svg [data-state]')
      .evaluateAll((all) => all.map((g) => g.getAttribute('data-state')));
    expect(drawn).toEqual(chart.states.map((s) => s.state));
    const labels = await page
      .locator('svg [data-state]')
      .evaluateAll((all) => all.map((g) => g.getAttribute('aria-label') ?? ''));
    const listed = await page.locator('ol li[data-status] button[aria-pressed]').allInnerTexts();
    expect(labels.map((label) => listed.find((name) => label.startsWith(`${name}, `)))).toEqual(listed);
    const exits = await page
      .locator('ol [data-exits]')
      .evaluateAll((all) => all.map((p) => Number(p.getAttribute('data-exits'))));
    expect(exits.reduce((a, b) => a + b, 0)).toBe(chart.edges.length);
    const described = await page.locator('svg[aria-describedby]').getAttribute('aria-describedby');
    expect(await page.locator(`[id="${described ?? ''}"] > li`).count()).toBe(chart.states.length);

    const past = chart.states.find((s) => s.kind === 'step' && s.status === 'past')?.state ?? '';
    const node = page.locator(`svg [data-state="${past}"]`);
    await page.locator(`svg [data-state="${chart.current}"]`).focus();
    while ((await page.evaluate('document.activeElement.dataset.state')) !== past)
      await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    expect(await node.getAttribute('aria-pressed')).toBe('true');
    const detail = page.getByTestId('chart-detail');
    await detail.getByText('ngày làm việc').first().waitFor();
    const { entries } = await api<NominationLedger>(page, `/nominations/${id}/ledger`);
    await detail.getByRole('button', { name: 'Đầy đủ' }).click();
    await detail.locator('pre').first().waitFor();
    expect(await detail.locator('pre').count()).toBe(entries.filter((e) => e.from === past || e.to === past).length);
    expect(await serious(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.context().close();
  }, 120_000);

  it('comes after the list on a phone, and never moves the page sideways', async () => {
    const page = await opened(390);
    const list = await page.locator('ol li[data-status]').first().boundingBox();
    const picture = await page.locator('svg[aria-describedby]').boundingBox();
    expect((list?.y ?? 0) < (picture?.y ?? 0)).toBe(true);
    expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false);
    expect(await serious(page)).toEqual([]);
    await page.context().close();
  }, 120_000);

  it('says aloud where the dossier has gone meanwhile', async () => {
    const page = await opened(1440);
    const { state, revision, evaluation, commands } = await api<NominationView>(page, `/nominations/${id}`);
    const as = commands.find((c) => c.type === 'Return')?.seats[0]?.id;
    const answer = await page.context().request.post(`${laurel.url}/api/nominations/${id}/commands`, {
      data: {
        ...{ type: 'Return', as, seen: { step: state, evaluation } },
        ...{ items: [{ item: 'minutes', code: 'illegible' }], reason: 'Bản chụp biên bản không đọc được' },
      },
      headers: { origin: laurel.url, 'idempotency-key': randomUUID(), 'if-match': `"${String(revision)}"` },
    });
    expect(answer.status()).toBe(200);
    await page
      .getByRole('status')
      .getByText('Hồ sơ vừa chuyển sang: Trả lại bổ sung.')
      .waitFor({ timeout: 40_000, state: 'attached' });
    await page.locator('svg [data-state="returned"][data-status="current"]').waitFor();
    expect(await page.locator(`svg [data-state="${state}"]`).getAttribute('aria-label')).toContain('1 lần trả lại');
    await page.context().close();
  }, 120_000);
});
