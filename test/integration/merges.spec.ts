import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person, Persons } from '#contract';
import { checkLedger } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { key } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** Two entries of the register that are one person: merged by one entry of the ledger, and back until the merge was used. */

let app: TestApp;
let w: World;
let root: Client;
beforeAll(async () => {
  app = await startApp({ poolSize: 20 });
  w = await world(app);
  root = await w.seat('administrator.F', 'administrator', 'F');
  await w.seat('administrator.G1', 'administrator', 'G1');
});
afterAll(async () => {
  expect(await checkLedger(app.engine.db, app.files)).toHaveProperty('chains');
  await app.close();
});

const reason = 'Hai mục của cùng một người';
const merge = <Body = Person>(merged: string, into: string, who = root, headers = key()) =>
  who.post<Body>(`/api/persons/${merged}/merge`, { into, reason }, headers);
const unmerge = (merged: string, who = root) => who.post<Person>(`/api/persons/${merged}/unmerge`, { reason }, key());
const recommend = (id: string, who: string) =>
  w.as(who).command(id, { type: 'Recommend', opinion: 'Đồng ý với đề nghị' });
const mergeEntries = () =>
  app.sql<{ canon: string }>(
    `select canon from ledger_entry where canon::jsonb->>'type' like 'Persons%' order by canon::jsonb->>'at'`,
  );

/** Everything that stands under a person, as a merge would move it. */
async function standing(...people: string[]): Promise<unknown> {
  const rows = await app.sql(
    `select 'seat' as what, id::text as id, person_id as of from seat where person_id = any($1)
     union all select 'grant', id::text, subject_id from award_grant where subject_id = any($1)
     union all select 'assessment', subject_id || ' ' || year, subject_id from assessment where subject_id = any($1)
     union all select 'nomination', id::text, subject_id from nomination where subject_id = any($1)
     union all select 'approval', id::text, person_id from approval where person_id = any($1)
     union all select 'sight', nomination_id::text, person_id from nomination_actor where person_id = any($1)
     union all select 'relation', subject_id::text, person_id from relation where person_id = any($1)
     union all select 'account', id || coalesce('shut', disabled_at::text), person_id from account where person_id = any($1)
     union all select 'person', id::text, merged_into from person where id = any($1) order by 1, 2, 3`,
    [people],
  );
  return rows;
}

describe('the nominee of a merge', () => {
  it('has every nomination, grant and assessment of both, under one name', async () => {
    const [kept] = [await w.nominee('G1', { name: 'Trần Thị Gộp', excellent: [2024], certificate: null })];
    const merged = await w.nominee('G1', { name: 'Tran Thị Gop Hai' });
    const id = await w.nominate({ subject: merged });
    const before = (await mergeEntries()).length;
    const person = ok(await merge(merged, kept)).body;
    expect(person).toMatchObject({ id: kept, mergedInto: null });
    expect(person.nominations).toEqual([]);
    expect((await w.as('clerk.G1').view(id)).subject).toMatchObject({ id: kept, name: 'Trần Thị Gộp' });
    const years = await app.sql('select year from assessment where subject_id = $1 order by 1', [kept]);
    expect(years).toEqual([2024, 2025, 2026].map((year) => ({ year })));
    const found = ok(await root.get<Persons>('/api/persons?q=gop%20hai')).body.persons;
    expect(found.map((p) => p.id)).toEqual([kept]);
    expect(ok(await root.get<Person>(`/api/persons/${merged}`)).body.mergedInto).toBe(kept);
    const entries = await mergeEntries();
    expect(entries.length).toBe(before + 1);
    const last = JSON.parse(entries.at(-1)?.canon ?? '{}') as {
      chain: string;
      facts: object[];
      texts: { id: string }[];
    };
    expect(last).toMatchObject({ chain: `acl:${w.unit('G1')}`, texts: [{ id: 'reason' }] });
    expect(last.facts).toEqual([expect.objectContaining({ type: 'PersonsMerged', kept, merged })]);
    await w.climb(id, 'awaitingDecision');
    await w.decision([id]);
    expect(await w.state(id)).toMatch(/awaitingDecision|commended/);
  });

  it('begins nothing new under the entry that was merged', async () => {
    const [kept, merged] = await w.nominees('G1', 2, { certificate: null });
    ok(await merge(merged ?? '', kept ?? ''));
    const seat = { person: merged, unit: w.unit('G1'), role: 'member' };
    refused(await root.post('/api/seats', seat), 409, 'person-merged');
    const account = { person: merged, login: 'gop.roi', password: 'mot-mat-khau-dai' };
    refused(await root.post('/api/accounts', account), 409, 'person-merged');
    refused(await root.patch(`/api/persons/${String(merged)}`, { name: 'Tên khác' }), 409, 'person-merged');
    const guard = await w.seat('guard.G1', 'appraiser', 'G1', ['hold']);
    const hold = { as: guard.seats[0]?.id, subject: { type: 'person', id: merged }, kind: 'verification', reason };
    refused(await guard.post('/api/holds', hold, key()), 409, 'person-merged');
    await expect(w.nominate({ subject: merged ?? '' })).rejects.toThrow(/register/);
    refused(await merge(merged ?? '', await w.nominee('G1')), 409, 'person-merged');
    await expect(
      app.sql(`insert into assessment (subject_id, year, result, source) values ($1, 2020, 'hoan_thanh', 'test')`, [
        merged,
      ]),
    ).rejects.toThrow(/merged/);
  });

  it('is not made of two about whom the registers contradict each other', async () => {
    const [kept, merged] = [await w.nominee('G1'), await w.nominee('G1', { excellent: [], certificate: null })];
    await w.assess(merged, 2025, 'hoan_thanh');
    const no = refused(await merge(merged, kept), 409, 'registers-differ');
    expect(no.data).toEqual({ assessments: [2025], grants: [] });
    const twice = await w.nominee('G1');
    const same = refused(await merge(twice, kept), 409, 'registers-differ');
    expect(same.data).toEqual({ assessments: [], grants: [{ award: 'UNION_CERT_LEVEL2', year: 2025 }] });
    expect(await mergeEntries()).not.toContainEqual(
      expect.objectContaining({ canon: expect.stringContaining(merged) }),
    );
  });
});

describe('an officer with two entries', () => {
  it('keeps seats and account, and stays one person for the separation of duties', async () => {
    const before = await w.seat('double.G1', 'appraiser', 'G1');
    const { person: kept } = await w.person('double.C', 'C');
    const id = await w.nominate();
    ok(await recommend(id, 'double.G1'));
    ok(await merge(before.person, kept));
    // Its own account was shut: the kept person has one.
    expect((await before.get('/api/me')).status).toBe(401);
    await w.seat('double.C', 'appraiser', 'C');
    await w.climb(id, 'appraisal@C');
    refused(await recommend(id, 'double.C'), 403, 'already-acted-elsewhere');
    ok(await recommend(id, 'appraiser.C'));
  });

  it('who nominated decides nothing on it under the other name', async () => {
    const clerk = await w.seat('clerk.G3', 'clerk', 'G1');
    const { person: kept } = await w.seat('twin.C', 'appraiser', 'C');
    const id = await w.nominate({ clerk: 'clerk.G3' });
    ok(await merge(clerk.person, kept));
    await w.climb(id, 'appraisal@C');
    refused(await recommend(id, 'twin.C'), 403, 'conflict-of-interest');
    ok(await recommend(id, 'appraiser.C'));
  });
});

describe('people who may not be one', () => {
  it('both decided the same file', async () => {
    const id = await w.nominate();
    await w.climb(id, 'signature@C');
    const [one, two] = [w.as('appraiser.G1').person, w.as('appraiser.C').person];
    const before = await standing(one, two);
    const no = refused(await merge(one, two), 409, 'merge-conflict');
    expect(no).toMatchObject({ observed: expect.any(String), data: { count: expect.any(Number), nominations: [] } });
    expect(await standing(one, two)).toEqual(before);
  });

  it('one decided on the other, or on what the other one nominated', async () => {
    const subject = await w.nominee('G1');
    const id = await w.nominate({ subject });
    await w.climb(id, 'appraisal@C');
    refused(await merge(subject, w.as('appraiser.G1').person), 409, 'merge-conflict');
    refused(await merge(w.as('clerk.G1').person, w.as('appraiser.G1').person), 409, 'merge-conflict');
  });
});

describe('a merge', () => {
  it('is taken back, row by row, as long as it was not used', async () => {
    const merged = (await w.seat('back.old', 'appraiser', 'G1')).person;
    await w.history(merged);
    const kept = (await w.person('back.new', 'G1')).person;
    const [own] = [await w.nominate({ subject: merged })];
    const id = await w.nominate();
    ok(await recommend(id, 'back.old'));
    ok(await w.as('back.old').command(id, { type: 'DeclareRelation', relation: 'kin', reason: 'Anh em họ bên ngoại' }));
    const before = await standing(merged, kept);
    ok(await merge(merged, kept));
    expect(await standing(merged, kept)).not.toEqual(before);
    expect((await w.as('clerk.G1').view(own)).subject?.id).toBe(kept);
    ok(await unmerge(merged));
    expect(await standing(merged, kept)).toEqual(before);
    refused(await unmerge(merged), 409, 'not-now');
    ok(await recommend(await w.nominate(), 'appraiser.G1'));
  });

  it.each(['decision', 'grant', 'seat', 'account'] as const)('is not taken back after a %s', async (what) => {
    const merged = (await w.seat(`used.${what}`, 'appraiser', 'G1')).person;
    const kept =
      what === 'account'
        ? await w.nominee('G1', { excellent: [], certificate: null })
        : (await w.person(`user.${what}`, 'G1')).person;
    const id = await w.nominate();
    ok(await merge(merged, kept));
    if (what === 'decision') {
      const as = w.as(`used.${what}`).seats[0]?.id ?? '';
      ok(await w.as(`user.${what}`).command(id, { type: 'Recommend', opinion: 'Đồng ý với đề nghị' }, { as }));
    } else if (what === 'grant') await w.grant(kept, 'UNION_CERT_LEVEL2', 2024);
    else if (what === 'seat') ok(await root.post('/api/seats', { person: kept, unit: w.unit('G1'), role: 'member' }));
    else {
      const [account] = await app.sql<{ id: string }>('select id from account where person_id = $1', [kept]);
      ok(await root.patch(`/api/accounts/${account?.id ?? ''}`, { email: 'gop@example.test' }));
    }
    refused(await unmerge(merged), 409, 'merge-used');
  });

  it('is one entry however often it is sent, and in parallel with its mirror only one of the two', async () => {
    const [a = '', b = ''] = await w.nominees('G1', 2, { certificate: null });
    const sent = key();
    ok(await merge(a, b, root, sent));
    ok(await merge(a, b, root, sent));
    ok(await unmerge(a));
    const before = (await mergeEntries()).length;
    const answers = await Promise.all([merge(a, b), merge(b, a)]);
    expect(answers.map((x) => x.status).sort()).toEqual([200, 409]);
    expect((await mergeEntries()).length).toBe(before + 1);
  });

  it('waits for a decision that is being written, and is met by one that was loaded before', async () => {
    const twin = await w.seat('race.old', 'appraiser', 'G1');
    const { person: kept } = await w.seat('race.new', 'signer', 'C');
    const id = await w.nominate();
    app.before('record_decision', async () => {
      ok(await merge(twin.person, kept));
    });
    refused(await twin.command(id, { type: 'Recommend', opinion: 'Đồng ý với đề nghị' }), 403, 'seat-lost');
    expect(await w.state(id)).toBe('appraisal@G1');
  });

  it('meets a decision of the kept person that was loaded before, on a file that the merged one decided', async () => {
    const twin = await w.seat('met.old', 'appraiser', 'G1');
    const { person: kept } = await w.seat('met.new', 'appraiser', 'C');
    const id = await w.nominate();
    ok(await recommend(id, 'met.old'));
    await w.climb(id, 'appraisal@C');
    app.before('record_decision', async () => {
      ok(await merge(twin.person, kept));
    });
    refused(await recommend(id, 'met.new'), 403, 'already-acted-elsewhere');
    expect(await w.state(id)).toBe('appraisal@C');
  });

  it('needs an administrator of every unit in which either has a place, who is neither', async () => {
    const low = w.as('administrator.G1');
    const [a, b] = [await w.nominee('G1', { certificate: null }), await w.nominee('G1')];
    refused(await merge(a, w.as('signer.F').person, low), 403, 'wrong-seat');
    refused(await merge(w.as('signer.F').person, a, low), 403, 'wrong-seat');
    refused(await merge(a, b, w.as('clerk.G1')), 403, 'wrong-seat');
    refused(await merge(root.person, a), 403, 'conflict-of-interest');
    refused(await merge(a, a), 409, 'merge-conflict');
    refused(await merge(a, '0197a1b2-0000-7000-8000-000000000000'), 422, 'unknown-reference');
    refused(await merge('0197a1b2-0000-7000-8000-000000000000', a), 404, 'not-found');
    refused(await unmerge(a, low), 409, 'not-now');
    ok(await merge(a, b, low));
  });

  it('that nobody recorded is found by the check', async () => {
    const [a = '', b = ''] = await w.nominees('G1', 2, { certificate: null });
    await app.sql('update person set merged_into = $2 where id = $1', [a, b]);
    expect(await checkLedger(app.engine.db, app.files)).toMatchObject({ what: `person ${a}, which no entry made` });
    await app.sql('update person set merged_into = null where id = $1', [a]);
    ok(await merge(a, b));
    await app.sql('update person set merged_into = null where id = $1', [a]);
    expect(await checkLedger(app.engine.db, app.files)).toMatchObject({ what: `person ${a} is missing` });
    await app.sql('update person set merged_into = $2 where id = $1', [a, b]);
  });
});
