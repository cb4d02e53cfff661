import writeXlsxFile from 'write-excel-file/node';

/**
 * What `npm run screenshots` shows: a name for the file, who looks, the address, and what is done before the picture is taken.
 * An address may be a function of a page that is signed in, for ids of the sample.
 */
const firstOf = (path, list) => async (page, url) => {
  const answer = await page.request.get(`${url}/api/${path}`);
  return (await answer.json())[list][0]?.id;
};

const issued = (screen) => async (page, url) =>
  `/van-ban/${await firstOf('documents?state=issued&limit=1', 'documents')(page, url)}${screen}`;

/** A list with a row of each kind, brought by whoever looks. */
const listOf = async (page, url) => {
  const { seats } = await (await page.request.get(`${url}/api/me`)).json();
  const unit = seats[0].unit.id;
  const { persons } = await (await page.request.get(`${url}/api/persons?unit=${unit}&limit=100`)).json();
  const [first, second] = persons.filter((p) => p.nominations.length === 0 && p.memberNumber !== null);
  const rows = [
    ['DANH SÁCH ĐỀ NGHỊ', null, null],
    ['STT', 'Họ và tên', 'Số thẻ đoàn viên'],
    ['1', first.name, first.memberNumber],
    ['2', `${second.name} A`, second.memberNumber],
    ['3', 'Không Ai Cả', null],
  ].map((row) => row.map((value) => (value === null ? null : { value, type: String })));
  const buffer = await writeXlsxFile(rows).toBuffer();
  const asked = new URLSearchParams({ award: 'UNION_MEDAL_KNC', unit, subjectType: 'individual', year: '2026' });
  const answer = await page.request.post(`${url}/api/nominee-lists?${asked}`, {
    multipart: { file: { name: 'danh-sach.xlsx', mimeType: 'application/octet-stream', buffer } },
    headers: { origin: url },
  });
  return `/ho-so/danh-sach/${(await answer.json()).id}`;
};

/** A sitting of the council, the latest one first. */
const sittingOf = (place) => async (page, url) => {
  const council = await firstOf('councils', 'councils')(page, url);
  const { sittings } = await (await page.request.get(`${url}/api/councils/${council}`)).json();
  return `/hoi-dong/${sittings[place].id}`;
};

/** A file for the registers with a row of each kind, brought by whoever looks. */
const importOf = async (page, url) => {
  const { rights } = await (await page.request.get(`${url}/api/imports/rights`)).json();
  const unit = rights[0].units[0].id;
  const rows = ['Hoàng Thị Đúng;02/03/1980;LT-9001', 'Sai Ngày Sinh;31/02/1990;LT-9002', 'Müller Nguyễn;;LT-9003'];
  const buffer = Buffer.from(['Họ tên;Ngày sinh;Số thẻ đoàn viên', ...rows].join('\n'));
  const answer = await page.request.post(`${url}/api/imports?kind=persons&unit=${unit}`, {
    multipart: { file: { name: 'nguoi.csv', mimeType: 'text/csv', buffer } },
    headers: { origin: url },
  });
  return `/danh-ba/nhap/${(await answer.json()).id}`;
};

const actOf = async (page, url) => {
  const id = await firstOf('documents?state=issued&limit=1', 'documents')(page, url);
  const { act } = await (await page.request.get(`${url}/api/documents/${id}`)).json();
  return `/dot-xu-ly/${act}`;
};

export const routes = [
  { name: 'sign-in', path: '/dang-nhap' },
  { name: 'inbox', who: 'thamdinh.c1', path: '/viec', keys: ['ArrowDown'] },
  { name: 'inbox-snoozed', who: 'thamdinh.c1', path: '/viec?tab=snoozed' },
  { name: 'inbox-decided', who: 'thamdinh.c1', path: '/viec?tab=decided' },
  { name: 'approve', who: 'thamdinh.c1', path: '/viec', keys: ['ArrowDown', 'Digit1'], wide: true },
  { name: 'return', who: 'thamdinh.c1', path: '/viec', keys: ['ArrowDown', 'Digit2'], wide: true },
  { name: 'reject', who: 'thamdinh.c1', path: '/viec', keys: ['ArrowDown', 'Digit3'], wide: true },
  {
    name: 'approve-many',
    who: 'thamdinh.c1',
    path: '/viec',
    wide: true,
    keys: ['ArrowDown', 'Space', 'Shift+ArrowDown', 'Shift+ArrowDown'],
    click: '[role=region] button',
  },
  { name: 'search', who: 'thamdinh.c1', path: '/tim-kiem?q=truong%20duong' },
  { name: 'notices', who: 'thamdinh.c1', path: '/thong-bao' },
  { name: 'profile', who: 'thamdinh.c1', path: '/ca-nhan' },
  { name: 'delegation', who: 'thamdinh.c1', path: '/ca-nhan', click: 'main section:nth-of-type(2) button' },
  { name: 'keys', who: 'thamdinh.c1', path: '/viec', keys: ['F1'], wide: true },
  { name: 'import', who: 'quantri.tld', path: '/danh-ba/nhap' },
  { name: 'import-rows', who: 'quantri.tld', path: importOf },
  { name: 'help', who: 'thamdinh.c1', path: '/tro-giup' },
  { name: 'dossiers', who: 'thamdinh.c1', path: '/ho-so' },
  ...['', 'chart', 'facts', 'items', 'opinions', 'versions', 'timeline'].map((tab) => ({
    name: tab === '' ? 'dossier' : `dossier-${tab}`,
    who: 'thamdinh.c1',
    path: async (page, url) => {
      const id = await firstOf('inbox?limit=1', 'rows')(page, url);
      return `/ho-so/${id}${tab === '' ? '' : `?tab=${tab}`}`;
    },
  })),
  { name: 'new-nomination', who: 'canbo.g01', path: '/ho-so/moi' },
  {
    name: 'draft',
    who: 'canbo.g01',
    path: async (page, url) => `/ho-so/${await firstOf('nominations?state=draft&limit=1', 'nominations')(page, url)}`,
  },
  { name: 'nominee-list-new', who: 'canbo.g01', path: '/ho-so/danh-sach' },
  { name: 'nominee-list', who: 'canbo.g01', path: listOf },
  { name: 'documents', who: 'canbo.tld', path: '/van-ban' },
  { name: 'document', who: 'canbo.tld', path: issued('') },
  { name: 'correct', who: 'canbo.tld', path: issued('/dinh-chinh') },
  { name: 'annul', who: 'canbo.tld', path: issued('/huy-bo') },
  { name: 'councils', who: 'thuky.c1', path: '/hoi-dong' },
  { name: 'ballot-secretary', who: 'thuky.c1', path: sittingOf(0) },
  { name: 'ballot-member', who: 'uyvien.c1', path: sittingOf(0) },
  { name: 'ballot-results', who: 'uyvien.c1', path: sittingOf(1) },
  { name: 'compose', who: 'canbo.tld', path: '/van-ban/moi' },
  { name: 'act', who: 'canbo.tld', path: actOf },
  { name: 'selections', who: 'chutich.tld', path: '/lua-chon' },
  {
    name: 'selection',
    who: 'chutich.tld',
    path: async (page, url) => `/lua-chon/${await firstOf('selections', 'selections')(page, url)}`,
  },
];
