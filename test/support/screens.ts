import type { Page } from 'playwright-core';

/** Asks the API as whoever is signed in on the page. */
async function asked<T>(page: Page, url: string, path: string): Promise<T> {
  return (await (await page.context().request.get(`${url}/api/${path}`)).json()) as T;
}

type Address = string | ((page: Page, url: string) => Promise<string>);

/** A screen in one of its states: where it is, and what is done there before it is looked at. */
export interface Screen {
  readonly name: string;
  readonly at: Address;
  readonly first?: (page: Page) => Promise<void>;
}

const dossier =
  (tab: string): Address =>
  async (page, url) => {
    const { rows } = await asked<{ rows: { id: string }[] }>(page, url, 'inbox?limit=1');
    return `/ho-so/${rows[0]?.id ?? ''}${tab === '' ? '' : `?tab=${tab}`}`;
  };
const issued =
  (part: string): Address =>
  async (page, url) => {
    const list = await asked<{ documents: { id: string }[] }>(page, url, 'documents?state=issued&limit=1');
    return `/van-ban/${list.documents[0]?.id ?? ''}${part}`;
  };
const act: Address = async (page, url) => {
  const list = await asked<{ documents: { id: string }[] }>(page, url, 'documents?state=issued&limit=1');
  const document = await asked<{ act: string | null }>(page, url, `documents/${list.documents[0]?.id ?? ''}`);
  return `/dot-xu-ly/${document.act ?? ''}`;
};
const draft: Address = async (page, url) => {
  const list = await asked<{ nominations: { id: string }[] }>(page, url, 'nominations?state=draft&limit=1');
  return `/ho-so/${list.nominations[0]?.id ?? ''}`;
};
const sitting =
  (nth: number): Address =>
  async (page, url) => {
    const { councils } = await asked<{ councils: { id: string }[] }>(page, url, 'councils');
    const council = await asked<{ sittings: { id: string }[] }>(page, url, `councils/${councils[0]?.id ?? ''}`);
    return `/hoi-dong/${council.sittings[nth]?.id ?? ''}`;
  };

const selection: Address = async (page, url) => {
  const { selections } = await asked<{ selections: { id: string }[] }>(page, url, 'selections');
  return `/lua-chon/${selections[0]?.id ?? ''}`;
};

const row = async (page: Page): Promise<void> => {
  await page.locator('[data-row]').first().click();
  await page.locator('section[tabindex="0"] button').first().waitFor();
};
const pressed = (key: string) => async (page: Page) => {
  await row(page);
  await page.keyboard.press(key);
};
const failing = (path: string) => async (page: Page) => {
  // The line is cut: nothing answers this request.
  await page.route(path, (route) => route.abort());
  await page.reload();
  await page.getByRole('alert').first().waitFor();
  await page.unroute(path);
};

/** Every screen but those of administrators and auditors, by who looks: empty, filled, failed, with a form or dialog open. */
export const SCREENS: Readonly<Record<string, readonly Screen[]>> = {
  'thamdinh.c1': [
    { name: 'inbox', at: '/viec', first: row },
    { name: 'inbox snoozed, empty', at: '/viec?tab=snoozed' },
    { name: 'inbox others', at: '/viec?tab=others' },
    { name: 'inbox decided', at: '/viec?tab=decided' },
    { name: 'inbox, nothing fits', at: '/viec?q=khongcoai' },
    { name: 'inbox failed', at: '/viec', first: failing('**/api/inbox?*') },
    { name: 'approve', at: '/viec', first: pressed('Digit1') },
    { name: 'return', at: '/viec', first: pressed('Digit2') },
    { name: 'reject', at: '/viec', first: pressed('Digit3') },
    { name: 'snooze', at: '/viec', first: pressed('Digit4') },
    { name: 'keys', at: '/viec', first: (page) => page.keyboard.press('F1') },
    { name: 'account', at: '/viec', first: (page) => page.locator('header button[aria-haspopup=dialog]').click() },
    { name: 'many, none chosen', at: '/viec/dong-y' },
    { name: 'search', at: '/tim-kiem?q=truong%20duong' },
    { name: 'dossiers', at: '/ho-so' },
    { name: 'dossiers, nothing fits', at: '/ho-so?q=khongcoai' },
    ...['', 'chart', 'facts', 'items', 'opinions', 'versions', 'timeline'].map((tab) => ({
      name: `dossier ${tab}`,
      at: dossier(tab),
    })),
    { name: 'dossier unknown', at: '/ho-so/01a20572-242c-7006-a04d-eaa0ff3d8f45' },
    { name: 'notices', at: '/thong-bao' },
    { name: 'notices failed', at: '/thong-bao', first: failing('**/api/notifications?*') },
    {
      name: 'profile, lending a seat',
      at: '/ca-nhan',
      first: async (page) => {
        await page.locator('form').first().waitFor();
        await page.locator('section').nth(1).getByRole('button').last().click();
        await page.locator('#lend-delegate').waitFor();
      },
    },
    { name: 'help', at: '/tro-giup' },
    { name: 'no right to import', at: '/danh-ba/nhap' },
    { name: 'no such screen', at: '/khong-co' },
  ],
  'canbo.g01': [
    { name: 'new nomination', at: '/ho-so/moi' },
    { name: 'draft', at: draft },
    { name: 'list of nominees', at: '/ho-so/danh-sach' },
  ],
  'canbo.tld': [
    { name: 'documents', at: '/van-ban' },
    { name: 'documents, none', at: '/van-ban?state=discarded' },
    { name: 'compose', at: '/van-ban/moi' },
    { name: 'document', at: issued('') },
    { name: 'correction', at: issued('/dinh-chinh') },
    { name: 'annulment', at: issued('/huy-bo') },
    { name: 'act', at: act },
    { name: 'no council', at: '/hoi-dong' },
    { name: 'selections', at: '/lua-chon' },
    { name: 'selection', at: selection },
  ],
  'thuky.c1': [
    { name: 'councils', at: '/hoi-dong' },
    { name: 'sitting today', at: sitting(0) },
  ],
  'uyvien.c1': [
    { name: 'voting paper', at: sitting(0) },
    { name: 'sitting that is over', at: sitting(1) },
  ],
  'quantri.tld': [{ name: 'import', at: '/danh-ba/nhap' }],
};

/** Goes to a screen and waits until it has come to rest. */
export async function open(page: Page, url: string, { at, first }: Screen): Promise<void> {
  await page.goto(url + (typeof at === 'string' ? at : await at(page, url)));
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  if (first) await first(page);
  await page.waitForLoadState('networkidle');
}
