import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Absences, Delegations, Me } from '#contract';
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
    const panel = page.getByRole('region', { name: 'Vắng mặt' });
    const [from, to] = [panel.getByLabel('Từ ngày'), panel.getByLabel('Đến hết ngày')];
    const report = panel.getByRole('button', { name: 'Báo vắng mặt' });
    await from.fill('05/03/2090');
    await to.fill('01/03/2090');
    await report.click();
    await panel.getByText('Yêu cầu: từ ngày 05/03/2090 trở đi').waitFor();
    expect(await panel.getByRole('alert').innerText()).not.toContain('from');
    expect(await from.inputValue()).toBe('05/03/2090');
    expect(await absences()).toHaveLength(before);
    await to.fill('09/03/2090');
    await panel.getByText('Việc đang chờ sẽ chuyển đi như sau').waitFor();
    await report.click();
    await page.getByText('Từ 05/03/2090 đến hết 09/03/2090').waitFor();
    expect(await absences()).toHaveLength(before + 1);
    await page.getByRole('button', { name: 'Kết thúc vắng mặt' }).click();
    await page.getByText('Anh/Chị chưa báo ngày vắng mặt nào.').waitFor();
    await page.context().close();
  }, 120_000);

  it('a seat is lent in words, refused in place with everything typed kept, and taken back', async () => {
    const page = await openPage(browser);
    page.setDefaultTimeout(30_000);
    const { request } = page.context();
    await signIn(page, laurel.url, 'thamdinh.c1');
    const lent = async () =>
      ((await (await request.get(`${laurel.url}/api/delegations`)).json()) as Delegations).delegations;
    const before = (await lent()).length;
    await page.goto(`${laurel.url}/ca-nhan`);
    const panel = page.getByRole('region', { name: 'Ủy quyền' });
    const [grant, to] = [
      panel.getByRole('button', { name: 'Ủy quyền', exact: true }),
      panel.getByLabel('Đến hết ngày'),
    ];
    await panel.getByRole('button', { name: 'Lập ủy quyền mới' }).click();
    await grant.click();
    const summary = panel.getByRole('alert');
    await summary.getByRole('link', { name: 'Chọn người được ủy quyền.' }).click();
    const search = panel.getByLabel('Tìm người được ủy quyền');
    expect(await search.evaluate((e) => e === e.ownerDocument.activeElement)).toBe(true);
    const me = (await (await request.get(`${laurel.url}/api/me`)).json()) as Me;
    await search.fill(me.person.name.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/giu, 'd'));
    await panel.getByRole('list', { name: 'Người tìm được' }).getByRole('button', { name: me.person.name }).click();
    await panel.getByLabel('Hình thức ký').selectOption('TUQ');
    await to.fill('31/12/2090');
    await grant.click();
    await panel.getByText('Không ủy quyền cho chính mình').waitFor();
    expect([await to.inputValue(), await lent()].flat()).toHaveLength(before + 1);
    await panel.getByRole('button', { name: 'Chọn người khác' }).click();
    const people = panel.getByRole('list', { name: 'Người tìm được' }).getByRole('button');
    await search.fill('');
    await people.nth(1).waitFor();
    const names = await people.locator('strong').allInnerTexts();
    const delegate = names.find((name) => name !== me.person.name) ?? '';
    await people.filter({ hasText: delegate }).first().click();
    await grant.click();
    const mine = panel.getByRole('listitem').filter({ hasText: `TUQ.` }).filter({ hasText: delegate });
    await mine.getByText('Đang có hiệu lực').waitFor();
    expect((await lent()).filter((d) => d.inForce && d.form === 'TUQ')).toMatchObject([
      { to: { name: delegate }, award: null, level: null, validTo: '2090-12-31' },
    ]);
    await mine.getByRole('button', { name: `Thu hồi ủy quyền cho ${delegate}` }).click();
    await mine.getByRole('button', { name: 'Xác nhận thu hồi' }).click();
    await panel.getByText('Anh/Chị chưa ủy quyền cho ai.').waitFor();
    expect((await lent()).filter((d) => d.inForce && d.form === 'TUQ')).toEqual([]);
    await page.context().close();
  }, 120_000);
});
