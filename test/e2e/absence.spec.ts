import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Absences } from '#contract';
import { openBrowser, openPage, signIn, startLaurel, type Running } from '../support/browser.js';
import { describeInBrowser } from '../support/needs.js';

describeInBrowser('being away', () => {
  let laurel: Running;
  let browser: Browser;

  beforeAll(async () => {
    laurel = await startLaurel({});
    browser = await openBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await laurel?.stop();
  }, 60_000);

  it('an absence is reported, refused backwards with the typed days kept, and ended', async () => {
    const page = await openPage(browser);
    page.setDefaultTimeout(30_000);
    const { request } = page.context();
    await signIn(page, laurel.url, 'thamdinh.c1');
    const absences = async () =>
      ((await (await request.get(`${laurel.url}/api/absences`)).json()) as Absences).absences;
    const before = (await absences()).length;
    await page.goto(`${laurel.url}/ca-nhan`);
    const [from, to] = [page.getByLabel('Từ ngày'), page.getByLabel('Đến hết ngày')];
    const report = page.getByRole('button', { name: 'Báo vắng mặt' });
    await from.fill('05/03/2090');
    await to.fill('01/03/2090');
    await report.click();
    await page.getByRole('alert').waitFor();
    expect(await from.inputValue()).toBe('05/03/2090');
    expect(await absences()).toHaveLength(before);
    await to.fill('09/03/2090');
    await report.click();
    await page.getByText('Từ 05/03/2090 đến hết 09/03/2090').waitFor();
    expect(await absences()).toHaveLength(before + 1);
    await page.getByRole('button', { name: 'Kết thúc vắng mặt' }).click();
    await page.getByText('Anh/Chị chưa báo ngày vắng mặt nào.').waitFor();
    await page.context().close();
  }, 120_000);
});
