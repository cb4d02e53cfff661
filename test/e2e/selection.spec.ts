import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { NominationView, SelectionView } from '#contract';
import { quotaProcedure } from '#domain';
import { performActItem } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
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

  it('shows what broke a tie, cuts at the quota, and leaves no place', async () => {
    const ids = [await waiting(false), await waiting(true), await waiting(true)];
    ok(await (await administrator(w)).post('/api/quotas', { award: AWARD, theme, year, cap: 2 }, key()));
    const list = { unit: w.unit('F'), award: AWARD, theme, year };
    const opened = ok(await secretary.post<SelectionView>('/api/selections', list, key())).body;
    const headers = { ...key(), 'if-match': `"${String(opened.version)}"` };
    ok(await secretary.send('PUT', `/api/selections/${opened.id}/ranking`, { body: { groups: [ids] }, headers }));

    const page = await openPage(browser);
    await page.context().addCookies([{ name: 'laurel', value: secretary.cookie ?? '', url: app.url }]);
    await page.goto(`${app.url}/lua-chon/${opened.id}`);
    await page.getByText('Còn 2/2 chỗ').waitFor();
    expect(await page.getByText(/^Nữ: có/).count()).toBe(2);
    expect(await page.getByText(/^Nữ: không/).count()).toBe(1);
    await page.getByText('Hết chỉ tiêu từ đây', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Chốt danh sách' }).click();
    await page.getByText('Chỗ còn lại: trước 2, sau 0').waitFor();
    await page.getByRole('button', { name: 'Chốt ngay' }).click();
    await page.getByText('Danh sách đã chốt.').waitFor();
    await page.getByText('Còn 0/2 chỗ').waitFor();

    const closed = ok(await secretary.get<SelectionView>(`/api/selections/${opened.id}`)).body;
    for (const id of ids) await performActItem(app.engine, closed.act ?? '', id);
    const last = ok(await secretary.get<NominationView>(`/api/nominations/${ids[0] ?? ''}`)).body;
    expect(last.state).toBe('notSelectedQuota');
  }, 240_000);
});
