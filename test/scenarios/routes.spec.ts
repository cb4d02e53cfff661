import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused } from '../support/client.js';
import { world, type World } from '../support/world.js';

/** Routes of one to five stages, and units with few officers. */

let app: TestApp;
let w: World;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  await w.open('D', 'immediate_superior_union', 'C');
  await w.open('G4', 'grassroots_union', 'D');
});
afterAll(() => app.close());

const route = async (id: string, clerk: string) => {
  const view = await w.as(clerk).view(id);
  return view.route.flatMap((s) => s.steps.map((x) => w.named(x.key)));
};

describe('a route has the stages of its path', () => {
  it('one stage: the unit that decides nominates itself, and another person appraises', async () => {
    const id = await w.nominate({ unit: 'F' });
    expect(await route(id, 'clerk.F')).toEqual(['appraisal@F']);
    expect((await w.as('clerk.F').view(id)).regime).toMatchObject({
      provisional: false,
      receivedAt: expect.any(String),
    });
    await w.climb(id, 'awaitingDecision');
    expect((await w.decision([id])).number).toMatch(/^\d\d\/QĐ-TLĐ$/);
  });

  it('one stage at level 2: its own certificate, with a number of its own series', async () => {
    const id = await w.nominate({ unit: 'C', award: 'UNION_CERT_LEVEL2' });
    expect(await route(id, 'clerk.C')).toEqual(['appraisal@C']);
    await w.climb(id, 'awaitingDecision');
    expect((await w.decision([id], 'C')).number).toBe('01/QĐ-C');
  });

  it('two stages', async () => {
    const id = await w.nominate({ unit: 'C' });
    expect(await route(id, 'clerk.C')).toEqual(['appraisal@C', 'signature@C', 'appraisal@F']);
    await w.climb(id, 'awaitingDecision');
    const lower = await w.nominate({ award: 'UNION_CERT_LEVEL2' });
    expect(await route(lower, 'clerk.G1')).toEqual(['appraisal@G1', 'signature@G1', 'appraisal@C']);
    await w.climb(lower, 'awaitingDecision');
  });

  it('four stages', async () => {
    const id = await w.nominate({ unit: 'G4' });
    const steps = [
      'appraisal@G4',
      'signature@G4',
      'appraisal@D',
      'signature@D',
      'appraisal@C',
      'signature@C',
      'appraisal@F',
    ];
    expect(await route(id, 'clerk.G4')).toEqual(steps);
    await w.climb(id, 'awaitingDecision');
    expect((await w.decision([id])).number).toMatch(/QĐ-TLĐ$/);
  });

  it('five stages', async () => {
    await w.open('E', 'immediate_superior_union', 'D');
    await w.open('G5', 'grassroots_union', 'E');
    const id = await w.nominate({ unit: 'G5' });
    expect(await route(id, 'clerk.G5')).toHaveLength(9);
    await w.climb(id, 'awaitingDecision');
    expect(await w.state(id)).toBe('awaitingDecision');
  });
});

describe('a small unit', () => {
  it('of two officers skips the appraisal, and says by which rule', async () => {
    await w.open('S2', 'grassroots_union', 'C', ['clerk', 'signer']);
    const id = await w.nominate({ unit: 'S2' });
    expect(await route(id, 'clerk.S2')).toEqual(['signature@S2', 'appraisal@C', 'signature@C', 'appraisal@F']);
    const [entry] = await app.sql<{ canon: string }>('select canon from ledger_entry where chain = $1', [`n:${id}`]);
    const { facts } = JSON.parse(entry?.canon ?? '') as { facts: { type: string }[] };
    expect(facts).toContainEqual({ type: 'StepSkipped', step: `appraisal@${w.unit('S2')}`, rule: 'small-unit' });
    await w.climb(id, 'awaitingDecision');
  });

  it('of one officer starts at its superior', async () => {
    await w.open('S1', 'grassroots_union', 'C', ['clerk']);
    await w.seat('clerk.S1', 'signer', 'S1');
    const id = await w.nominate({ unit: 'S1' });
    expect(await route(id, 'clerk.S1')).toEqual(['appraisal@C', 'signature@C', 'appraisal@F']);
    expect(await w.state(id)).toBe('appraisal@C');
    await w.climb(id, 'awaitingDecision');
  });

  it('whose superior has nobody in a seat that is needed learns which one', async () => {
    await w.open('H', 'level2_union', 'F', ['clerk', 'signer']);
    await w.open('G6', 'grassroots_union', 'H');
    const id = await w.nominate({ unit: 'G6', submit: false });
    const refusal = refused(await w.as('clerk.G6').command(id, { type: 'Submit' }), 422, 'no-officer');
    expect(refusal.needed).toBe(`appraiser@${w.unit('H')}`);
    await w.seat('appraiser.H', 'appraiser', 'H');
    ok(await w.as('clerk.G6').command(id, { type: 'Submit' }));
  });

  it('the route of a nomination stays as it was submitted, whoever comes and goes', async () => {
    const id = await w.nominate({ unit: 'S2' });
    const before = await route(id, 'clerk.S2');
    await w.seat('appraiser.S2', 'appraiser', 'S2');
    expect(await route(id, 'clerk.S2')).toEqual(before);
    const next = await w.nominate({ unit: 'S2' });
    expect(await route(next, 'clerk.S2')).toEqual(['appraisal@S2', ...before]);
  });
});
