import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type {
  Councils,
  Documents,
  Inbox,
  Nominations,
  Notifications,
  Selections,
  SelectionView,
  SittingView,
} from '#contract';
import { councilProcedure, quotaProcedure } from '#domain';
import { performActItem } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { council, key, publish } from '../support/councils.js';
import { NomineeLists } from '../support/nominee-lists.js';
import { wordsOfPdf } from '../support/printed.js';
import { workbook } from '../support/sheets.js';
import { sheetOf, type Sheet } from '../support/taken-lists.js';
import { world, type World } from '../support/world.js';

/** A list that is taken along holds exactly the rows of the list, as words and never as formulas; it is noted who took it. */

let app: TestApp;
let w: World;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  for (const [i, name] of ['Trần Văn Ánh', '=1+1', '+84', '-2', '@SUM(A1)', 'Đặng An'].entries()) {
    const { person } = await w.person(`s${String(i)}`, i === 5 ? 'G2' : 'G1', name);
    await w.history(person);
    const id = await w.nominate({ subject: person, unit: i === 5 ? 'G2' : 'G1' });
    if (i % 2 === 1) await w.climb(id, 'appraisal@C');
  }
});
afterAll(() => app.close());

async function sheet(who: Client, path: string): Promise<Sheet['rows']> {
  const { status, disposition, bytes, rows } = await sheetOf(who, path);
  expect([status, disposition]).toEqual([200, expect.stringMatching(/^attachment; filename="[\w-]+\.xlsx"$/)]);
  expect(bytes.includes('<f>')).toBe(false);
  return rows;
}

const codes = (rows: readonly { code: string | null }[]) => rows.map((r) => r.code);
const column = (rows: (string | number | null)[][], at: number) => rows.slice(1).map((r) => r[at]);

it.each(['clerk.G1', 'clerk.G2', 'appraiser.C', 'signer.F'])(
  '%s takes the dossiers that they see, in order',
  async (key) => {
    const who = w.as(key);
    const { nominations } = ok(await who.get<Nominations>('/api/nominations')).body;
    const rows = await sheet(who, '/api/exports/nominations.xlsx');
    expect(column(rows, 1)).toEqual(codes(nominations));
    expect(column(rows, 3)).toEqual(nominations.map((n) => n.unit.name));
    expect(rows[0]?.slice(0, 3)).toEqual(['STT', 'Mã hồ sơ', 'Người/tập thể']);
  },
);

it('the inbox goes with its tab and filters', async () => {
  const who = w.as('appraiser.C');
  for (const query of ['', `?unit=${w.unit('G2')}`, '?tab=others', '?sort=name', '?q=dang']) {
    const { rows } = ok(await who.get<Inbox>(`/api/inbox${query}`)).body;
    expect([query, column(await sheet(who, `/api/exports/inbox.xlsx${query}`), 1)]).toEqual([query, codes(rows)]);
  }
});

it('documents go with their state, and an act with what it did to each nomination', async () => {
  const [one, two] = [
    await w.nominate({ unit: 'F', award: 'UNION_MEDAL_KNC' }),
    await w.nominate({ unit: 'F', award: 'UNION_MEDAL_KNC' }),
  ];
  for (const id of [one, two]) await w.climb(id, 'awaitingDecision');
  const { act, number } = await w.decision([one, two]);
  await performActItem(app.engine, act, one);
  await app.sql('select refuse_act_item($1, $2, $3)', [act, two, '{"refused":"held"}']);
  const clerk = w.as('clerk.F');
  for (const query of ['', '?state=issued', '?state=draft']) {
    const { documents } = ok(await clerk.get<Documents>(`/api/documents${query}`)).body;
    expect([query, column(await sheet(clerk, `/api/exports/documents.xlsx${query}`), 3)]).toEqual([
      query,
      documents.map((d) => d.number),
    ]);
  }
  expect(column(await sheet(clerk, '/api/exports/documents.xlsx?state=issued'), 3)).toContain(number);
  expect(await sheet(w.as('clerk.G1'), '/api/exports/documents.xlsx')).toHaveLength(1);

  const rows = await sheet(clerk, `/api/exports/acts/${act}`);
  expect(rows[0]?.slice(5)).toEqual(['Kết quả', 'Lý do']);
  expect(rows.slice(1).map((r) => r.slice(5))).toEqual([
    ['Đã xong', null],
    ['Không được', 'Hồ sơ đang tạm dừng'],
  ]);
  refused(await w.as('clerk.G1').get(`/api/exports/acts/${act}`), 404, 'not-found');
  const notes = await app.sql(
    `select list, filters, rows from list_export where list in ('documents', 'act') order by at, id`,
  );
  expect(notes.at(-1)).toEqual({ list: 'act', filters: { act }, rows: 2 });
});

it('a name that looks like a formula stays a name', async () => {
  const names = column(await sheet(w.as('clerk.G1'), '/api/exports/nominations.xlsx'), 2);
  expect([...names].sort()).toEqual(["'+84", "'-2", "'=1+1", "'@SUM(A1)", 'Trần Văn Ánh'].sort());
});

it('English is complete', async () => {
  const [head, row] = await sheet(w.as('clerk.G1'), '/api/exports/nominations.xlsx?lang=en&q=anh');
  expect(head).toEqual([
    'No.',
    'Code',
    'Person/collective',
    'Nominating unit',
    'Award',
    'Year',
    'State',
    'Due',
    'Eligibility',
  ]);
  expect(row?.[6]).toMatch(/^Appraisal – /);
});

it('is noted with person, filters and rows; nobody gets one without a session, with a cursor or with an unknown filter', async () => {
  await app.sql('select 1');
  const before = await app.sql('select from list_export');
  await sheet(w.as('clerk.G2'), '/api/exports/nominations.xlsx?year=2026');
  const notes = await app.sql('select person_id as person, list, filters, rows from list_export order by at, id');
  expect(notes).toHaveLength(before.length + 1);
  expect(notes.at(-1)).toEqual({
    person: w.as('clerk.G2').person,
    list: 'nominations',
    filters: { year: 2026 },
    rows: 1,
  });
  refused(await w.stranger.get('/api/exports/nominations.xlsx'), 401, 'signed-out');
  refused(await w.as('clerk.G1').get('/api/exports/nominations.xlsx?cursor=x'), 400, 'malformed');
  refused(await w.as('clerk.G1').get('/api/exports/inbox.xlsx?tab=all'), 400, 'malformed');
});

it('an Excel list of nominees goes row by row as it stands on the screen, never as formulas', async () => {
  const clerk = w.as('clerk.G2');
  const mine = new NomineeLists(w, clerk, { unit: w.unit('G2') });
  const lines = [['Họ và tên'], ['Đặng An'], ['@SUM(A1)']];
  const list = await mine.read(await workbook(lines.map((line, i) => [i === 0 ? 'STT' : i, ...line])));
  for (const which of ['wrong', 'doubtful', 'ready', 'made']) {
    const rows = await sheet(clerk, `/api/nominee-lists/${list.id}/rows.xlsx?which=${which}`);
    const shown = await mine.rows(list.id, which);
    expect(rows[0]).toEqual(['Dòng', 'Họ và tên', 'Theo danh bạ', 'Cần sửa']);
    expect(rows.slice(1).map((r) => [r[0], r[2]])).toEqual(shown.map((r) => [r.line, r.subject?.name ?? null]));
  }
  expect(column(await sheet(clerk, `/api/nominee-lists/${list.id}/rows.xlsx`), 1)).toContain("'@SUM(A1)");
  const noted = await app.sql(`select filters, rows from list_export where list = 'nominee-rows' order by at, id`);
  expect(noted.at(-1)).toMatchObject({ filters: { list: list.id, which: 'wrong' } });
});

// Published here, procedures ask of everything that follows: it stands last.

/** A list of the API with the file that takes it along: what names a row on the screen, and the column that names it in the file. */
interface Taken {
  readonly list: string;
  readonly names: (body: never) => readonly (string | null)[];
  readonly file: string;
  readonly column: number;
  readonly who: readonly string[];
}

async function lists(): Promise<Taken[]> {
  const sitting = await sittingOf();
  const selection = await selectionOf();
  const nominations = ({ nominations: rows }: Nominations) => codes(rows);
  const ofRows = ({ rows }: Pick<Inbox, 'rows'>) => codes(rows);
  const everybody = ['clerk.G1', 'clerk.F', 'appraiser.C', 'secretary.F'];
  return [
    ...['', '?year=2026', '?q=tran'].map((query) => {
      const [list, file] = [`/api/nominations${query}`, `/api/exports/nominations.xlsx${query}`];
      return { list, file, names: nominations, column: 1, who: everybody };
    }),
    ...['', '?tab=others', '?tab=decided', '?sort=name&q=an'].map((query) => {
      const [list, file] = [`/api/inbox${query}`, `/api/exports/inbox.xlsx${query}`];
      return { list, file, names: ofRows, column: 1, who: everybody };
    }),
    {
      list: '/api/documents',
      file: '/api/exports/documents.xlsx',
      names: ({ documents }: Documents) => documents.map((d) => d.title),
      column: 1,
      who: everybody,
    },
    {
      list: '/api/notifications?lang=en&limit=100',
      file: '/api/exports/notices.xlsx?lang=en',
      names: ({ notifications }: Notifications) => notifications.map((n) => n.title),
      column: 2,
      who: everybody,
    },
    {
      list: '/api/councils',
      file: '/api/exports/councils.xlsx',
      names: ({ councils }: Councils) => councils.map((c) => c.name),
      column: 1,
      who: ['m1.C', 'm2.C', 'clerk.C', 'clerk.G1'],
    },
    {
      list: '/api/selections',
      file: '/api/exports/selections.xlsx',
      names: ({ waiting, selections }: Selections) => [...waiting, ...selections].map((s) => s.awardName.vi),
      column: 1,
      who: ['secretary.F', 'clerk.F', 'clerk.G1'],
    },
    {
      list: `/api/sittings/${sitting}`,
      file: `/api/exports/sittings/${sitting}`,
      names: ({ agenda }: SittingView) => codes(agenda),
      column: 1,
      who: ['m1.C', 'm2.C'],
    },
    {
      list: `/api/selections/${selection}`,
      file: `/api/exports/selections/${selection}`,
      names: ofRows,
      column: 1,
      who: ['secretary.F', 'clerk.F', 'second.F'],
    },
  ];
}

/** An agenda of two; a member of the council is akin to one of them. */
async function sittingOf(): Promise<string> {
  await publish(w, councilProcedure);
  const c = await council(w, 'C', 5);
  const ids = [await w.nominate(), await w.nominate()];
  for (const id of ids) await w.climb(id, 'ballot@C');
  ok(await w.as('m2.C').command(ids[0] ?? '', { type: 'DeclareRelation', relation: 'kin', reason: 'Là em gái của người này' })); // prettier-ignore
  return (await c.sitting(ids)).id;
}

/** A ranked list of three; one of those who may rank is akin to the first. */
async function selectionOf(): Promise<string> {
  const [first, , federation] = quotaProcedure.stages;
  const award = 'UNION_CERT_VGCL_THEMATIC';
  await publish(w, {
    ...quotaProcedure,
    id: 'QUOTA-SHORT',
    appliesTo: { awards: [award], occasions: ['thematic'] },
    stages: [
      { level: 'any', steps: (first?.steps ?? []).filter((s) => s.kind === 'signature') },
      { level: 'federation', steps: (federation?.steps ?? []).filter((s) => s.kind === 'selection') },
    ],
  });
  for (const seat of ['secretary.F', 'second.F']) await w.seat(seat, 'secretary', 'F');
  const ids: string[] = [];
  for (let i = 0; i < 3; i += 1) ids.push(await w.nominate({ award, theme: 'workAndFamily', year: 2026 }));
  for (const id of ids) await w.climb(id, 'selection@F');
  ok(await w.as('second.F').command(ids[0] ?? '', { type: 'DeclareRelation', relation: 'kin', reason: 'Là em gái của người này' })); // prettier-ignore
  const list = { unit: w.unit('F'), award, theme: 'workAndFamily', year: 2026 };
  const { id, version } = ok(await w.as('secretary.F').post<SelectionView>('/api/selections', list, key())).body;
  const headers = { ...key(), 'if-match': `"${String(version)}"` };
  const body = { groups: [[ids[2]], [ids[0]], [ids[1]]] };
  ok(await w.as('secretary.F').send('PUT', `/api/selections/${id}/ranking`, { body, headers }));
  return id;
}

it('of every list exactly its rows are taken along, in its order, by everybody who sees it (AC17)', async () => {
  for (const { list, names, file, column: at, who } of await lists()) {
    for (const login of who) {
      const shown = names(ok(await w.as(login).get(list)).body as never);
      const taken = column(await sheet(w.as(login), file), at);
      expect([login, file, taken]).toEqual([login, file, shown.map((name) => (name === null ? null : plain(name)))]);
      if (!file.includes('xlsx')) expect([login, file, shown.length > 0]).toEqual([login, file, true]);
    }
    if (file.includes('xlsx')) continue;
    refused(await w.as('clerk.G1').get(file), 404, 'not-found');
    refused(await w.as('clerk.G1').get(`${file}/print`), 404, 'not-found');
    const [login = ''] = who;
    const codesOf = names(ok(await w.as(login).get(list)).body as never);
    const printed = await fetch(`${app.url}${file}/print`, {
      headers: { cookie: `laurel=${w.as(login).cookie ?? ''}` },
    });
    const words = wordsOfPdf(Buffer.from(await printed.arrayBuffer())).replace(/\s+/g, '');
    for (const word of ['DANHSÁCHTRÍCHNGANG', ...codesOf]) expect(words).toContain(word);
  }
  const noted = await app.sql(
    `select distinct list from list_export where list in ('sitting', 'selection', 'notices', 'councils', 'selections')`,
  );
  expect(noted).toHaveLength(5);
  const [opened] = (await sheet(w.as('secretary.F'), '/api/exports/selections.xlsx')).slice(1);
  expect(opened?.slice(1, 6)).toEqual([
    expect.stringMatching(/chuyên đề/i),
    'Giỏi việc nước, đảm việc nhà',
    2026,
    expect.any(String),
    3,
  ]);
  const [council] = (await sheet(w.as('m1.C'), '/api/exports/councils.xlsx?lang=en')).slice(1);
  expect(council?.slice(3)).toEqual([5, expect.stringMatching(/^\d\d\/\d\d\/\d{4}$/), 'Electronic ballot']);
});

/** A name as a file writes it. */
const plain = (name: string) => (/^[=+\-@]/.test(name) ? `'${name}` : name);
