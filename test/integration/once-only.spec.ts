import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { refused } from '../support/client.js';
import { world, type World } from '../support/world.js';

let app: TestApp;
let w: World;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
});
afterAll(() => app.close());

const grants = (subject: string) =>
  app.sql('select from award_grant where subject_id = $1 and annulled_at is null', [subject]);

/** Two units nominate one person for the medal that is given once; F has a signed document for each. */
async function twice(): Promise<{ subject: string; nominations: string[]; documents: string[] }> {
  const subject = await w.nominee('G1', { certificate: null });
  const nominations = [];
  for (const unit of ['F', 'G1']) {
    const id = await w.nominate({ unit, award: 'UNION_MEDAL_KNC', subject });
    await w.climb(id, 'awaitingDecision');
    nominations.push(id);
  }
  const documents = [];
  for (const id of nominations) documents.push(await w.signed([id]));
  return { subject, nominations, documents };
}

it('two decisions issued in the same instant give one person a once-only award once, and name whom they refuse', async () => {
  for (let round = 0; round < 3; round += 1) {
    const { subject, nominations, documents } = await twice();
    const clerk = await w.elevate('clerk.F');
    const answers = await Promise.all(documents.map((d) => clerk.deed(d, 'issue', { ifMatch: '"1"' })));
    expect(answers.map((a) => a.status).sort()).toEqual([202, 409]);
    const loser = answers.findIndex((a) => a.status === 409);
    const { data } = refused(answers[loser] as (typeof answers)[0], 409, 'already-granted');
    expect(data?.['items']).toEqual([
      { nomination: nominations[loser], code: expect.stringMatching(/^HS-2026-\d{5}$/) },
    ]);
    expect(await grants(subject)).toHaveLength(1);
  }
});

it('one document does not give it twice either', async () => {
  const { subject, nominations, documents } = await twice();
  for (const d of documents) await w.as('clerk.F').deed(d, 'discard');
  const both = await w.signed(nominations);
  const { data } = refused(await (await w.elevate('clerk.F')).deed(both, 'issue'), 409, 'already-granted');
  expect(data?.['items']).toHaveLength(2);
  expect(await grants(subject)).toHaveLength(0);
});

it('who held it in the imported history is refused at submission', async () => {
  const subject = await w.nominee('G1', { certificate: null });
  await w.grant(subject, 'UNION_MEDAL_KNC', 2019);
  await expect(w.nominate({ award: 'UNION_MEDAL_KNC', subject })).rejects.toThrow('criteria-block');
});

it('an import between signing and issuing is noticed', async () => {
  const subject = await w.nominee('G1', { certificate: null });
  const id = await w.nominate({ unit: 'F', award: 'UNION_MEDAL_KNC', subject });
  await w.climb(id, 'awaitingDecision');
  const document = await w.signed([id]);
  const clerk = await w.elevate('clerk.F');
  app.before('record_document', () => w.grant(subject, 'UNION_MEDAL_KNC', 2019));
  refused(await clerk.deed(document, 'issue'), 409, 'already-granted');
  expect(await grants(subject)).toHaveLength(1);
});

it('a comprehensive and a thematic award of one level and year exclude each other', async () => {
  const subject = await w.nominee('F');
  const id = await w.nominate({ unit: 'F', subject });
  await w.climb(id, 'awaitingDecision');
  const document = await w.signed([id]);
  await w.grant(subject, 'UNION_CERT_VGCL_THEMATIC', 2026, 'thematic');
  refused(await (await w.elevate('clerk.F')).deed(document, 'issue'), 409, 'already-granted');
});

it('one achievement is not rewarded twice: the same award, year and theme to one person, from two units', async () => {
  const subject = await w.nominee('G1');
  const nominations = [];
  for (const unit of ['F', 'G1']) {
    const id = await w.nominate({ unit, award: 'UNION_CERT_VGCL', subject });
    await w.climb(id, 'awaitingDecision');
    nominations.push(id);
  }
  const both = await w.signed(nominations);
  refused(await (await w.elevate('clerk.F')).deed(both, 'issue'), 409, 'already-granted');
  const states = await app.sql<{ state: string }>('select state from decision_document where id = $1', [both]);
  expect(states).toEqual([{ state: 'signed' }]);
});
