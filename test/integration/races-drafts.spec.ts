import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { CommandAnswer, Draft } from '#contract';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused } from '../support/client.js';
import { withClient } from '../support/database.js';
import { world, type World } from '../support/world.js';

let app: TestApp;
let w: World;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
});
afterAll(() => app.close());

const versions = (id: string) =>
  app.sql<{ content: string; revision: number }>(
    'select content, revision from dossier_version where nomination_id = $1',
    [id],
  );

it('a working copy that is saved while it is submitted is frozen exactly as it was read, or not at all', async () => {
  const outcomes = new Set<string>();
  for (let round = 0; round < 12; round += 1) {
    const id = await w.nominate({ submit: false, statement: 'Bản đọc' });
    const clerk = w.as('clerk.G1');
    const etag = (await clerk.view(id)).draft?.etag ?? '';
    const submit = await clerk.prepare(id, { type: 'Submit' });
    const save = () =>
      clerk.patch<Draft>(`/api/nominations/${id}/draft`, { statement: 'Bản sửa' }, { 'if-match': etag });
    const send = () => clerk.send<CommandAnswer>('POST', `/api/nominations/${id}/commands`, submit);
    const early = round % 2 === 0 ? send() : undefined;
    const [saved, sent] = await Promise.all([save(), early ?? send()]);
    const frozen = await versions(id);
    if (sent.status === 200) {
      expect(saved.status).toBeGreaterThanOrEqual(409);
      expect(frozen).toHaveLength(1);
      expect(JSON.parse(frozen[0]?.content ?? '')).toMatchObject({ statement: 'Bản đọc' });
    } else {
      refused(sent, 412, 'stale-draft');
      expect(saved.status).toBe(200);
      expect(frozen).toHaveLength(0);
      ok(await clerk.command(id, { type: 'Submit' }));
    }
    outcomes.add(String(sent.status));
  }
  expect(outcomes.size).toBeGreaterThan(0);
});

it('saving right before the record is noticed by the record', async () => {
  const id = await w.nominate({ submit: false });
  const clerk = w.as('clerk.G1');
  const etag = (await clerk.view(id)).draft?.etag ?? '';
  app.before('record_decision', async () =>
    ok(await clerk.patch(`/api/nominations/${id}/draft`, { statement: 'Bản sửa' }, { 'if-match': etag })),
  );
  refused(await clerk.command(id, { type: 'Submit' }), 412, 'stale-draft');
  expect(await versions(id)).toHaveLength(0);
  expect(await app.sql('select from ledger_entry where chain = $1', [`n:${id}`])).toHaveLength(0);
});

it('two submissions of one working copy make one revision', async () => {
  const id = await w.nominate({ submit: false });
  const clerk = w.as('clerk.G1');
  const ready = await Promise.all([1, 2, 3].map(() => clerk.prepare(id, { type: 'Submit' })));
  const answers = await Promise.all(ready.map((r) => clerk.send('POST', `/api/nominations/${id}/commands`, r)));
  expect(answers.map((a) => a.status).sort()).toEqual([200, 412, 412]);
  expect(await versions(id)).toEqual([expect.objectContaining({ revision: 1 })]);
});

it('two who save the same working copy: one is told that it changed', async () => {
  const id = await w.nominate({ submit: false });
  const other = await w.seat('clerk2.G1', 'clerk', 'G1');
  const etag = (await other.view(id)).draft?.etag ?? '';
  const save = (who: typeof other, statement: string) =>
    who.patch(`/api/nominations/${id}/draft`, { statement }, { 'if-match': etag });
  const answers = await Promise.all([save(other, 'Bản của người này'), save(w.as('clerk.G1'), 'Bản của người kia')]);
  expect(answers.map((a) => a.status).sort()).toEqual([200, 412]);
});

it('a working copy cannot be saved once it is submitted', async () => {
  const id = await w.nominate();
  const answer = await w
    .as('clerk.G1')
    .patch(`/api/nominations/${id}/draft`, { statement: 'Muộn' }, { 'if-match': '"d-4"' });
  refused(answer, 409, 'not-now');
});

it('a file that loses the race for the working copy leaves no row behind', async () => {
  const id = await w.nominate({ submit: false });
  const waiting = `select from pg_stat_activity where wait_event_type = 'Lock' and query like '%insert into dossier_file%' and datname = current_database()`;
  await withClient(app.database.host, app.database.name, async (other) => {
    await other.query('begin');
    await other.query('update dossier_draft set n = n + 1 where nomination_id = $1', [id]);
    const losing = w.as('clerk.G1').file(id, 'initiativeCertificate');
    while ((await app.sql(waiting)).length === 0);
    await other.query('commit');
    refused(await losing, 412, 'stale-draft');
  });
  const unnamed = `select f.id from dossier_file f join dossier_draft d using (nomination_id) where f.nomination_id = $1
    and not exists (select from jsonb_each(d.files) e where e.value ? f.id::text)`;
  expect(await app.sql(unnamed, [id])).toEqual([]);
});
