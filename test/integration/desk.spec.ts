import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Inbox, InboxRow, InboxUnits, Me, SavedFilter, SavedFilters, Snoozed } from '#contract';
import { startApp, type TestApp } from '../support/app.js';
import { anyProblem, ok, refused, type Client } from '../support/client.js';
import { world, type World } from '../support/world.js';

/** A person's own desk: put aside, filters, orders, preferences. Nothing of it touches a nomination or somebody else. */

let app: TestApp;
let w: World;
const ids: string[] = [];
let me: Client;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  me = w.as('appraiser.C');
  for (const [i, name] of ['Trần Văn Ánh', 'Lê Thị Ưu', 'Đặng An', 'Phạm Văn Ấn'].entries()) {
    const unit = i === 3 ? 'G2' : 'G1';
    const subject = await w.person(`s${String(i)}`, unit, name);
    await w.history(subject.person);
    const id = await w.nominate({ subject: subject.person, unit });
    await w.climb(id, 'appraisal@C');
    ids.push(id);
  }
});
afterAll(() => app.close());

const inbox = async (query = '', who = me): Promise<Inbox> => ok(await who.get<Inbox>(`/api/inbox${query}`)).body;
const has = (rows: readonly InboxRow[]): string[] => rows.map((r) => r.id).sort();
const snooze = <Body = Snoozed>(id: string, days: unknown, who = me) =>
  who.send<Body>('PUT', `/api/nominations/${id}/snooze`, { body: { days } });

describe('a nomination put aside', () => {
  it('leaves what waits and its counts, for that person alone, until the morning of that day', async () => {
    const [id = ''] = ids;
    const before = (await inbox()).counts;
    const { until } = ok(await snooze(id, 3)).body;
    expect(until).toBe('2026-11-05T00:00:00.000Z'); // Thursday, 07:00 in Vietnam
    expect((await inbox()).counts).toEqual({ ...before, waiting: before.waiting - 1, snoozed: 1, soon: before.soon });
    expect(has((await inbox()).rows)).not.toContain(id);
    const [row] = (await inbox('?tab=snoozed')).rows;
    expect(row).toMatchObject({ id, snoozedUntil: until });
    expect((await inbox('', w.as('signer.C'))).counts.snoozed).toBe(0);
    ok(await me.send('DELETE', `/api/nominations/${id}/snooze`));
    expect((await inbox()).counts).toEqual(before);
  });

  it('comes back when it is due, however long it was put aside', async () => {
    const [, id = ''] = ids;
    const dueAt = (await inbox()).rows.find((r) => r.id === id)?.dueAt ?? '';
    await app.sql(`update nomination set due_at = laurel_clock() + interval '5 hours' where id = $1`, [id]);
    const { until } = ok(await snooze(id, 7)).body;
    expect(until < '2026-11-03').toBe(true);
    await app.sql('update nomination set due_at = $2 where id = $1', [id, dueAt]);
    ok(await me.send('DELETE', `/api/nominations/${id}/snooze`));
  });

  it('waits for whoever has its next step', async () => {
    const id = await w.nominate();
    const first = w.as('appraiser.G1');
    ok(await snooze(id, 1, first));
    await w.climb(id, 'appraisal@C');
    expect((await inbox('?tab=snoozed', first)).rows).toEqual([]);
    expect(has((await inbox()).rows)).toContain(id);
  });

  it('is refused where it does not wait for this person, and to whoever may not see it', async () => {
    const [id = ''] = ids;
    refused(await snooze(id, 1, w.as('signer.C')), 409, 'not-now');
    refused(await snooze(id, 1, w.as('appraiser.G2')), 404, 'not-found');
    for (const days of [0, 2, 8, '1', null]) anyProblem(await snooze(id, days), String(days));
  });
});

describe('the inbox', () => {
  it('orders people by given name, page by page', async () => {
    const names: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: Inbox = await inbox(`?sort=name&limit=2${next === '' ? '' : `&cursor=${encodeURIComponent(next)}`}`);
      names.push(...page.rows.map((r) => r.subject.name));
      next = page.next;
    }
    const ours = names.filter((n) => ['Trần Văn Ánh', 'Lê Thị Ưu', 'Đặng An', 'Phạm Văn Ấn'].includes(n));
    expect(ours).toEqual(['Đặng An', 'Trần Văn Ánh', 'Phạm Văn Ấn', 'Lê Thị Ưu']);
    expect(new Set(names).size).toBe(names.length);
    expect((await inbox('?sort=name&cursor=nothing')).rows).toEqual([]);
    expect((await inbox('?sort=award')).rows.length).toBe(names.length);
  });

  it('is narrowed by unit with all below it, eligibility, year and occasion', async () => {
    const all = has((await inbox()).rows);
    expect(has((await inbox(`?unit=${w.unit('C')}`)).rows)).toEqual(all);
    expect(has((await inbox(`?unit=${w.unit('G2')}`)).rows)).toEqual([ids[3]]);
    const parts = await Promise.all(
      ['eligible', 'needsReview', 'notEligible'].map(async (e) => (await inbox(`?eligibility=${e}`)).rows),
    );
    expect(has(parts.flat())).toEqual(all);
    expect((await inbox('?year=2025')).rows).toEqual([]);
    expect(has((await inbox('?occasion=annual&year=2026')).rows)).toEqual(all);
    const { units } = ok(await me.get<InboxUnits>('/api/inbox/units')).body;
    expect(units.map((u) => u.id).sort()).toEqual([w.unit('G1'), w.unit('G2')].sort());
  });

  it('counts, and names units of, nothing that it would not show, whatever the columns say of whose turn it is', async () => {
    const hidden = (await inbox()).rows.find((r) => r.from?.id === w.unit('G2'))?.id ?? '';
    const units = async () => ok(await me.get<InboxUnits>('/api/inbox/units')).body.units.map((u) => u.id);
    const { counts, rows } = await inbox();
    expect([counts.waiting, await units()]).toEqual([rows.length, expect.arrayContaining([w.unit('G2')])]);
    const [sight] = await app.sql<{ row: object }>(
      `delete from nomination_unit v where nomination_id = $1 and unit_id = $2 returning to_jsonb(v) as row`,
      [hidden, w.unit('C')],
    );
    refused(await me.get(`/api/nominations/${hidden}`), 404, 'not-found');
    const without = await inbox();
    expect([has(without.rows).includes(hidden), without.rows.length]).toEqual([false, rows.length - 1]);
    expect(without.counts.waiting).toBe(rows.length - 1);
    expect(await units()).not.toContain(w.unit('G2'));
    await app.sql('insert into nomination_unit select * from jsonb_populate_record(null::nomination_unit, $1)', [
      JSON.stringify(sight?.row),
    ]);
    expect((await inbox()).counts).toEqual(counts);
  });

  it('says from which unit a file came', async () => {
    const row = (await inbox()).rows.find((r) => r.id === ids[3]);
    expect(row).toMatchObject({ from: { id: w.unit('G2') }, votes: null, snoozedUntil: null, together: true });
  });
});

describe('filters', () => {
  const save = (name: string, query: object, who = me) => who.post<SavedFilter>('/api/inbox/filters', { name, query });
  const list = async (who = me) => ok(await who.get<SavedFilters>('/api/inbox/filters')).body.filters;

  it('are kept by name for their owner alone, and a name is used once', async () => {
    const first = ok(await save('Quá hạn', { due: 'overdue' })).body;
    ok(await save('Quá hạn', { due: 'soon', q: 'Ưu' }));
    ok(await save('Ánh', { sort: 'name' }));
    expect((await list()).map((f) => [f.name, f.query])).toEqual([
      ['Ánh', { sort: 'name' }],
      ['Quá hạn', { due: 'soon', q: 'Ưu' }],
    ]);
    expect(await list(w.as('signer.C'))).toEqual([]);
    ok(await w.as('signer.C').send('DELETE', `/api/inbox/filters/${first.id}`));
    expect(await list()).toHaveLength(2);
    ok(await me.send('DELETE', `/api/inbox/filters/${first.id}`));
    expect((await list()).map((f) => f.name)).toEqual(['Ánh']);
  });

  it('are no place to store anything else, and not without end', async () => {
    anyProblem(await save('x', { sql: '1' }), 'unknown field');
    anyProblem(await save('', {}), 'no name');
    for (let i = 0; i < 29; i += 1) ok(await save(`Bộ lọc ${String(i)}`, {}));
    refused(await save('Một bộ lọc nữa', {}), 409, 'not-now');
    ok(await save('Bộ lọc 3', { sort: 'due' }));
  });
});

it('preferences are told with who is signed in, and follow to the next sign-in', async () => {
  const mine = async () => ok(await me.get<Me>('/api/me')).body.preferences;
  expect(await mine()).toEqual({ language: null, singleKeys: true, mail: 'each' });
  const chosen = { language: 'en', singleKeys: false, mail: 'daily' };
  ok(await me.send('PUT', '/api/me/preferences', { body: chosen }));
  expect(await mine()).toEqual(chosen);
  anyProblem(await me.send('PUT', '/api/me/preferences', { body: { ...chosen, mail: 'never' } }), 'mail');
});

it('who opened which revision is noted once', async () => {
  const [id = ''] = ids;
  await me.view(id);
  await me.view(id);
  const rows = await app.sql<{ revision: number }>(
    'select revision from nomination_reading where nomination_id = $1 and person_id = $2',
    [id, me.person],
  );
  expect(rows).toEqual([{ revision: 1 }]);
});
