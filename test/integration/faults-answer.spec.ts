import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { CommandAnswer } from '#contract';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Answer } from '../support/client.js';
import { testServer } from '../support/database.js';
import { startProxy, type Proxy } from '../support/proxy.js';
import { world, type World } from '../support/world.js';

/** F2: the connection breaks between COMMIT and its answer. */

let proxy: Proxy;
let app: TestApp;
let w: World;
beforeAll(async () => {
  proxy = await startProxy(testServer());
  app = await startApp({ place: ({ name }) => ({ url: proxy.url('laurel_app', name) }) });
  w = await world(app);
});
afterAll(async () => {
  await app.close();
  await proxy.close();
});

const entriesOf = (key: string) => app.sql('select from ledger_entry where command_id = $1', [key]);

/** Sends until there is an answer that is not "away": what a client that was cut off does. */
async function insist<Body>(send: () => Promise<Answer<Body>>): Promise<Answer<Body>> {
  const first = await send();
  if (first.status === 503) refused(first, 503, 'unavailable');
  return first.status === 503 ? send() : first;
}

describe('a decision whose answer was lost', () => {
  it.each(['the first time', 'with a statement that is prepared already'])('is settled by its key, %s', async () => {
    const id = await w.nominate();
    const key = randomUUID();
    const officer = w.as('appraiser.G1');
    const request = await officer.prepare(id, { type: 'Recommend', opinion: 'Đồng ý với đề nghị' }, { key });
    const send = () => officer.send<CommandAnswer>('POST', `/api/nominations/${id}/commands`, request);
    const before = proxy.cuts();
    proxy.cutAfter('record_decision');
    const answer = ok(await insist(send));
    expect(proxy.cuts()).toBe(before + 1);
    expect(await entriesOf(key)).toHaveLength(1);
    expect((await send()).text).toBe(answer.text);
    expect(answer.body).toMatchObject({ seq: 2, state: `signature@${w.unit('G1')}` });
  });

  it('is not given twice by a submission either', async () => {
    const id = await w.nominate({ submit: false });
    const clerk = w.as('clerk.G1');
    const request = await clerk.prepare(id, { type: 'Submit' });
    proxy.cutAfter('record_decision');
    ok(await insist(() => clerk.send<CommandAnswer>('POST', `/api/nominations/${id}/commands`, request)));
    expect(await app.sql('select from dossier_version where nomination_id = $1', [id])).toHaveLength(1);
  });

  it('gives a document one number', async () => {
    const id = await w.nominate({ unit: 'F', award: 'UNION_MEDAL_KNC' });
    await w.climb(id, 'awaitingDecision');
    const document = await w.signed([id]);
    const clerk = await w.elevate('clerk.F');
    const key = randomUUID();
    proxy.cutAfter('record_document');
    const issued = ok(await insist(() => clerk.deed<{ number: string }>(document, 'issue', { key, ifMatch: '"1"' })));
    expect(issued.body.number).toBe('01/QĐ-TLĐ');
    expect(await entriesOf(key)).toHaveLength(1);
    expect(await app.sql('select last from number_sequence')).toEqual([{ last: 1 }]);
  });
});

it('a connection that breaks while it reads leaves nothing behind', async () => {
  const id = await w.nominate();
  const officer = w.as('appraiser.G1');
  proxy.cutAfter('nomination_display');
  refused(await officer.get(`/api/nominations/${id}`), 503, 'unavailable');
  ok(await officer.get(`/api/nominations/${id}`));
});
