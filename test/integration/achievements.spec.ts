import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DocumentView, SimilarTitles } from '#contract';
import { checkLedger, performActItem } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused } from '../support/client.js';
import { asSuperuser } from '../support/tampering.js';
import { world, type World } from '../support/world.js';

/** One achievement is not rewarded twice; a title that is like an earlier one is shown to whoever drafts. */

const TITLE = 'Giải pháp nâng cao hiệu quả vận hành lò hơi số 2 tại phân xưởng nhiệt điện';
let app: TestApp;
let w: World;
let subject: string;
let achievement: string;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  subject = await w.nominee('G1');
});
afterAll(() => app.close({ tampered: true }));

const similar = async (title: string, who = 'clerk.G1', year = '') => {
  const path = `/api/achievements/similar?title=${encodeURIComponent(title)}${year}`;
  return ok(await w.as(who).get<SimilarTitles>(path)).body.matches;
};
const commend = async (id: string) => {
  await w.climb(id, 'awaitingDecision');
  const { act } = await w.decision([id]);
  await performActItem(app.engine, act, id);
};

describe('an achievement', () => {
  it('is named by its title, which the ledger commits to and does not hold', async () => {
    const id = await w.nominate({ subject, achievement: { title: TITLE } });
    const view = await w.as('clerk.G1').view(id);
    expect(view.achievement?.title).toBe(TITLE);
    achievement = view.achievement?.id ?? '';
    const [entry] = await app.sql<{ canon: string }>('select canon from ledger_entry where chain = $1 and seq = 1', [
      `n:${id}`,
    ]);
    expect(entry?.canon).toContain(`"achievement":"${achievement}"`);
    expect(entry?.canon).not.toContain('lò hơi');
    await commend(id);
    const [grant] = await app.sql('select achievement_id from award_grant where nomination_id = $1', [id]);
    expect(grant).toEqual({ achievement_id: achievement });
  });

  it('that was rewarded is not rewarded again in another form, and a co-author may be', async () => {
    const again = { award: 'UNION_CERT_LEVEL2', subject, achievement: { id: achievement }, year: 2026 };
    await expect(w.nominate(again)).rejects.toThrow('already-rewarded');
    const other = await w.nominate({ achievement: { id: achievement } });
    expect((await w.as('clerk.G1').view(other)).achievement?.id).toBe(achievement);
    const unknown = { achievement: { id: '00000000-0000-4000-8000-000000000000' } };
    await expect(w.nominate(unknown)).rejects.toThrow('unknown-reference');
  });

  it('of two signed documents for it one is issued: the other is refused and names its line', async () => {
    const both = await w.nominee('G1');
    const first = await w.nominate({ subject: both, achievement: { title: `${TITLE} lần hai` } });
    const known = (await w.as('clerk.G1').view(first)).achievement?.id ?? '';
    const second = await w.nominate({ award: 'UNION_CERT_LEVEL2', subject: both, achievement: { id: known } });
    await w.climb(second, 'awaitingDecision');
    await w.climb(first, 'awaitingDecision');
    const documents = [await w.signed([first]), await w.signed([second], 'C')];
    ok(await w.as('clerk.F').deed<DocumentView>(documents[0] ?? '', 'issue'));
    const no = refused(await w.as('clerk.C').deed(documents[1] ?? '', 'issue'), 409, 'already-rewarded');
    expect(JSON.stringify(no.data)).toContain(second);
    const grants = await app.sql('select from award_grant where achievement_id = $1', [known]);
    expect(grants).toHaveLength(1);
  });

  it('is refused at the submission too, when it was rewarded after the draft', async () => {
    const late = await w.nominee('G1');
    const first = await w.nominate({ subject: late, achievement: { title: 'Cải tiến khuôn ép nhựa hai tầng' } });
    const known = (await w.as('clerk.G1').view(first)).achievement?.id ?? '';
    const award = 'UNION_CERT_LEVEL2';
    const draft = await w.nominate({ award, subject: late, achievement: { id: known }, submit: false });
    await commend(first);
    refused(await w.as('clerk.G1').command(draft, { type: 'Submit' }), 409, 'already-rewarded');
  });
});

describe('a title', () => {
  it('like an earlier one is shown with the words that both have, whatever its diacritics', async () => {
    const [found] = await similar('GIAI PHAP nang cao hieu qua van hanh lo hoi so 3 tai phan xuong Nhiệt Điện');
    expect(found).toMatchObject({ achievement, title: TITLE, year: 2026, rewards: [{ year: 2026 }] });
    expect(found?.perMille).toBeGreaterThanOrEqual(550);
    expect(found?.words).toEqual([...new Set(TITLE.split(' '))].filter((word) => word !== '2'));
    expect(await similar('Một đề tài hoàn toàn khác về chăm lo đời sống đoàn viên')).toEqual([]);
  });

  it('of what a person may not see is not there until it was rewarded', async () => {
    const title = 'Quy trình kiểm soát nhiệt độ kho lạnh bằng cảm biến không dây';
    const id = await w.nominate({ unit: 'G2', achievement: { title }, submit: false });
    expect(await similar(title, 'clerk.G1')).toEqual([]);
    expect(await similar(title, 'clerk.G2')).toHaveLength(1);
    expect(id).toBeTruthy();
  });

  it('counts for five years, and five are shown', async () => {
    const title = 'Mô hình đối thoại định kỳ tại tổ sản xuất';
    for (let i = 1; i <= 7; i += 1)
      await w.nominate({ achievement: { title: `${title} ${String(i)}` }, submit: false });
    const matches = await similar(title);
    expect(matches).toHaveLength(5);
    expect(matches.map((m) => m.perMille)).toEqual(matches.map((m) => m.perMille).sort((a, b) => b - a));
    expect(await similar(title, 'clerk.G1', '&year=2031')).toHaveLength(5);
    expect(await similar(title, 'clerk.G1', '&year=2032')).toEqual([]);
    expect(await similar(title, 'clerk.G1', '&year=2025')).toEqual([]);
  });

  it('among thousands is found by the pairs of words that few others have', async () => {
    const fill = `insert into achievement (title, year, unit_id, created_by)
      select 'Giải pháp nâng cao hiệu quả tổ máy ' || n || ' tại phân xưởng ' || n % 40, 2026, $1, $2 from generate_series(1, 6000) n`;
    await asSuperuser(app, { text: fill, values: [w.unit('G1'), w.as('clerk.G1').person] });
    await app.sql('analyze achievement');
    const [moved] = await similar('tại phân xưởng nhiệt điện: Giải pháp nâng cao hiệu quả vận hành lò hơi số 2');
    expect(moved).toMatchObject({ achievement });
    const [common] = await similar('Giải pháp nâng cao hiệu quả vận hành lò hơi số 2');
    expect(common).toMatchObject({ achievement });
    // Thousands that nobody may see show nothing of themselves.
    expect(await similar('Giải pháp nâng cao hiệu quả tổ máy 17 tại phân xưởng 17')).toEqual([]);
  });

  it('that is none is a clear problem', async () => {
    const clerk = w.as('clerk.G1');
    for (const query of ['', 'title=abc', `title=${'x'.repeat(301)}`, 'title=abcdef&year=1', 'title=abcdef&more=1']) {
      refused(await clerk.get(`/api/achievements/similar?${query}`), 400, 'malformed');
    }
    const body = { award: 'UNION_CERT_VGCL', unit: w.unit('G1'), subject: { type: 'person', id: subject }, year: 2026 };
    for (const bad of [{}, { title: 'ngắn' }, { id: achievement, title: TITLE }, 'x']) {
      refused(await clerk.post('/api/nominations', { ...body, achievement: bad }), 400, 'malformed');
    }
  });

  it('or an id that was changed behind the ledger is named by the check', async () => {
    const check = async () => (await checkLedger(app.engine.db, app.files)) as { what?: string };
    expect((await check()).what).toBeUndefined();
    await asSuperuser(app, {
      text: 'update achievement set title = title || $1 where id = $2',
      values: [' x', achievement],
    });
    expect((await check()).what).toBe('achievement');
  });
});
