import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openPage, SAMPLE_PASSWORD, startLaurel, type Running } from '../support/browser.js';
import { describeInBrowser } from '../support/needs.js';

const award = 'Kỷ niệm chương "Vì sự nghiệp xây dựng tổ chức Công đoàn"';
const large = { name: 'bao-cao.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(10 * 1024 * 1024, 'a') };
large.buffer.write('%PDF-1.4\n');

describeInBrowser('a large file', () => {
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

  async function draft(): Promise<Page> {
    const page = await openPage(browser);
    await page.goto(`${laurel.url}/dang-nhap`);
    await page.getByLabel('Tên đăng nhập hoặc thư điện tử').fill('canbo.g01');
    await page.getByLabel('Mật khẩu', { exact: false }).first().fill(SAMPLE_PASSWORD);
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await page.getByRole('heading', { name: 'Việc cần xử lý' }).waitFor();
    await page.goto(`${laurel.url}/ho-so/moi`);
    await page.getByLabel('Danh hiệu đề nghị').selectOption({ label: award });
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByLabel('Tìm người trong danh bạ').fill('Trần Thị Tải Lên (dữ liệu mẫu)');
    await page.getByRole('button', { name: 'Thêm người mới' }).click();
    await page.getByRole('button', { name: 'Lưu vào danh bạ' }).click();
    await page.getByRole('button', { name: 'Lập hồ sơ', exact: true }).click();
    await page
      .getByLabel(/^Chọn tệp:/)
      .first()
      .waitFor({ state: 'attached' });
    return page;
  }

  it('waits for a lost connection, says so, and goes on from what arrived', async () => {
    const page = await draft();
    const offsets: string[] = [];
    let cut = false;
    await page.route('**/api/uploads/*', async (route) => {
      offsets.push(route.request().headers()['upload-offset'] ?? '');
      if (cut || offsets.length !== 2) return route.continue();
      cut = true;
      return route.abort('connectionreset');
    });
    await page
      .getByLabel(/^Chọn tệp:/)
      .first()
      .setInputFiles(large);
    await page.getByText('Mất kết nối. Phần đã gửi được giữ lại').waitFor();
    await page.getByText('bao-cao.pdf').waitFor();
    const part = 4 * 1024 * 1024;
    expect(offsets).toEqual(['0', String(part), String(part), String(2 * part)]);
    expect(await page.getByText('Mất kết nối. Phần đã gửi được giữ lại').count()).toBe(0);
    await page.context().close();
  }, 120_000);
});
