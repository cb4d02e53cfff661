import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { everyWay } from '../support/axe.js';
import { openBrowser, openPage, signIn, startLaurel, type Running } from '../support/browser.js';
import { describeInBrowser } from '../support/needs.js';
import { workbook } from '../support/sheets.js';

/** How nominations come in: the form of an award, pasted old text, a draft changed elsewhere, an Excel list. */

const award = 'Kỷ niệm chương "Vì sự nghiệp xây dựng tổ chức Công đoàn"';
const years = '#fact-service-fullTimeUnionYears';

interface Somebody {
  readonly name: string;
  readonly memberNumber: string;
}

describeInBrowser('what comes in', () => {
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

  async function as(login: string, width = 1440): Promise<Page> {
    const page = await openPage(browser, width);
    page.setDefaultTimeout(30_000);
    await signIn(page, laurel.url, login);
    return page;
  }

  /** Tabs until what has the focus is called so, as a person without a mouse does. */
  async function tabTo(page: Page, name: RegExp): Promise<void> {
    const called = `(() => { const e = document.activeElement; const label = e.labels?.[0]?.textContent ?? '';
      return e.getAttribute('aria-label') || label || e.textContent; })()`;
    for (let i = 0; i < 120; i += 1) {
      await page.keyboard.press('Tab');
      if (name.test(String(await page.evaluate(called)))) return;
    }
    throw new Error(`no ${String(name)} by Tab`);
  }

  it('a draft is made by keyboard alone, tells wrong values in place, and converts old text', async () => {
    const page = await as('canbo.g01');
    await page.goto(`${laurel.url}/ho-so/moi`);
    await page.getByLabel('Danh hiệu đề nghị').waitFor();
    await tabTo(page, /^Danh hiệu đề nghị/);
    await page.keyboard.type('Kỷ niệm chương');
    await tabTo(page, /^Tiếp tục$/);
    await page.keyboard.press('Enter');
    await page.getByLabel('Tìm người trong danh bạ').waitFor();
    await tabTo(page, /^Tìm người trong danh bạ/);
    await page.keyboard.type('Hoang Ban Phim (du lieu mau)');
    await tabTo(page, /^Thêm người mới$/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Lưu vào danh bạ$/);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Lập hồ sơ', exact: true }).waitFor();
    await page.getByText('theo quy định hôm nay').waitFor();
    expect(await page.locator('[data-result="notComputable"]').count()).toBeGreaterThan(0);
    expect(new URL(page.url()).pathname).toBe('/ho-so/moi');
    await tabTo(page, /^Lập hồ sơ$/);
    await page.keyboard.press('Enter');
    await page.locator(years).waitFor();
    await tabTo(page, /^Số năm làm cán bộ công đoàn chuyên trách/);
    await page.keyboard.type('-5');
    const summary = page.getByRole('alert').filter({ hasText: 'phải là số nguyên không âm' });
    await summary.waitFor();
    expect(await page.locator(years).getAttribute('aria-invalid')).toBe('true');
    await summary.getByRole('link').press('Enter');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('16');
    await page.getByText(/Đã lưu nháp/).waitFor();
    expect(await summary.count()).toBe(0);
    await tabTo(page, /^Báo cáo thành tích/);
    await page.keyboard.insertText('§ång chÝ cã nhiÒu s¸ng kiÕn');
    await page.getByText('Văn bản dán có vẻ dùng bảng mã TCVN3').waitFor();
    await tabTo(page, /^Chuyển sang Unicode$/);
    await page.keyboard.press('Enter');
    await page.getByText(/Đã lưu nháp/).waitFor();
    expect(await page.locator('#draft-statement').inputValue()).toBe('Đồng chí có nhiều sáng kiến');
    await page.context().close();
  }, 180_000);

  it('a draft that another tab changed keeps what was typed here and takes what was typed there', async () => {
    const page = await as('canbo.g01');
    await page.goto(`${laurel.url}/ho-so/moi`);
    await page.getByLabel('Danh hiệu đề nghị').selectOption({ label: award });
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByLabel('Tìm người trong danh bạ').fill('Lý Hai Thẻ (dữ liệu mẫu)');
    await page.getByRole('button', { name: 'Thêm người mới' }).click();
    await page.getByRole('button', { name: 'Lưu vào danh bạ' }).click();
    await page.getByLabel('Tên sáng kiến').fill('Sáng kiến chưa ai có tên như thế này');
    await page.getByRole('button', { name: 'Lập hồ sơ', exact: true }).click();
    await page.locator(years).waitFor();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.locator(years).fill('20');
    await other.getByText(/Đã lưu nháp/).waitFor();
    await other.waitForTimeout(2_000);
    await page.locator('#draft-statement').fill('Chữ gõ ở thẻ này');
    await page.getByRole('button', { name: 'Tải bản mới, giữ phần tôi đã gõ' }).click();
    await page.getByText(/Đã lưu nháp/).waitFor();
    await page.reload();
    await page.locator(years).waitFor();
    expect(await page.locator(years).inputValue()).toBe('20');
    expect(await page.locator('#draft-statement').inputValue()).toBe('Chữ gõ ở thẻ này');
    await page.context().close();
  }, 120_000);

  it('a list of two people and one mistake becomes two drafts and a file with the mistake', async () => {
    const page = await as('canbo.g02');
    const me = (await (await page.request.get(`${laurel.url}/api/me`)).json()) as { seats: { unit: { id: string } }[] };
    const unit = me.seats[0]?.unit.id ?? '';
    const found = await page.request.get(`${laurel.url}/api/persons?unit=${unit}&limit=100`);
    const { persons } = (await found.json()) as { persons: (Somebody & { nominations: unknown[] })[] };
    const [first, second] = persons.filter((p) => p.nominations.length === 0 && p.memberNumber !== null);
    if (first === undefined || second === undefined) throw new Error('nobody to nominate');
    const file = await workbook([
      ['DANH SÁCH ĐỀ NGHỊ', null, null],
      ['STT', 'Họ và tên', 'Số thẻ đoàn viên'],
      [1, first.name, first.memberNumber],
      [2, second.name.toUpperCase(), second.memberNumber],
      [3, 'Không Ai Cả', null],
    ]);
    await page.goto(`${laurel.url}/ho-so/moi`);
    await page.getByLabel('Danh hiệu đề nghị').selectOption({ label: award });
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    const people = page.getByRole('list', { name: 'Kết quả tìm' }).getByRole('button');
    await page.getByLabel('Tìm người trong danh bạ').fill(first.name);
    await people.filter({ hasText: first.name }).click();
    await page.locator('[data-result]').first().waitFor();
    expect(await people.count()).toBe(1);
    expect(await everyWay(page)).toEqual([]);
    await page.getByRole('button', { name: 'Chọn lại' }).click();
    expect(await page.getByLabel('Tìm người trong danh bạ').evaluate((e) => e.matches(':focus'))).toBe(true);
    await page.reload();
    await page.getByRole('link', { name: 'Nhập danh sách từ Excel' }).click();
    await page.waitForURL('**/ho-so/danh-sach');
    await page.getByRole('heading', { level: 1, name: 'Nhập danh sách đề nghị từ Excel' }).waitFor();
    await page.getByLabel('Danh hiệu đề nghị').selectOption({ label: award });
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.locator('input[type=file]').setInputFiles({ name: 'danh-sach.xlsx', mimeType: '', buffer: file });
    await page.getByText('3 dòng, tiêu đề ở dòng 2 của tệp.').waitFor();
    await page.getByText('Không có người này trong danh bạ của đơn vị').waitFor();
    expect(await page.getByLabel('Cột Họ và tên dùng làm').inputValue()).toBe('name');
    const [mistakes] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tải các dòng cần sửa' }).click(),
    ]);
    expect(mistakes.suggestedFilename()).toBe('danh-sach-can-sua.xlsx');
    const [shown] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Xuất danh sách' }).click(),
    ]);
    expect(shown.suggestedFilename()).toBe('danh-sach-de-nghi.xlsx');
    expect(await everyWay(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lập 2 bản nháp' }).click();
    await page.getByText('Đã lập 2 bản nháp từ danh sách này.').waitFor();
    await page.getByRole('link', { name: first.name }).click();
    await page.getByRole('heading', { level: 1, name: first.name }).waitFor();
    await page.context().close();
  }, 120_000);

  it('a clerk of a superior union enters what a unit below decided on paper, with its minutes', async () => {
    const page = await as('canbo.c1');
    await page.goto(`${laurel.url}/ho-so/moi`);
    await page.getByLabel('Danh hiệu đề nghị').selectOption({ label: award });
    await page.getByLabel('Nhập thay cho đơn vị cơ sở').check();
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByRole('link', { name: 'Chọn đơn vị có hồ sơ giấy.' }).waitFor();
    await page.getByRole('list', { name: 'Kết quả tìm' }).getByRole('button').first().click();
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByLabel('Tìm người trong danh bạ').waitFor();
    const people = page.getByRole('list', { name: 'Kết quả tìm' }).getByRole('button');
    await people.filter({ hasNotText: 'Đã được đề nghị' }).first().click();
    await page.getByRole('button', { name: 'Lập hồ sơ', exact: true }).click();
    await page.getByText('Biên bản có chữ ký của đơn vị đề nghị', { exact: false }).first().waitFor();
    await page.context().close();
  }, 120_000);
});
