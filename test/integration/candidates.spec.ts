import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Candidates, DocumentView } from '#contract';
import { quotaProcedure } from '#domain';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused } from '../support/client.js';
import { publish } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** What a clerk may list in a document, with what speaks against each line, and the same on the check page. */

let app: TestApp;
let w: World;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  await publish(w, quotaProcedure);
});
afterAll(() => app.close());

async function candidates(who: string, query: Record<string, string> = {}): Promise<Candidates> {
  const search = new URLSearchParams({ as: w.as(who).seats[0]?.id ?? '', ...query });
  return ok(await w.as(who).get<Candidates>(`/api/documents/candidates?${search}`)).body;
}
const idsOf = ({ items }: Candidates) => items.map((i) => i.nomination);

it('lists what waits for the decision of the unit, by filters, until it stands in a document', async () => {
  const medals: string[] = [];
  for (let i = 0; i < 3; i += 1) medals.push(await w.nominate({ unit: 'F', award: 'UNION_MEDAL_KNC' }));
  const certificate = await w.nominate();
  const below = await w.nominate();
  for (const id of [...medals, certificate]) await w.climb(id, 'awaitingDecision');
  await w.climb(below, 'signature@C');
  const all = await candidates('clerk.F');
  expect([idsOf(all), all.total]).toEqual([[...medals, certificate], 4]);
  expect(all.items.map((i) => i.problem)).toEqual([null, null, null, null]);
  expect(idsOf(await candidates('clerk.F', { award: 'UNION_CERT_VGCL' }))).toEqual([certificate]);
  expect(idsOf(await candidates('clerk.F', { unit: w.unit('G1'), year: '2026', occasion: 'annual' }))).toEqual([
    certificate,
  ]);
  expect(await candidates('clerk.F', { year: '2025' })).toEqual({ items: [], total: 0 });
  expect(idsOf(await candidates('clerk.F', { kind: 'TTr' }))).toEqual([]);
  expect(idsOf(await candidates('clerk.C', { kind: 'TTr' }))).toEqual([below]);

  const document = await w.signed(medals.slice(0, 2));
  expect(idsOf(await candidates('clerk.F'))).toEqual([medals[2], certificate]);
  const items = [{ item: 'nomineeList', code: 'illegible' }];
  const other = await w.seat('clerk2.F', 'clerk', 'F');
  ok(await other.command(medals[1] ?? '', { type: 'Return', items, reason: 'Danh sách không đọc được rõ' }));
  const view = ok(await w.as('clerk.F').get<DocumentView>(`/api/documents/${document}`)).body;
  expect(view.items.map((i) => i.problem?.code ?? null)).toEqual([null, 'not-awaiting-decision']);
  expect(view.items[1]?.problem?.message.vi).toMatch(/\S/);
});

it('says which line a letter cannot take, and why', async () => {
  const id = await w.nominate({ award: 'UNION_CERT_VGCL_THEMATIC', theme: 'workAndFamily' });
  await w.climb(id, 'signature@C');
  const { items } = await candidates('clerk.C', { kind: 'TTr', theme: 'workAndFamily' });
  expect(items.map((i) => [i.nomination, i.problem?.code])).toEqual([[id, 'quota-not-set']]);
});

it('shows nothing to whoever is not the clerk of the unit', async () => {
  const as = w.as('clerk.F').seats[0]?.id ?? '';
  refused(await w.as('clerk.C').get(`/api/documents/candidates?as=${as}`), 403, 'wrong-seat');
  refused(
    await w.as('signer.F').get(`/api/documents/candidates?as=${w.as('signer.F').seats[0]?.id ?? ''}`),
    403,
    'wrong-seat',
  );
  refused(await w.as('clerk.F').get(`/api/documents/candidates?as=${as}&year=soon`), 400, 'malformed');
});
