import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import type { BallotView } from '#contract';
import { councilProcedure } from '#domain';
import { startApp, type TestApp } from '../support/app.js';
import { openBrowser, openPage } from '../support/browser.js';
import { ok, type Client } from '../support/client.js';
import { council, publish, type Council } from '../support/councils.js';
import { describeInBrowser } from '../support/needs.js';
import { world, type World } from '../support/world.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describeInBrowser('a ballot in the browser', () => {
  let app: TestApp;
  let w: World;
  let c: Council;
  let items: string[];
  let browser: Browser;

  beforeAll(async () => {
    app = await startApp();
    w = await world(app);
    await publish(w, councilProcedure);
    c = await council(w, 'C', 10);
    items = await waiting(3);
    browser = await openBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  }, 60_000);

  async function waiting(count: number): Promise<string[]> {
    const made: string[] = [];
    for (let i = 0; i < count; i += 1) made.push(await w.nominate());
    for (const id of made) await w.climb(id, 'ballot@C');
    return made;
  }

  async function pageOf(client: Client, path: string, width = 390): Promise<Page> {
    const page = await openPage(browser, width);
    await page.context().addCookies([{ name: 'laurel', value: client.cookie ?? '', url: app.url }]);
    await page.goto(app.url + path);
    return page;
  }

  /** Marks the whole paper, checks it and gives back the receipt code. */
  async function vote(page: Page, mark: string): Promise<string> {
    const fields = page.getByRole('group');
    await fields.first().waitFor();
    const count = await fields.count();
    expect(count).toBe(3);
    for (let i = 0; i < count; i += 1) await fields.nth(i).getByLabel(mark, { exact: true }).check();
    await page.getByRole('button', { name: 'Bỏ phiếu', exact: true }).click();
    await page.getByRole('button', { name: 'Gửi phiếu', exact: true }).click();
    const code = page.locator('main code');
    await code.waitFor();
    return (await code.innerText()).replaceAll(' ', '');
  }

  it('is planned, opened, voted on, sent again, closed, and every receipt is in the closing list', async () => {
    const secretary = await pageOf(c.secretary, '/hoi-dong', 1440);
    await secretary.getByRole('button', { name: 'Lập phiên họp' }).click();
    await secretary.getByRole('button', { name: 'Lưu phiên họp' }).click();
    await secretary.getByRole('button', { name: 'Tất cả có mặt' }).click();
    await secretary.getByRole('button', { name: 'Lưu điểm danh' }).click();
    await secretary.getByText('Có mặt 10/10').waitFor();
    await secretary.getByRole('button', { name: 'Thêm tất cả (3)' }).click();
    await secretary.getByRole('button', { name: 'Lưu chương trình' }).click();
    await secretary.getByText('Chương trình (3)').waitFor();
    await secretary.getByRole('button', { name: 'Mở bỏ phiếu' }).click();
    await secretary.getByText('Đã bỏ phiếu 0/10').waitFor();
    const path = new URL(secretary.url()).pathname;
    const { ballots } = ok(
      await c.secretary.get<{ ballots: { id: string }[] }>(`/api/sittings/${path.split('/').at(-1) ?? ''}`),
    ).body;
    const ballot = ballots[0]?.id ?? '';

    const heard: string[] = [];
    const members = [await pageOf(c.member(2), path), await pageOf(c.member(3), path)] as const;
    for (const page of members)
      page.on(
        'response',
        (r) =>
          void r.text().then(
            (text) => heard.push(text),
            () => '',
          ),
      );
    const first = await vote(members[0], 'Đồng ý');
    // The line drops: the paper waits in memory, goes once the line is back, and is one paper.
    await members[1].context().setOffline(true);
    const fields = members[1].getByRole('group');
    for (let i = 0; i < 3; i += 1) await fields.nth(i).getByLabel('Không đồng ý', { exact: true }).check();
    await members[1].getByRole('button', { name: 'Bỏ phiếu', exact: true }).click();
    await members[1].getByRole('button', { name: 'Gửi phiếu', exact: true }).click();
    await members[1].getByText('Chưa gửi – đang thử lại').waitFor();
    await members[1].getByText('Lựa chọn của Anh/Chị chỉ nằm trong trang này', { exact: false }).waitFor();
    expect(await members[1].getByText('Ý kiến đang nhập').count()).toBe(0);
    expect(await members[1].evaluate('JSON.stringify([localStorage, sessionStorage])')).not.toMatch(/disagree/);
    await members[1].context().setOffline(false);
    await members[1].getByText('Phiếu của Anh/Chị đã được ghi.').waitFor();
    const replaced = (await members[1].locator('main code').innerText()).replaceAll(' ', '');
    await members[1].getByRole('button', { name: 'Gửi lại phiếu' }).click();
    expect(await members[1].locator('input:checked').count()).toBe(0);
    const second = await vote(members[1], 'Đồng ý');
    expect(second).not.toBe(replaced);
    expect(await members[1].locator('main').innerText()).not.toMatch(/Không chọn/);
    for (const i of [1, 4, 5, 6, 7, 8]) ok(await c.vote(ballot, i, 'agree'));
    ok(await c.vote(ballot, 9, 'none'));

    await secretary.getByText('Đã bỏ phiếu 9/10').waitFor();
    await secretary.getByRole('button', { name: 'Đóng bỏ phiếu' }).click();
    await secretary.getByText('Chưa bỏ phiếu:', { exact: false }).waitFor();
    await secretary.getByRole('button', { name: 'Đóng và kiểm phiếu' }).click();
    await secretary.getByText('Kết quả kiểm phiếu').waitFor();
    await secretary.getByText('8/10 = 80%').first().waitFor();

    await secretary.getByRole('link', { name: 'Kết quả chuyển tới từng hồ sơ' }).click();
    await secretary.getByText('Xong 0/3 · 0 bị từ chối · 3 đang chờ').first().waitFor();
    await c.handOut(ballot);
    await secretary.getByText('Xong 3/3 · 0 bị từ chối · 0 đang chờ').first().waitFor();

    const closed = ok(await c.secretary.get<BallotView>(`/api/ballots/${ballot}`)).body;
    expect(closed.rule.base).toBe('allMembers');
    expect(closed.items.map((i) => [i.totals.agree, i.totals.base])).toEqual(items.map(() => [8, 10]));
    expect(closed.receipts).toEqual(expect.arrayContaining([sha256(first), sha256(second)]));
    expect(closed.receipts).not.toContain(sha256(replaced));
    expect(closed.votes).toEqual([]);
    expect(heard.join('\n')).not.toMatch(/"choices?"/);

    await members[1].getByText('Kết quả kiểm phiếu').waitFor();
    await members[1].getByLabel('Mã biên nhận của Anh/Chị').fill(second);
    await members[1].getByRole('button', { name: 'Đối chiếu' }).click();
    await members[1].getByText('Phiếu có mã này đã được kiểm.').waitFor();
    await members[1].getByLabel('Mã biên nhận của Anh/Chị').fill(replaced);
    await members[1].getByRole('button', { name: 'Đối chiếu' }).click();
    await members[1].getByText('Mã này không có trong danh sách.', { exact: false }).waitFor();
    expect(await members[1].evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false);
  }, 240_000);

  it('on paper, has its totals entered with a scan and confirmed by a second person who sees both', async () => {
    const [item] = await waiting(1);
    const sitting = await c.sitting([item ?? ''], [], 'paper');
    ok(await c.open(sitting));
    const secretary = await pageOf(c.secretary, `/hoi-dong/${sitting.id}`, 1440);
    const scan = { name: 'bien-ban.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n% mẫu\n') };
    await secretary.getByLabel('Phiếu thu').fill('10');
    await secretary.getByLabel('Đồng ý', { exact: true }).fill('9');
    await secretary.getByLabel('Không đồng ý', { exact: true }).fill('1');
    await secretary.locator('input[type=file]').setInputFiles(scan);
    await secretary.getByRole('button', { name: 'Lưu để người thứ hai xác nhận' }).click();
    await secretary.getByText('Một người khác trong ban kiểm phiếu', { exact: false }).waitFor();
    expect(await secretary.getByRole('button', { name: 'Xác nhận kết quả' }).count()).toBe(0);
    const member = await pageOf(c.member(5), `/hoi-dong/${sitting.id}`);
    await member.getByRole('heading', { level: 1 }).waitFor();
    expect(await member.getByText('Xác nhận kết quả phiếu giấy').count()).toBe(0);
    const chair = await pageOf(c.chair, `/hoi-dong/${sitting.id}`, 1440);
    await chair.getByTitle('Bản quét biên bản kiểm phiếu').waitFor();
    await chair.getByRole('cell', { name: '9', exact: true }).waitFor();
    await chair.getByRole('button', { name: 'Xác nhận kết quả' }).click();
    await chair.getByText('9/10 = 90%').waitFor();
  }, 120_000);
});
