/**
 * What `npm run screenshots` shows: a name for the file, who looks, the address, and what is done before the picture is taken.
 * An address may be a function of a page that is signed in, for ids of the sample.
 */
const firstOf = (path, list) => async (page, url) => {
  const answer = await page.request.get(`${url}/api/${path}`);
  return (await answer.json())[list][0]?.id;
};

const issued = (page) => async (context, url) =>
  `/van-ban/${await firstOf('documents?state=issued&limit=1', 'documents')(context, url)}${page}`;

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
  { name: 'help', who: 'thamdinh.c1', path: '/tro-giup' },
  { name: 'dossiers', who: 'thamdinh.c1', path: '/ho-so' },
  ...['', 'facts', 'items', 'opinions', 'versions'].map((tab) => ({
    name: tab === '' ? 'dossier' : `dossier-${tab}`,
    who: 'thamdinh.c1',
    path: async (page, url) => {
      const id = await firstOf('inbox?limit=1', 'rows')(page, url);
      return `/ho-so/${id}${tab === '' ? '' : `?tab=${tab}`}`;
    },
  })),
  { name: 'new-nomination', who: 'canbo.g01', path: '/ho-so/moi' },
  { name: 'documents', who: 'canbo.tld', path: '/van-ban' },
  { name: 'document', who: 'canbo.tld', path: issued('') },
  { name: 'correct', who: 'canbo.tld', path: issued('/dinh-chinh') },
  { name: 'annul', who: 'canbo.tld', path: issued('/huy-bo') },
  { name: 'councils', who: 'canbo.tld', path: '/hoi-dong' },
  { name: 'compose', who: 'canbo.tld', path: '/van-ban/moi' },
];
