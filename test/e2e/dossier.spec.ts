import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { objections, sideways } from '../support/axe.js';
import { openBrowser, openPage } from '../support/browser.js';
import { ok } from '../support/client.js';
import { describeInBrowser } from '../support/needs.js';
import { greyPng, printedPdf } from '../support/shown-files.js';
import { world, type World } from '../support/world.js';

const reason = 'Biên bản mờ, đề nghị gửi bản rõ hơn';
const tabs = ['chart', 'facts', 'items', 'opinions', 'versions', 'timeline'];

describeInBrowser('the page of a dossier', () => {
  let app: TestApp;
  let w: World;
  let browser: Browser;
  /** Returned once and resubmitted with another file, another figure and another report; waits for the appraiser of G1. */
  let id: string;

  beforeAll(async () => {
    app = await startApp();
    w = await world(app);
    await w.seat('second.C', 'appraiser', 'C');
    id = await resubmitted();
    browser = await openBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  }, 60_000);

  async function returned(): Promise<string> {
    const made = await w.nominate({
      facts: { 'initiative.recognisedAppliedInStreak': { value: 2 } },
      statement: 'Hai sáng kiến được áp dụng.',
    });
    const items = ['minutes', 'facts', 'statement'].map((item) => ({ item, code: 'illegible' }));
    ok(await w.as('appraiser.G1').command(made, { type: 'Return', items, reason }));
    return made;
  }

  async function resubmitted(): Promise<string> {
    const made = await returned();
    await w.clock(new Date(Date.parse('2026-11-02T03:00:00.000Z')).toISOString());
    const clerk = w.as('clerk.G1');
    const old = (await clerk.view(made)).items.find((i) => i.item === 'minutes')?.files[0]?.id ?? '';
    const bytes = [printedPdf('BIEN BAN'), greyPng(300, 200)].map((b) => new Blob([new Uint8Array(b)]));
    ok(await clerk.file(made, 'minutes', { bytes: bytes[0]!, name: 'Biên bản.pdf' }));
    ok(await clerk.file(made, 'minutes', { bytes: bytes[1]!, name: 'Ảnh chụp.png' }));
    const etag = (await clerk.view(made)).draft?.etag ?? '';
    ok(await clerk.send('DELETE', `/api/nominations/${made}/items/minutes/${old}`, { headers: { 'if-match': etag } }));
    const facts = { 'initiative.recognisedAppliedInStreak': { value: 3 } };
    const draft = { facts, statement: 'Ba sáng kiến được áp dụng.' };
    const now = (await clerk.view(made)).draft?.etag ?? '';
    ok(await clerk.patch(`/api/nominations/${made}/draft`, draft, { 'if-match': now }));
    ok(await clerk.command(made, { type: 'Resubmit' }));
    return made;
  }

  async function as(who: string, width = 1440): Promise<Page> {
    const page = await openPage(browser, width);
    page.setDefaultTimeout(30_000);
    await page.context().addCookies([{ name: 'laurel', value: w.as(who).cookie ?? '', url: app.url }]);
    return page;
  }

  async function open(page: Page, of: string, search = ''): Promise<void> {
    await page.goto(`${app.url}/ho-so/${of}${search}`);
    await page.getByRole('tablist').waitFor();
    await page.waitForLoadState('networkidle');
  }

  const panel = (page: Page) => page.getByRole('tabpanel');

  it('tells where it is, who must act, what was sent back, and who has seen it', async () => {
    const page = await as('appraiser.G1');
    await open(page, await returned());
    const text = await panel(page).innerText();
    expect(text).toContain('Đã trả lại để bổ sung, hạn');
    expect(text).toContain('Không đọc được');
    expect(text).toContain(reason);
    expect(text).toContain('Người clerk.G1');
    expect(text).toContain('theo quy định hôm nay');
    await page.getByRole('region', { name: 'Ai đã xem' }).first().waitFor();
    await open(page, id);
    await panel(page).getByText('Ai cần xử lý lúc này').waitFor();
    const current = panel(page).locator('[aria-current=step]');
    expect(await current.innerText()).toMatch(/Thẩm định.*đang chờ.*từ 02\/11\/2026/s);
    expect(await panel(page).innerText()).toMatch(/hạn \d+ ngày làm việc/);
    await page.context().close();
  }, 120_000);

  it('shows a PDF in the viewer and a picture as a picture, and keeps the mark of the reader', async () => {
    const page = await as('appraiser.G1');
    await open(page, id, '?tab=items');
    const item = panel(page).locator('li', { hasText: 'Biên bản.pdf' });
    expect(await item.innerText()).toContain('chưa xem');
    expect(await item.innerText()).toMatch(/Yêu cầu bổ sung lúc .*không đọc được.*Đã bổ sung ở Bản 2/s);
    expect(await item.innerText()).toContain('Người clerk.G1 tải lên');
    await page.getByRole('button', { name: 'Xem tại chỗ: Biên bản.pdf' }).click();
    await shownPdf(page);
    await page.reload();
    await shownPdf(page);
    await page.getByRole('button', { name: 'Xem tại chỗ: Ảnh chụp.png' }).click();
    const picture = page.getByRole('img', { name: 'Nội dung tệp Ảnh chụp.png' });
    const width = `document.querySelector('img[alt^="Nội dung"]').decode().then(() => document.querySelector('img[alt^="Nội dung"]').naturalWidth)`;
    await picture.waitFor();
    expect(await page.evaluate(width)).toBe(300);
    await item.getByRole('button', { name: /^Đã xem, đạt/ }).click();
    await item.getByRole('button', { name: /^Bỏ dấu đạt/ }).waitFor();
    await page.reload();
    await item.getByRole('button', { name: /^Bỏ dấu đạt/ }).waitFor();
    await page.context().close();
  }, 120_000);

  /** The viewer of the browser has read the file and drawn it. */
  async function shownPdf(page: Page): Promise<void> {
    const frame = page.locator('iframe[title="Nội dung tệp Biên bản.pdf"]');
    await frame.waitFor();
    const loaded = async (): Promise<boolean> => {
      const viewer = page.frames().find((f) => f.url().startsWith('chrome-extension://'));
      const state = "document.querySelector('pdf-viewer')?.loadState_";
      return (await viewer?.evaluate(state).catch(() => null)) === 'success';
    };
    for (let i = 0; i < 100 && !(await loaded()); i += 1) await page.waitForTimeout(100);
    expect(await loaded()).toBe(true);
  }

  it('shows what changed from one revision to another, and which two is in the address', async () => {
    const page = await as('appraiser.G1');
    await open(page, id, '?tab=versions');
    const diff = panel(page);
    expect(await diff.locator('tbody tr').innerText()).toMatch(/2 .*3 /s);
    expect(await diff.locator('ins').allInnerTexts()).toEqual(expect.arrayContaining([expect.stringContaining('Ba')]));
    expect(await diff.innerText()).toMatch(/thay: a\.pdf .*thêm: .*png/s);
    await page.getByLabel('Đến', { exact: true }).selectOption('1');
    await page.getByText('Hai bản này giống nhau.').waitFor();
    expect(new URL(page.url()).searchParams.get('to')).toBe('1');
    const shortly = page.getByRole('region', { name: 'Bảng quyết định' });
    await shortly.getByText('Thay đổi từ Bản 1 đến Bản 2').waitFor();
    expect(await shortly.innerText()).toContain(': 2 → 3');
    await open(page, id, '?tab=facts');
    await page.context().close();
  }, 120_000);

  it('confirms a criterion in its place, and tells who confirmed it', async () => {
    const page = await as('appraiser.G1');
    await open(page, id, '?tab=facts');
    const table = panel(page).getByRole('region', { name: 'Đối chiếu với tiêu chuẩn' }).last();
    expect(await panel(page).innerText()).toMatch(/Mục tiêu.*Bằng khen.*Đối tượng/s);
    await table
      .getByRole('button', { name: /^Xác nhận tiêu chí/ })
      .first()
      .click();
    await table.getByLabel(/^Căn cứ xác nhận/).fill('ngắn');
    await table.getByRole('button', { name: 'Xác nhận tiêu chí', exact: true }).click();
    await table.getByRole('alert').getByText('ít nhất 10 ký tự').waitFor();
    await table.getByLabel(/^Căn cứ xác nhận/).fill('Đã xem quyết định công nhận');
    await table.getByRole('button', { name: 'Xác nhận tiêu chí', exact: true }).click();
    await table
      .getByText(/Người appraiser.G1 \(Công đoàn G1\) xác nhận đạt lúc .*: “Đã xem/)
      .first()
      .waitFor();
    await page.context().close();
  }, 120_000);

  it('is walked by arrows, and each tab has an address', async () => {
    const page = await as('appraiser.G1');
    await open(page, id);
    await page.getByRole('tab', { name: 'Tóm tắt' }).focus();
    for (const tab of tabs) {
      await page.keyboard.press('ArrowRight');
      await page.waitForURL((url) => url.searchParams.get('tab') === tab);
      expect(await page.getByRole('tab', { selected: true }).getAttribute('id')).toMatch(new RegExp(`${tab}$`));
    }
    await page.context().close();
  }, 120_000);

  it('tells whoever stepped aside what they do not see, and says nothing of it', async () => {
    const other = await w.nominate();
    await w.climb(other, 'appraisal@C');
    ok(await w.as('second.C').command(other, { type: 'Recuse', reason: 'Là người nhà của người được đề nghị' }));
    const page = await as('second.C');
    for (const tab of ['', '?tab=items', '?tab=opinions', '?tab=versions']) {
      await open(page, other, tab);
      const text = await page.locator('main').innerText();
      expect(text).toContain('chỉ xem được trạng thái');
      expect(text).not.toMatch(/Đồng ý với đề nghị|a\.pdf|Ai đã xem|Ai cần xử lý/);
    }
    await page.context().close();
  }, 120_000);

  it('says what is empty, and what failed with a way to try again', async () => {
    const fresh = await w.nominate();
    const page = await as('appraiser.G1');
    await open(page, fresh, '?tab=opinions');
    await panel(page).getByText('Chưa có ý kiến nào.').waitFor();
    await open(page, fresh, '?tab=versions');
    await panel(page).getByText('Mới chỉ có một bản').waitFor();
    await page.route('**/dossier', (route) => route.abort());
    await open(page, fresh, '?tab=items');
    const failure = panel(page).getByRole('alert');
    await failure.getByText('Không tải được phần này của hồ sơ.').waitFor();
    await page.unroute('**/dossier');
    await failure.getByRole('button', { name: 'Thử lại' }).click();
    await panel(page).getByText('Danh mục tài liệu').waitFor();
    await page.context().close();
  }, 120_000);

  it('answers a foreign and an unknown id alike: status, page and every part of it', async () => {
    const page = await as('appraiser.G2');
    const seen: unknown[] = [];
    for (const target of [id, randomUUID()]) {
      const statuses: number[] = [];
      page.removeAllListeners('response');
      page.on('response', (r) => {
        if (r.url().includes(target) && r.url().includes('/api/')) statuses.push(r.status());
      });
      await page.goto(`${app.url}/ho-so/${target}?tab=versions`);
      await page.getByText('Không tìm thấy, hoặc Anh/Chị không được xem').waitFor();
      await page.waitForLoadState('networkidle');
      const parts = ['', '/dossier', '/versions', '/versions/1/diff/2', '/ledger'];
      const { request } = page.context();
      const answers = await Promise.all(
        parts.map(async (part) => (await request.get(`${app.url}/api/nominations/${target}${part}`)).status()),
      );
      seen.push({ answers, statuses: [...new Set(statuses)], text: await page.locator('main').innerText() });
    }
    expect(seen[0]).toEqual(seen[1]);
    expect(seen[0]).toMatchObject({ answers: [404, 404, 404, 404, 404], statuses: [404] });
    await page.context().close();
  }, 120_000);

  it('on a phone puts the criteria first and keeps the decision in reach', async () => {
    const page = await as('appraiser.G1', 390);
    await open(page, id);
    const decide = page.getByRole('region', { name: 'Bảng quyết định' });
    const [why, list] = [decide.getByRole('heading', { name: /^Vì sao/ }), page.getByRole('tablist')];
    expect((await why.boundingBox())?.y ?? NaN).toBeLessThan((await list.boundingBox())?.y ?? NaN);
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
    const bar = ['Đồng ý', 'Trả lại bổ sung', 'Khác'].map((name) => decide.getByRole('button', { name }).first());
    for (const button of bar) {
      const box = await button.boundingBox();
      expect(box?.height ?? 0).toBeGreaterThanOrEqual(48);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(844);
    }
    const reject = decide.getByRole('button', { name: 'Không đồng ý' });
    expect(await reject.isVisible()).toBe(false);
    await bar[2]?.click();
    await reject.click();
    await decide.getByText('Lý do không đồng ý').first().waitFor();
    await page.context().close();
  }, 120_000);

  it.each([1440, 360])(
    'has no serious axe finding and no sideways scroll in any tab at %i px',
    async (width) => {
      const page = await as('appraiser.G1', width);
      const wrong: string[] = [];
      for (const tab of ['summary', ...tabs]) {
        await open(page, id, `?tab=${tab}`);
        wrong.push(...(await objections(page)).map((o) => `${tab}: ${o}`));
        if (await sideways(page)) wrong.push(`${tab} scrolls sideways`);
      }
      expect(wrong).toEqual([]);
      await page.context().close();
    },
    180_000,
  );
});
