import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Absences, Delegations, Inbox, Me, Persons } from '#contract';
import { everyWay } from '../support/axe.js';
import { openBrowser, openPage, signIn, startLaurel, type Running } from '../support/browser.js';
import { describeInBrowser } from '../support/needs.js';

/** What people do about themselves and others: being away, lending a seat, taking work on, bringing registers. */
describeInBrowser('people', () => {
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
    const kept = page.waitForResponse((r) => r.url().endsWith('/api/me/preferences'));
    await page.getByRole('radio', { name: 'Một thư tổng hợp mỗi ngày, lúc 7 giờ sáng' }).click();
    await kept;
    await page.goto(`${laurel.url}/thong-bao`);
    await page.getByText('Thư điện tử: Một thư tổng hợp mỗi ngày, lúc 7 giờ sáng.').waitFor();
    const chosen = (await (await request.get(`${laurel.url}/api/me`)).json()) as Me;
    expect(chosen.preferences.mail).toBe('daily');
    await page.getByRole('link', { name: 'Chọn cách nhận thư' }).click();
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

  it('who works on a nomination is seen by a colleague, who takes it over when they are away', async () => {
    const [page, other] = [await openPage(browser), await openPage(browser)];
    await signIn(page, laurel.url, 'thamdinh.c1');
    await signIn(other, laurel.url, 'thamdinh2.c1');
    const api = page.context().request;
    const me = (await (await api.get(`${laurel.url}/api/me`)).json()) as Me;
    const { rows } = (await (await api.get(`${laurel.url}/api/inbox?limit=100`)).json()) as Inbox;
    /** Of an overdue one the claim is free at once. */
    const id = rows.find((r) => r.claim === null && (r.dueAt ?? '') > me.now)?.id ?? '';
    await page.goto(`${laurel.url}/viec?selected=${id}`);
    const own = page.getByRole('region', { name: 'Bảng quyết định' });
    await own.getByText('Chưa ai giữ hồ sơ này.').waitFor();
    await own.getByRole('button', { name: 'Nhận xử lý' }).click();
    await own.getByText('Anh/Chị đang giữ hồ sơ này.').waitFor();
    await page.getByRole('table').getByText(`Đang do ${me.person.name} giữ.`).first().waitFor();
    await other.goto(`${laurel.url}/ho-so/${id}`);
    const panel = other.getByRole('region', { name: 'Bảng quyết định' });
    await panel.getByText(`Đang do ${me.person.name} giữ.`).waitFor();
    await panel.getByText('Người khác nhận được sau').waitFor();
    expect(await panel.getByRole('button', { name: /^(Nhận xử lý|Nhận thay|Thôi giữ)$/ }).count()).toBe(0);
    const today = me.now.slice(0, 10);
    const away = await api.post(`${laurel.url}/api/absences`, {
      data: { person: me.person.id, validFrom: today, validTo: '2090-01-01' },
      headers: { origin: laurel.url },
    });
    expect(away.status()).toBe(201);
    await other.reload();
    await panel.getByRole('button', { name: 'Nhận thay' }).click();
    await panel.getByText('Anh/Chị đang giữ hồ sơ này.').waitFor();
    await panel.getByRole('button', { name: 'Thôi giữ' }).click();
    await panel.getByText('Chưa ai giữ hồ sơ này.').waitFor();
    await other.context().close();
    await page.context().close();
  }, 120_000);

  it('registers are brought by file: looked at, what is wrong said at its cell, and only the chosen rows taken', async () => {
    const page = await openPage(browser);
    page.setDefaultTimeout(30_000);
    await signIn(page, laurel.url, 'thamdinh.c1');
    await page.goto(`${laurel.url}/danh-ba/nhap`);
    await page.getByText('Anh/Chị không có quyền nhập danh bạ.').waitFor();
    await signIn(page, laurel.url, 'quantri.tld');
    await page.goto(`${laurel.url}/ca-nhan`);
    await page.getByRole('link', { name: 'Nhập danh bạ từ tệp CSV' }).click();
    await page.getByRole('link', { name: 'Tải tệp mẫu đúng cột' }).waitFor();
    const rows = ['Hoàng Thị Đúng;02/03/1980;LT-9001', 'Sai Ngày Sinh;31/02/1990;LT-9002', 'Vũ Văn Bỏ;;LT-9003'];
    await page.locator('input[type=file]').setInputFiles({
      name: 'nguoi.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['Họ tên;Ngày sinh;Số thẻ đoàn viên', ...rows].join('\n').normalize('NFD')),
    });
    await page.getByRole('button', { name: 'Dòng sai (1)' }).waitFor();
    const wrong = page.getByRole('row').filter({ hasText: 'Sai Ngày Sinh' });
    await wrong.getByRole('cell').filter({ hasText: '31/02/1990' }).getByText('Ngày không hợp lệ').waitFor();
    expect(await everyWay(page)).toEqual([]);
    const href = (await page.getByRole('link', { name: 'Tải tệp các dòng cần sửa' }).getAttribute('href')) ?? '';
    const file = await (await page.context().request.get(laurel.url + href)).text();
    expect(file.split('\r\n')[1]).toMatch(/^3,Sai Ngày Sinh,,31\/02\/1990,LT-9002,,"?Ngày sinh: Ngày không hợp lệ/);
    await page.getByRole('button', { name: 'Dùng được (2)' }).click();
    await page.getByRole('checkbox', { name: 'Nhập dòng 4' }).uncheck();
    await page.getByRole('button', { name: 'Nhập 1 dòng' }).click();
    await page.getByRole('button', { name: 'Xác nhận nhập 1 dòng' }).click();
    await page.getByText('Đã nhập 1/3 dòng').waitFor();
    const found = async (q: string) =>
      ((await (await page.context().request.get(`${laurel.url}/api/persons?q=${q}`)).json()) as Persons).persons;
    expect(await found('hoang thi dung')).toMatchObject([{ name: 'Hoàng Thị Đúng', memberNumber: 'LT-9001' }]);
    expect(await found('vu van bo')).toEqual([]);
    await page.context().close();
  }, 120_000);
});
