import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { NominationView, Selections, SelectionView } from '#contract';
import { quotaProcedure } from '#domain';
import { performActItem } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { everyWay } from '../support/axe.js';
import { openBrowser, openPage } from '../support/browser.js';
import { ok, type Client } from '../support/client.js';
import { administrator, key, publish } from '../support/councils.js';
import { describeInBrowser } from '../support/needs.js';
import { world, type World } from '../support/world.js';

const AWARD = 'UNION_CERT_VGCL_THEMATIC';
const theme = 'workAndFamily';
const year = 2025;

describeInBrowser('a selection in the browser', () => {
  let app: TestApp;
  let w: World;
  let secretary: Client;
  let browser: Browser;

  beforeAll(async () => {
    app = await startApp();
    w = await world(app);
    await publish(w, straightToSelection());
    secretary = await w.seat('secretary.F', 'secretary', 'F');
    browser = await openBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  }, 60_000);

  /** The first unit signs; the federation selects at once. */
  function straightToSelection(): typeof quotaProcedure {
    const [first, , federation] = quotaProcedure.stages;
    return {
      ...quotaProcedure,
      id: 'QUOTA-SHORT',
      appliesTo: { awards: [AWARD], occasions: ['thematic'] },
      stages: [
        { level: 'any', steps: (first?.steps ?? []).filter((s) => s.kind === 'signature') },
        { level: 'federation', steps: (federation?.steps ?? []).filter((s) => s.kind === 'selection') },
      ],
    };
  }

  async function waiting(woman: boolean): Promise<string> {
    const item = 'achievementReport';
    const facts = {
      'theme.result': { value: 'outstanding', item },
      'initiative.recognisedAppliedInYear': { value: 1, item },
      'person.woman': { value: woman, item },
    };
    const subject = await w.nominee('G1', { excellent: [year] });
    const id = await w.nominate({ award: AWARD, theme, year, facts, subject });
    await w.climb(id, 'selection@F');
    return id;
  }

  async function look(page: Page, name: string): Promise<void> {
    expect([name, await everyWay(page)]).toEqual([name, []]);
  }

  it('is opened, ranked and decided with reasons, cut at the quota, and leaves no place', async () => {
    const page = await openPage(browser);
    await page.context().addCookies([{ name: 'laurel', value: secretary.cookie ?? '', url: app.url }]);
    await page.goto(`${app.url}/lua-chon`);
    await page.getByText('Chưa có hồ sơ nào của đơn vị chờ xét chọn.').waitFor();
    await look(page, 'selections-empty');

    const ids = [await waiting(false), await waiting(true), await waiting(true)];
    const admin = await administrator(w);
    ok(await admin.post('/api/quotas', { award: AWARD, theme, year, cap: 2 }, key()));
    ok(await admin.post('/api/quotas', { award: AWARD, theme, year, cap: 4, unit: w.unit('C') }, key()));
    await page.reload();
    await page.getByText('Chờ mở xét chọn').waitFor();
    await page.getByRole('button', { name: 'Mở xét chọn' }).click();
    await page.getByText('Còn 2/2 chỗ').waitFor();
    await page
      .getByRole('row', { name: /Công đoàn C/ })
      .getByText('Còn 4/4 chỗ')
      .waitFor();

    // Everybody shares the first place: the tie-breaks and their values are on the page.
    const fields = page.getByRole('textbox', { name: /^Hạng của/ });
    await page.getByRole('button', { name: 'Lưu thứ hạng' }).click();
    await page
      .getByRole('link', { name: /^Nhập hạng của/ })
      .first()
      .waitFor();
    for (const field of await fields.all()) await field.fill('1');
    await page.getByRole('button', { name: 'Lưu thứ hạng' }).click();
    await page.getByText('Cùng hạng với 2 hồ sơ khác').first().waitFor();
    expect(await page.getByText(/^Nữ: có/).count()).toBe(2);
    expect(await page.getByText(/^Nữ: không/).count()).toBe(1);
    await page.getByText('Không ảnh hưởng kết quả').waitFor();
    await look(page, 'selection-ranked');

    const rows = page.getByRole('region', { name: 'Xét chọn theo chỉ tiêu' }).getByRole('row');
    const codes = async () => (await rows.allInnerTexts()).flatMap((row) => /HS-\d+-\d+/.exec(row)?.[0] ?? []);
    const before = await codes();
    await rows.nth(-1).getByRole('button').click();
    await page.getByLabel('Đặt').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Chuyển', exact: true }).click();
    await page.getByRole('link', { name: 'Nhập lý do, ít nhất 10 ký tự.' }).waitFor();
    await look(page, 'selection-move');
    await page.getByLabel('Lý do chuyển hạng').fill('Hội đồng thống nhất tại phiên họp');
    await page.getByRole('button', { name: 'Chuyển', exact: true }).click();
    await page.getByText('Lý do: Hội đồng thống nhất tại phiên họp').waitFor();
    expect(await codes()).toEqual([before[0], before[2], before[1]]);

    // Now the places end between two equals: nothing is closed before somebody decides.
    await page.getByText('Tại vạch hết chỉ tiêu: phải quyết định trước khi chốt').waitFor();
    expect(await page.getByRole('button', { name: 'Chốt danh sách' }).getAttribute('aria-disabled')).toBe('true');
    await page.getByText('Còn hồ sơ bằng điểm tại vạch hết chỉ tiêu chưa được quyết định thứ tự').waitFor();
    await page.getByRole('button', { name: 'Quyết định thứ tự' }).click();
    await page
      .getByRole('button', { name: /^Chuyển lên/ })
      .nth(1)
      .click();
    await page.getByLabel('Lý do của thứ tự này').fill('Thành tích được lượng hóa cao hơn');
    await page.getByRole('button', { name: 'Ghi quyết định' }).click();
    await page.getByText('Lý do: Thành tích được lượng hóa cao hơn').waitFor();
    expect(await codes()).toEqual([before[1], before[2], before[0]]);
    await rows.nth(2).getByRole('button').click();
    await page.getByLabel('Đặt').selectOption({ label: 'cuối danh sách' });
    await page.getByLabel('Lý do chuyển hạng').fill('Trở lại thứ tự theo tiêu chí phụ');
    await page.getByRole('button', { name: 'Chuyển', exact: true }).click();
    await page.getByText('Lý do: Trở lại thứ tự theo tiêu chí phụ').waitFor();

    await page.getByRole('button', { name: 'Chốt danh sách' }).click();
    await page.getByText('Chỗ còn lại: trước 2, sau 0').waitFor();
    await look(page, 'selection-check');
    await page.getByRole('button', { name: 'Chốt ngay' }).click();
    await page.getByText('Danh sách đã chốt.').waitFor();
    await page.getByText('Còn 0/2 chỗ').waitFor();

    const { selections } = ok(await secretary.get<Selections>('/api/selections')).body;
    const closed = ok(await secretary.get<SelectionView>(`/api/selections/${selections[0]?.id ?? ''}`)).body;
    for (const id of ids) await performActItem(app.engine, closed.act ?? '', id);
    await page.reload();
    await page.getByText('Đã chuyển kết quả tới 3/3 hồ sơ · 0 lỗi').waitFor();
    const last = ok(await secretary.get<NominationView>(`/api/nominations/${ids[0] ?? ''}`)).body;
    expect(last.state).toBe('notSelectedQuota');
    await page.goto(`${app.url}/lua-chon`);
    await page.getByText('Đã chốt', { exact: true }).waitFor();
    await page.context().close();
  }, 240_000);
});
