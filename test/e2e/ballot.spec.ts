import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import type { BallotView, SittingView } from '#contract';
import { councilProcedure } from '#domain';
import { startApp, type TestApp } from '../support/app.js';
import { DESK, everyWay, objections, sideways } from '../support/axe.js';
import { openBrowser, openPage } from '../support/browser.js';
import { ok, type Client } from '../support/client.js';
import { council, key, publish, type Council } from '../support/councils.js';
import { describeInBrowser } from '../support/needs.js';
import { world, type World } from '../support/world.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Commands under which a member's paper came, and papers that there are. */
const taken = `select cardinality(t.commands) as commands,
  (select count(*)::int from envelope e where e.ballot_id = t.ballot_id and e.member_id = t.member_id) as papers
  from turnout t where t.ballot_id = $1 and t.member_id = $2`;

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

  /** What is wrong with a screen as it is: axe, contrast, sideways scroll. */
  async function seen(page: Page): Promise<string[]> {
    return [...(await objections(page)), ...((await sideways(page)) ? ['scrolls sideways'] : [])];
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
    await secretary.getByText('Cần ít nhất 7/10 thành viên có mặt:').waitFor();
    expect(await seen(secretary)).toEqual([]);
    await secretary.getByRole('button', { name: 'Mở bỏ phiếu' }).click();
    await secretary.getByRole('heading', { name: 'Kiểm tra trước khi mở bỏ phiếu' }).waitFor();
    await secretary.getByText('Có mặt 10, cần ít nhất 7.').waitFor();
    await secretary.getByText('Từ 8/10 trở lên. Cơ số: tất cả thành viên (10).').waitFor();
    expect(await seen(secretary)).toEqual([]);
    await secretary.getByRole('button', { name: 'Mở bỏ phiếu ngay' }).click();
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
          // The screens' own words hold "choice"; what matters is what the server answers.
          void (new URL(r.url()).pathname.startsWith('/api/') ? r.text() : Promise.resolve('')).then(
            (text) => heard.push(text),
            () => '',
          ),
      );
    // What the secretary looks at stands on all screens at once; under a paper that is being filled in it is only offered.
    await secretary.getByRole('button', { name: 'Đưa mục 1 lên màn hình' }).click();
    for (const page of members) await page.getByText('Đang xét mục 1/3').waitFor();
    await members[0].getByRole('group').first().getByLabel('Không đồng ý', { exact: true }).check();
    await secretary.getByRole('button', { name: 'Mục tiếp theo' }).click();
    await members[1].getByText('Đang xét mục 2/3').waitFor();
    await members[0].getByText('Thư ký đã chuyển sang mục 2', { exact: false }).waitFor();
    expect(await members[0].getByText('Đang xét mục 1/3').count()).toBe(1);
    await members[0].getByRole('button', { name: 'Chuyển theo' }).click();
    await members[0].getByText('Đang xét mục 2/3').waitFor();
    expect(await members[0].locator('input:checked').count()).toBe(1);
    expect(await everyWay(members[0])).toEqual([]);

    // In a second tab of the same member something else is marked; it stays there, and is not sent.
    const tab = await members[0].context().newPage();
    await tab.goto(app.url + path);
    await tab.getByRole('group').nth(1).getByLabel('Không chọn', { exact: true }).check();
    const first = await vote(members[0], 'Đồng ý');
    await tab.getByText('Phiếu của Anh/Chị đã được gửi ở một cửa sổ khác.', { exact: false }).waitFor();
    expect(await tab.locator('input:checked').count()).toBe(1);
    await tab.close();
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
    // The first answer is lost on its way back: the server has the paper, the member does not know, and it is sent once.
    let lost = 0;
    await members[1].route('**/paper', async (route) => {
      lost += 1;
      if (lost > 1) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await members[1].context().setOffline(false);
    await members[1].getByText('Phiếu của Anh/Chị đã được ghi.').waitFor();
    expect(lost).toBeGreaterThan(1);
    expect(await app.sql(taken, [ballot, c.members[3]])).toEqual([{ commands: 1, papers: 1 }]);
    await members[1].unroute('**/paper');
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
    await secretary.getByRole('heading', { name: 'Kiểm tra trước khi đóng bỏ phiếu' }).waitFor();
    await secretary.getByText('Chưa bỏ phiếu:', { exact: false }).waitFor();
    await secretary.getByText('Có mặt 10, cần ít nhất 7.').waitFor();
    expect(await seen(secretary)).toEqual([]);
    await secretary.getByRole('button', { name: 'Đóng và kiểm phiếu' }).click();
    await secretary.getByText('Kết quả kiểm phiếu').waitFor();
    await secretary.getByText('8/10 = 80%').first().waitFor();
    expect(await seen(secretary)).toEqual([]);

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
    expect(heard.length).toBeGreaterThan(5);
    expect(heard.filter((text) => /"choices?"/.test(text))).toEqual([]);

    await members[1].getByText('Kết quả kiểm phiếu').waitFor();
    await members[1].getByLabel('Mã biên nhận của Anh/Chị').fill(second);
    await members[1].getByRole('button', { name: 'Đối chiếu' }).click();
    await members[1].getByText('Phiếu có mã này đã được kiểm.').waitFor();
    await members[1].getByLabel('Mã biên nhận của Anh/Chị').fill(replaced);
    await members[1].getByRole('button', { name: 'Đối chiếu' }).click();
    await members[1].getByText('Mã này không có trong danh sách.', { exact: false }).waitFor();
    expect(await seen(members[1])).toEqual([]);
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
    await chair.getByRole('button', { name: 'Xem lại và xác nhận' }).click();
    await chair.getByText('9 × 10 = 90 ≥ 80 = 10 × 8').waitFor();
    expect(await seen(chair)).toEqual([]);
    await chair.getByRole('button', { name: 'Xác nhận kết quả' }).click();
    await chair.getByText('9/10 = 90%').waitFor();
    expect(await everyWay(chair)).toEqual([]);
  }, 240_000);

  it('an item is moved from the inbox to a sitting, and what may not go is told', async () => {
    const [goes, held] = await waiting(2);
    const holder = await w.seat('holder.C', 'signer', 'C', ['hold']);
    ok(await holder.command(held ?? '', { type: 'Hold', reason: 'Có đơn thư đang xác minh', kind: 'verification' }));
    const names = await app.sql<{ id: string; name: string }>(
      'select n.id, p.name from nomination n join person p on p.id = n.subject_id where n.id = any($1::uuid[])',
      [[goes, held]],
    );
    const name = (id: string | undefined): string => names.find((n) => n.id === id)?.name ?? '';
    const page = await pageOf(c.secretary, '/viec', 1440);
    for (const id of [goes, held]) {
      const row = page.getByRole('row').filter({ has: page.locator(`[data-row="${id ?? ''}"]`) });
      await row.getByRole('checkbox').check();
    }
    const move = page.getByRole('button', { name: 'Chuyển vào phiên họp…' });
    const dialog = page.getByRole('dialog');
    const [today] = await app.sql<{ day: string }>('select legal_date()::text as day');
    const asked = { mode: 'electronic', heldOn: today?.day };
    const planned = ok(await c.secretary.post<SittingView>(`/api/councils/${c.id}/sittings`, asked, key())).body;
    await move.click();
    await dialog.getByLabel('Phiên họp').selectOption(planned.id);
    // A phone marks no rows.
    expect(await everyWay(page, [DESK])).toEqual([]);
    await dialog.getByRole('button', { name: 'Chuyển 2 hồ sơ' }).click();
    await dialog.getByText('1 hồ sơ đã ở trong chương trình phiên họp.').waitFor();
    await dialog.getByText(`hoặc đang tạm dừng: ${name(held)}.`, { exact: false }).waitFor();
    await dialog.getByRole('link', { name: 'Mở phiên họp' }).click();
    await page.getByText('Chương trình (1)').waitFor();
    expect(await everyWay(page)).toEqual([]);
    const view = ok(await c.secretary.get<SittingView>(`/api/sittings/${planned.id}`)).body;
    expect(view.agenda.map((a) => a.nomination)).toEqual([goes]);
    await page.context().close();
  }, 240_000);

  it('is given up with a reason, and told of beside the next one', async () => {
    const [item] = await waiting(1);
    const sitting = await c.sitting([item ?? '']);
    const { id: ballot } = ok(await c.open<BallotView>(sitting)).body;
    ok(await c.vote(ballot, 5, 'agree'));
    const secretary = await pageOf(c.secretary, `/hoi-dong/${sitting.id}`);
    await secretary.getByRole('button', { name: 'Hủy cuộc bỏ phiếu…' }).click();
    await secretary.getByText('Phiếu đã nhận (1) bị xóa, không mở ra.', { exact: false }).waitFor();
    await secretary.getByRole('button', { name: 'Hủy cuộc bỏ phiếu', exact: true }).click();
    await secretary.getByText('Nhập lý do, ít nhất 10 ký tự.').waitFor();
    expect(await seen(secretary)).toEqual([]);
    await secretary.getByLabel('Lý do hủy').fill('Danh sách in thiếu một hồ sơ');
    await secretary.getByRole('button', { name: 'Hủy cuộc bỏ phiếu', exact: true }).click();
    await secretary.getByText('Cuộc bỏ phiếu trước đã bị hủy', { exact: false }).waitFor();
    await secretary.getByText('đã hủy', { exact: false }).first().waitFor();
    const member = await pageOf(c.member(6), `/hoi-dong/${sitting.id}`);
    await member.getByText('Lần 1', { exact: false }).click();
    await member.getByText('Lý do: Danh sách in thiếu một hồ sơ', { exact: false }).waitFor();
    expect(await seen(member)).toEqual([]);
  }, 120_000);
});
