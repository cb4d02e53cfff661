import { afterAll, beforeAll, expect, it } from '@jest/globals';
import axe from 'axe-core';
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import type { DocumentView, NominationView } from '#contract';
import { councilProcedure, type Procedure } from '#domain';
import { performActItem } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { openBrowser, openPage } from '../support/browser.js';
import { ok, type Client } from '../support/client.js';
import { publish } from '../support/councils.js';
import { describeInBrowser } from '../support/needs.js';
import { PASSWORD, world, type World } from '../support/world.js';

/** AC16: twelve nominations under one number and one password; corrected and annulled by documents of their own. */

const STATE_AWARD = 'STATE_LABOUR_ORDER_3';
const items = ['submissionLetter', 'achievementReport', 'minutes'];

/** The unit signs, the federation signs its letter, the State decides. */
const toTheState: Procedure = {
  ...councilProcedure,
  id: 'STATE-SHORT',
  appliesTo: { awards: [STATE_AWARD] },
  stages: [
    {
      level: 'any',
      steps: councilProcedure.stages.flatMap((s) => s.steps.filter((x) => s.level === 'any' && x.kind === 'signature')),
    },
    {
      level: 'federation',
      steps: (['signature', 'external'] as const).map((kind) => ({
        step: kind,
        kind,
        role: kind === 'external' ? 'clerk' : 'signer',
        combine: [],
        workingDays: 10,
        remindAt: [8, 10],
        onLapse: { do: 'escalate', to: 'signer' },
      })),
    },
  ],
};

describeInBrowser('documents in the browser', () => {
  let app: TestApp;
  let w: World;
  let browser: Browser;
  let nominations: string[];
  let decision: string;

  beforeAll(async () => {
    app = await startApp();
    w = await world(app);
    await publish(w, toTheState);
    const subjects = await w.nominees('F', 13);
    nominations = [];
    for (const subject of subjects) {
      const id = await w.nominate({ unit: 'F', award: 'UNION_MEDAL_KNC', subject });
      await w.climb(id, 'awaitingDecision');
      nominations.push(id);
    }
    browser = await openBrowser();
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  }, 60_000);

  /** A page of a person whose password has not just been given. */
  async function as(who: Client, path: string, width = 1440): Promise<Page> {
    const page = await openPage(browser, width);
    await page.context().addCookies([{ name: 'laurel', value: who.cookie ?? '', url: app.url }]);
    await page.goto(app.url + path);
    await page.locator('h1').first().waitFor();
    return page;
  }

  /** From the keyboard: the deed, its check page, and the password where it is asked for. */
  async function deed(page: Page, [name, now]: readonly [string, string], asked = true): Promise<void> {
    await page.getByRole('button', { name, exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: now }).focus();
    await page.keyboard.press('Enter');
    if (!asked) return;
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Mật khẩu', { exact: false }).first().fill(PASSWORD);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
  }

  const idOf = (page: Page): string => new URL(page.url()).pathname.split('/')[2] ?? '';
  const read = async (id: string) => ok(await w.as('clerk.F').get<DocumentView>(`/api/documents/${id}`)).body;
  const handOut = async (id: string) => {
    const { act, items: lines } = await read(id);
    for (const { nomination } of lines) await performActItem(app.engine, act ?? '', nomination);
  };
  const pdfHash = async (page: Page, id: string) =>
    createHash('sha256')
      .update(await (await page.context().request.get(`${app.url}/api/documents/${id}/print.pdf`)).body())
      .digest('hex');

  /** What axe objects to, and whether the page scrolls sideways. */
  async function faults(page: Page): Promise<unknown[]> {
    await page.waitForLoadState('networkidle');
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate('axe.run()')) as {
      violations: { id: string; impact: string; nodes: { target: unknown }[] }[];
    };
    const bad = violations.filter((v) => ['serious', 'critical'].includes(v.impact));
    const sideways = (await page.evaluate('document.documentElement.scrollWidth > innerWidth')) === true;
    await picture(page);
    return [...bad.map((v) => [v.id, v.nodes.map((n) => n.target)]), ...(sideways ? [page.url()] : [])];
  }

  /** With LAUREL_PICTURES a person can look at what was tested. */
  async function picture(page: Page): Promise<void> {
    const folder = process.env['LAUREL_PICTURES'];
    if (folder === undefined) return;
    mkdirSync(folder, { recursive: true });
    const name = `${new URL(page.url()).pathname.replace(/[0-9a-f-]{36}/g, 'x').replaceAll('/', '-')}-${String(Date.now())}`;
    await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  }

  it('issues twelve with one password entry: the same number and date; the next document has the next number', async () => {
    const clerk = w.as('clerk.F');
    const page = await as(clerk, '/van-ban/moi');
    await page.getByLabel('Chọn tất cả (13)').check();
    await page.locator('li input[type=checkbox]').last().uncheck();
    await page.getByText('Đã chọn 12').waitFor();
    await page.getByLabel('Trích yếu').fill('Về việc tặng Kỷ niệm chương năm 2026');
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lưu dự thảo' }).click();
    await page.waitForURL(/\/van-ban\/[0-9a-f-]{36}$/);
    decision = idOf(page);
    const signer = await as(w.as('signer.F'), `/van-ban/${decision}`);
    await deed(signer, ['Ký', 'Ký văn bản']);
    await signer.getByText('Đã ký').first().waitFor();
    await signer.context().close();

    await page.reload();
    await page.getByRole('button', { name: 'Phát hành', exact: true }).click();
    await page.getByText('Số sẽ cấp: 01/QĐ-TLĐ').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Quay lại' }).click();
    await deed(page, ['Phát hành', 'Phát hành ngay']);
    await page.getByText('Đã phát hành').first().waitFor();
    await handOut(decision);
    await page.getByText('Đã trao 12/12 · 0 lỗi').waitFor();
    const { number, date, items: lines } = await read(decision);
    const views = await Promise.all(lines.map((i) => clerk.view(i.nomination)));
    expect(views.map((v) => [v.state, v.document?.number, v.document?.date])).toEqual(
      lines.map(() => ['commended', number, date]),
    );
    expect([lines.length, number]).toEqual([12, '01/QĐ-TLĐ']);

    // Another document takes the number that is shown: the next one is shown, and confirmed again.
    const rest = nominations.filter((n) => !lines.some((i) => i.nomination === n));
    const next = await w.signed(rest);
    await page.goto(`${app.url}/van-ban/${next}`);
    await page.getByRole('button', { name: 'Phát hành', exact: true }).click();
    await page.getByText('Số sẽ cấp: 02/QĐ-TLĐ').waitFor();
    const other = await w.nominate({ unit: 'F', award: 'UNION_MEDAL_KNC' });
    await w.climb(other, 'awaitingDecision');
    expect((await w.decision([other])).number).toBe('02/QĐ-TLĐ');
    await page.getByRole('button', { name: 'Phát hành ngay' }).click();
    await page.getByText('Số vừa hiển thị đã được cấp cho văn bản khác', { exact: false }).waitFor();
    await page.getByText('Số sẽ cấp: 03/QĐ-TLĐ').waitFor();
    expect((await read(next)).state).toBe('signed');
    await page.getByRole('button', { name: 'Phát hành ngay' }).click();
    await page.getByText('Đã phát hành').first().waitFor();
    expect((await read(next)).number).toBe('03/QĐ-TLĐ');
    await page.context().close();
  }, 300_000);

  it('corrects and annuls by documents of their own, and leaves the original as it was', async () => {
    const page = await as(w.as('clerk.F'), `/van-ban/${decision}`);
    const [before, hash] = [await read(decision), await pdfHash(page, decision)];
    await page.getByRole('link', { name: 'Đính chính' }).click();
    await page.getByRole('button', { name: 'Lưu dự thảo' }).click();
    await page.getByRole('alert').getByText('dòng 1', { exact: false }).waitFor();
    await page.getByLabel('Đính chính thành, dòng 1').fill('Nguyễn Thị Đúng');
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lưu dự thảo' }).click();
    await page.waitForURL((url) => url.pathname !== `/van-ban/${decision}/dinh-chinh`);
    const correction = idOf(page);
    ok(await (await w.elevate('signer.F')).deed(correction, 'sign'));
    ok(await (await w.elevate('clerk.F')).deed(correction, 'issue'));
    await page.reload();
    await page.getByText('04/QĐ-TLĐ').first().waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('link', { name: /Đính chính 01\/QĐ-TLĐ/ }).click();
    await page.getByText('Nguyễn Thị Đúng').waitFor();

    await page.getByRole('link', { name: 'Hủy bỏ' }).click();
    await page.locator('li input[type=checkbox]').first().check();
    const today = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC' }).format(new Date(before.date ?? ''));
    await page.getByLabel('Ngày có kết luận thanh tra, kiểm tra').fill(today);
    await page.getByLabel('Ngày nhận đủ hồ sơ đề nghị hủy bỏ').fill(today);
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lưu dự thảo' }).click();
    await page.getByText('Hạn quyết định').waitFor();
    const annulment = idOf(page);
    ok(await (await w.elevate('signer.F')).deed(annulment, 'sign'));
    ok(await (await w.elevate('clerk.F')).deed(annulment, 'issue'));
    await handOut(annulment);
    await page.reload();
    await page.getByRole('button', { name: /^Ghi đã thu hồi: Bằng, hiện vật/ }).click();
    await page.getByLabel('Ngày thu hồi').fill(today);
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lưu ngày thu hồi' }).click();
    await page.getByRole('cell', { name: today }).waitFor();

    const after = await read(decision);
    expect([after.corrections.map((c) => c.id), after.annulments.map((a) => a.id)]).toEqual([
      [correction],
      [annulment],
    ]);
    const text = ({ items: lines, title, number, date, version }: DocumentView) => ({
      title,
      number,
      date,
      version,
      names: lines.map((i) => i.subject),
    });
    expect([text(after), await pdfHash(page, decision)]).toEqual([text(before), hash]);
    const phone = await as(w.as('clerk.F'), `/van-ban/${annulment}`, 390);
    expect(await faults(phone)).toEqual([]);
    await phone.context().close();
    await page.context().close();
  }, 300_000);

  it('sends a letter up and records what the State answered, from its document', async () => {
    const id = await w.nominate({ unit: 'F', award: STATE_AWARD, items });
    await w.climb(id, 'signature@F');
    const page = await as(w.as('clerk.F'), '/van-ban/moi?kind=TTr');
    await page.getByLabel('Chọn tất cả (1)').check();
    await page.getByLabel('Trích yếu').fill('Tờ trình tặng Huân chương Lao động');
    await page.getByRole('button', { name: 'Lưu dự thảo' }).click();
    await page.waitForURL(/\/van-ban\/[0-9a-f-]{36}$/);
    const letter = idOf(page);
    ok(await (await w.elevate('signer.F')).deed(letter, 'sign'));
    ok(await (await w.elevate('clerk.F')).deed(letter, 'issue'));
    await handOut(letter);
    expect(w.named(await w.state(id))).toBe('external@F');
    await page.reload();
    await page.getByText('Đã gửi 1/1 · 0 lỗi').waitFor();
    await page.getByRole('button', { name: /^Ghi kết quả cấp trên/ }).click();
    await page.getByRole('button', { name: 'Ghi kết quả', exact: true }).click();
    await page.getByRole('alert').getByText('Tải lên văn bản của cấp trên.').waitFor();
    const { date } = await read(letter);
    await page
      .getByLabel('Ngày của văn bản cấp trên')
      .fill(new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC' }).format(new Date(date ?? '')));
    await page.getByLabel('Văn bản của cấp trên (PDF', { exact: false }).setInputFiles({
      name: 'quyet-dinh.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4 quyết định'),
    });
    await page.getByLabel('Ghi chú', { exact: false }).fill('Theo quyết định của Chủ tịch nước');
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ghi kết quả', exact: true }).click();
    await page.getByText('Đã khen thưởng').first().waitFor();
    expect(await w.state(id)).toBe('commended');
    await page.context().close();
  }, 180_000);

  it('a refused nominee complains through the clerk, and the signer above concludes', async () => {
    const id = await w.nominate();
    await w.climb(id, 'appraisal@C');
    const reject = { type: 'Reject', code: 'criteriaNotMet', reason: 'Thành tích chưa đủ thuyết phục' };
    ok(await w.as('appraiser.C').command(id, reject));
    const page = await as(w.as('clerk.G1'), `/ho-so/${id}`);
    await page.getByRole('button', { name: 'Khiếu nại' }).click();
    await page.getByLabel('Nội dung khiếu nại', { exact: false }).fill('Đề nghị xem xét lại thành tích đã nêu');
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Gửi khiếu nại' }).click();
    await page.getByText('Đang giải quyết').waitFor();
    const view = ok(await w.as('clerk.G1').get<NominationView>(`/api/nominations/${id}`)).body;
    expect(view.complaints).toMatchObject([{ founded: null, reason: 'Đề nghị xem xét lại thành tích đã nêu' }]);
    await page.context().close();
  }, 120_000);
});
