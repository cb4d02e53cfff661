import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { openBrowser, openPage } from '../support/browser.js';
import { ok, type Client } from '../support/client.js';
import { describeInBrowser } from '../support/needs.js';
import { PASSWORD, world, type World } from '../support/world.js';

const recommend = { type: 'Recommend', opinion: 'Đồng ý với đề nghị' };

/** AC6: whatever happens while somebody decides, they are told what, and what they typed is still there. */
describeInBrowser('the hard moments', () => {
  let app: TestApp;
  let w: World;
  let browser: Browser;
  let reviewer: Client;

  beforeAll(async () => {
    app = await startApp();
    w = await world(app);
    reviewer = await w.seat('second.G1', 'appraiser', 'G1');
    browser = await openBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  }, 60_000);

  const panel = (page: Page) => page.getByRole('region', { name: 'Bảng quyết định' });
  const opinion = (page: Page) => panel(page).getByLabel(/^Ý kiến \(/);
  const typed = 'Ý kiến đang viết dở, chưa gửi';

  /** A dossier open before a reviewer, with an opinion half written. */
  async function deciding(id: string): Promise<Page> {
    const page = await openPage(browser);
    page.setDefaultTimeout(45_000);
    await page.context().addCookies([{ name: 'laurel', value: reviewer.cookie ?? '', url: app.url }]);
    await page.goto(`${app.url}/viec?selected=${id}`);
    await opinion(page).fill(typed);
    return page;
  }
  async function approve(page: Page): Promise<void> {
    await panel(page)
      .getByRole('button', { name: /^Đồng ý/ })
      .click();
    await page.getByRole('button', { name: 'Xác nhận đồng ý' }).click();
  }
  /** The panel says this, and the opinion is as it was typed. */
  async function told(page: Page, what: string | RegExp): Promise<void> {
    await panel(page).getByRole('alert').getByText(what).first().waitFor();
    expect(await opinion(page).inputValue()).toBe(typed);
  }

  it('412: the criteria changed in the meantime', async () => {
    const id = await w.nominate();
    const page = await deciding(id);
    const { subject } = await reviewer.view(id);
    await app.sql(`update assessment set result = 'khong_hoan_thanh' where subject_id = $1`, [subject.id]);
    await app.sql(
      `insert into fact_version as f (subject_id) values ($1) on conflict (subject_id) do update set n = f.n + 1`,
      [subject.id],
    );
    await approve(page);
    await told(page, 'Kết quả xét tiêu chuẩn đã thay đổi');
    await panel(page).getByRole('button', { name: 'Xem thay đổi' }).click();
    await panel(page).getByRole('alert').waitFor({ state: 'detached' });
    expect(await opinion(page).inputValue()).toBe(typed);
    await page.context().close();
  }, 240_000);

  it('412: the dossier came back as a newer revision', async () => {
    const id = await w.nominate();
    const page = await deciding(id);
    const items = [{ item: 'minutes', code: 'illegible' }];
    const back = { type: 'Return', items, reason: 'Biên bản không đọc được rõ' };
    ok(await w.as('appraiser.G1').command(id, back));
    ok(await w.as('clerk.G1').file(id, 'minutes'));
    ok(await w.as('clerk.G1').command(id, { type: 'Resubmit' }));
    await approve(page);
    await told(page, 'Hồ sơ đã có bản mới hơn');
    expect((await reviewer.view(id)).revision).toBe(2);
    await page.context().close();
  }, 240_000);

  it('409: a colleague decided first; their name and the time are there', async () => {
    const id = await w.nominate();
    const page = await deciding(id);
    ok(await w.as('appraiser.G1').command(id, recommend));
    await panel(page).getByText('Hồ sơ vừa được cập nhật.').waitFor();
    await approve(page);
    await told(page, /đã quyết lúc \d\d\/\d\d\/\d{4}/);
    await page.context().close();
  }, 240_000);

  it('offline in mid-opinion: said, nothing can be sent, nothing is lost, and it goes on', async () => {
    const id = await w.nominate();
    const page = await deciding(id);
    const sent: string[] = [];
    page.on('request', (r) => (r.method() === 'POST' ? sent.push(r.url()) : undefined));
    await page.context().setOffline(true);
    await page.getByText('Mất kết nối mạng. Ý kiến đang nhập', { exact: false }).waitFor();
    const agree = panel(page).getByRole('button', { name: /^Đồng ý/ });
    expect(await agree.getAttribute('aria-disabled')).toBe('true');
    await page.locator(`[data-row="${id}"]`).focus();
    await page.keyboard.press('Digit1');
    expect(await page.getByRole('button', { name: 'Xác nhận đồng ý' }).count()).toBe(0);
    expect(sent).toEqual([]);
    await page.context().setOffline(false);
    await page.getByText('Mất kết nối mạng.', { exact: false }).first().waitFor({ state: 'detached' });
    expect(await opinion(page).inputValue()).toBe(typed);
    await approve(page);
    await page.locator(`[data-row="${id}"]`).waitFor({ state: 'detached' });
    expect((await reviewer.view(id)).state).toBe(`signature@${w.unit('G1')}`);
    await page.context().close();
  }, 240_000);

  it('the session ends while somebody types: the password is asked over the screen, and the text is there', async () => {
    const id = await w.nominate();
    const page = await deciding(id);
    await app.sql(
      `update session s set last_seen_at = clock_timestamp() - interval '3 h' from account a where a.id = s.account_id and a.person_id = $1`,
      [reviewer.person],
    );
    // Nobody has to send anything to learn it.
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Mật khẩu', { exact: false }).first().fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await opinion(page).inputValue()).toBe(typed);
    await approve(page);
    await page.locator(`[data-row="${id}"]`).waitFor({ state: 'detached' });
    await page.context().close();
  }, 240_000);
});
