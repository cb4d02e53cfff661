import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openPage, SAMPLE_PASSWORD, startLaurel, type Running } from '../support/browser.js';
import { describeInBrowser } from '../support/needs.js';

const nominee = 'Hoàng Thị Dẫn Đường (dữ liệu mẫu)';
const award = 'Kỷ niệm chương "Vì sự nghiệp xây dựng tổ chức Công đoàn"';
const pdf = { name: 'minh-chung.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n% dữ liệu mẫu\n') };

describeInBrowser('the tour of the README', () => {
  let laurel: Running;
  let browser: Browser;

  beforeAll(async () => {
    laurel = await startLaurel({ RELEASE_SECONDS: '1' });
    browser = await openBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await laurel?.stop();
  }, 60_000);

  /** Signs in as a sample person, through the page. */
  async function as(login: string): Promise<Page> {
    const page = await openPage(browser);
    await page.goto(`${laurel.url}/dang-nhap`);
    await page.getByLabel('Tên đăng nhập hoặc thư điện tử').fill(login);
    await page.getByLabel('Mật khẩu', { exact: false }).first().fill(SAMPLE_PASSWORD);
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await page.getByRole('heading', { name: 'Việc cần xử lý' }).waitFor();
    return page;
  }

  async function nominate(): Promise<void> {
    const page = await as('canbo.g01');
    await page.goto(`${laurel.url}/ho-so/moi`);
    await page.getByLabel('Danh hiệu đề nghị').selectOption({ label: award });
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByLabel('Tìm người trong danh bạ').fill(nominee);
    await page.getByRole('button', { name: 'Thêm người mới' }).click();
    await page.getByRole('button', { name: 'Lưu vào danh bạ' }).click();
    await page.getByRole('button', { name: 'Lập hồ sơ', exact: true }).click();
    await page.getByLabel('Số năm làm cán bộ công đoàn chuyên trách').fill('16');
    await page.getByLabel(/^Minh chứng cho: số năm làm cán bộ công đoàn chuyên trách/).selectOption({ index: 1 });
    const items = await page
      .getByLabel(/^Chọn tệp:/)
      .evaluateAll((inputs) => inputs.map((i) => i.getAttribute('aria-label') ?? ''));
    for (const item of items) {
      await page.getByLabel(item).setInputFiles(pdf);
      await page.getByLabel(item.replace('Chọn tệp', 'Thêm tệp')).waitFor({ state: 'attached' });
    }
    await page.getByRole('button', { name: 'Kiểm tra trước khi nộp' }).click();
    await page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
    await page
      .getByText(/HS-\d{4}-\d+/)
      .first()
      .waitFor();
    await page.context().close();
  }

  async function approve(login: string): Promise<void> {
    const page = await as(login);
    await page.getByRole('row', { name: new RegExp(nominee.slice(0, 18)) }).click();
    const panel = page.getByRole('region', { name: 'Bảng quyết định' });
    await panel.getByText(nominee).first().waitFor();
    await panel.getByRole('button', { name: 'Đồng ý', exact: false }).first().click();
    await page.getByRole('button', { name: 'Xác nhận đồng ý' }).click();
    await page.getByRole('button', { name: 'Hoàn tác' }).waitFor();
    await page.waitForTimeout(1_200);
    await page.context().close();
  }

  async function compose(): Promise<string> {
    const page = await as('canbo.tld');
    await page.goto(`${laurel.url}/van-ban/moi`);
    await page.getByLabel('Trích yếu').fill('Về việc tặng Kỷ niệm chương (chuyến tham quan)');
    await page.getByLabel(nominee).check();
    await page.getByRole('button', { name: 'Lưu dự thảo' }).click();
    await page.waitForURL(/\/van-ban\/[0-9a-f-]{36}$/);
    const path = new URL(page.url()).pathname;
    await page.context().close();
    return path;
  }

  async function deed(login: string, path: string, names: readonly [string, string]): Promise<Page> {
    const page = await as(login);
    await page.goto(laurel.url + path);
    await page.getByRole('button', { name: names[0], exact: true }).click();
    await page.getByRole('button', { name: names[1] }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Mật khẩu', { exact: false }).first().fill(SAMPLE_PASSWORD);
    await dialog.getByRole('button', { name: 'Xác nhận' }).click();
    await dialog.waitFor({ state: 'hidden' });
    return page;
  }

  it('leads from a nomination through three levels to an issued decision, in less than ten minutes', async () => {
    const began = Date.now();
    await nominate();
    for (const login of ['thamdinh.g01', 'chutich.g01', 'thamdinh.c1', 'chutich.c1', 'thamdinh.tld'])
      await approve(login);
    const path = await compose();
    const signed = await deed('chutich.tld', path, ['Ký', 'Ký văn bản']);
    await signed.getByText('Đã ký').first().waitFor();
    const issued = await deed('canbo.tld', path, ['Phát hành', 'Phát hành ngay']);
    await issued.getByText('Đã trao 1/1').waitFor();
    await issued.getByRole('link', { name: nominee }).click();
    await issued.getByText('Đã khen thưởng').first().waitFor();
    await issued.getByRole('tab', { name: 'Dòng thời gian' }).click();
    await issued.getByText(/Chuỗi toàn vẹn đến sự kiện 7/).waitFor();
    const seconds = Math.round((Date.now() - began) / 1000);
    process.stderr.write(`the tour of the README took ${String(seconds)} s in a browser\n`);
    expect(seconds).toBeLessThan(600);
  }, 300_000);
});
