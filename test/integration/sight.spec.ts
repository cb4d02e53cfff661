import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Me, SelectionView } from '#contract';
import { claimDigests, performActItem, renderNotice } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok } from '../support/client.js';
import { LIFE, type Plot, type Secret } from '../support/secret.js';
import { Stage, type Answers } from '../support/secrets.js';
import { seed } from '../support/seed.js';
import { askings, namesNothing, plain, sees } from '../support/sight.js';
import type { World } from '../support/world.js';

/**
 * What may not be seen is not there: whatever is done to a nomination, every answer to whoever may not see it is, byte for byte, what it
 * was before the nomination existed, and every request that names it is answered like one that names nothing. Who may see it is the test's
 * own reading of the rule (`sees`), and whoever may is answered.
 */

const AWARDS = ['UNION_CERT_VGCL', 'UNION_CERT_LEVEL2', 'UNION_MEDAL_KNC', 'UNION_CERT_VGCL_THEMATIC'];
const LENDABLE = ['appraiser.G1', 'signer.C', 'clerk.G2', 'appraiser.F', 'clerk.C'];
const BORROWERS = ['nobody', 'member.X', 'member.G2', 'member.G1'];

let app: TestApp;
let stage: Stage;
let w: World;
beforeAll(async () => {
  app = await startApp({ poolSize: 10 });
  stage = await Stage.open(app);
  w = stage.w;
});
afterAll(() => app.close());

/** A plot with those who are asked (places in `everybody`) and what they are asked (places in `askings`). */
interface Trial extends Plot {
  readonly people: readonly number[];
  readonly questions: readonly number[];
}

const trials: fc.Arbitrary<Trial> = fc.record({
  unit: fc.constantFrom('G1', 'G2', 'C'),
  award: fc.constantFrom(...AWARDS),
  subject: fc.constantFrom('fresh', 'known', 'team'),
  achievement: fc.boolean(),
  lends: fc.uniqueArray(
    fc.record({ from: fc.constantFrom(...LENDABLE), to: fc.constantFrom(...BORROWERS), limited: fc.boolean() }),
    { maxLength: 2, selector: (l) => l.from },
  ),
  away: fc.subarray(['appraiser.G1', 'signer.C', 'clerk.G2', 'appraiser.F', 'member.G1'], { maxLength: 2 }),
  life: fc.array(fc.constantFrom(...LIFE), { minLength: 2, maxLength: 7 }),
  people: fc.uniqueArray(fc.nat({ max: 34 }), { minLength: 5, maxLength: 5 }),
  questions: fc.uniqueArray(fc.nat({ max: 60 }), { minLength: 12, maxLength: 12 }),
});

const asked = ({ people }: Trial): string[] => people.map((i) => stage.everybody[i % stage.everybody.length] ?? '');

/** Who may see it now does, and who may not finds nothing changed. */
async function compared(s: Secret, trial: Trial, before: ReadonlyMap<string, Answers>): Promise<void> {
  for (const who of asked(trial)) {
    if (sees(w.as(who), s.known, s.lent)) {
      const { status } = await w.as(who).get(`/api/nominations/${s.id}`);
      expect([who, status]).toEqual([who, 200]);
    } else expect(await stage.asked(s, who, trial.questions)).toEqual(before.get(who));
  }
}

/** Every request of those who may not see it that names it. */
async function named(s: Secret, trial: Trial): Promise<void> {
  for (const who of asked(trial)) if (!sees(w.as(who), s.known, s.lent)) await namesNothing(w.as(who), who, s.id);
}

/** Enough was played; a trial that began is played to its end. */
let enough = Number.POSITIVE_INFINITY;

async function play(trial: Trial): Promise<void> {
  if (performance.now() > enough) return;
  const s = await stage.secretOf(trial);
  const lent = await stage.lend(s);
  const back = await stage.leave(trial.away);
  const before = new Map<string, Answers>();
  for (const who of asked(trial)) before.set(who, await stage.asked(s, who, trial.questions));
  if (await stage.drafted(s)) {
    await compared(s, trial, before);
    await named(s, trial);
    for (const [i, deed] of trial.life.entries()) {
      await stage.does(s, deed);
      if (i % 3 === 2) await compared(s, trial, before);
    }
    await compared(s, trial, before);
    await named(s, trial);
  }
  await stage.giveBack(lent);
  for (const comes of back) await comes();
  s.lent.length = 0;
  if (s.id !== '') await named(s, trial);
}

describe('a nomination that somebody may not see', () => {
  it('changes no answer to them, whatever is done to it', async () => {
    enough = performance.now() + 40_000;
    await fc.assert(fc.asyncProperty(trials, play), {
      numRuns: Number(process.env['LAUREL_RUNS'] ?? 20),
      seed: seed('sight'),
      endOnFailure: true,
    });
  }, 180_000);

  it('decided, its notices told and its act carried out, it changes nothing for those of other units', async () => {
    const s = await stage.secretOf({
      unit: 'G1',
      award: 'UNION_CERT_VGCL',
      subject: 'fresh',
      achievement: false,
      lends: [],
      away: [],
      life: [],
    });
    const outside = stage.everybody.filter((k) => /\.(X|G2)$|^nobody$|^administrator\./.test(k));
    const all = [...askings(s.asking, w.as('nobody')).keys()];
    const before = new Map<string, Answers>();
    for (const who of outside) before.set(who, await stage.asked(s, who, all));
    await stage.drafted(s);
    while ((await w.state(s.id)) !== 'awaitingDecision') await stage.does(s, 'onward');
    const { document, act } = await w.decision([s.id]);
    await performActItem(app.engine, act, s.id);
    await stage.told(s);
    for (const who of outside) {
      expect(await stage.asked(s, who, all)).toEqual(before.get(who));
      await namesNothing(w.as(who), who, s.id);
      for (const [path, id] of Object.entries({ documents: document, acts: act })) {
        const unknown = randomUUID();
        const [real, invented] = [
          await w.as(who).get(`/api/${path}/${id}`),
          await w.as(who).get(`/api/${path}/${unknown}`),
        ];
        expect([who, path, plain(real, id)]).toEqual([who, path, plain(invented, unknown)]);
      }
    }
  }, 120_000);

  it('selected by F for a quota, it changes no page of a selection or quota for those who may not see it', async () => {
    const plot = { unit: 'C', award: 'UNION_CERT_VGCL_THEMATIC', subject: 'team', achievement: true } as const;
    const s = await stage.secretOf({ ...plot, lends: [], away: ['signer.F'], life: [] });
    const outside = ['nobody', 'clerk.X', 'auditor.X', 'signer.G1', 'administrator.C', 'administrator.F'];
    const all = [...askings(s.asking, w.as('nobody')).keys()];
    const before = new Map<string, Answers>();
    for (const who of outside) before.set(who, await stage.asked(s, who, all));
    const list = async () =>
      (await w.as('secretary.F').get<SelectionView>(`/api/selections/${s.asking.selection}`)).body;
    const rows = (await list()).rows.length;
    expect(await stage.drafted(s)).toBe(true);
    while ((await w.state(s.id)) !== 'selection@F') await stage.does(s, 'onward');
    expect((await list()).rows).toHaveLength(rows + 1);
    for (const who of outside) expect(await stage.asked(s, who, all)).toEqual(before.get(who));
  }, 120_000);

  it('told to somebody who was lent a seat, it is in no mail of the day after the seat was given back', async () => {
    const lends = [{ from: 'appraiser.G1', to: 'member.X', limited: false }] as const;
    const plot = { unit: 'G1', award: 'UNION_CERT_LEVEL2', subject: 'fresh', achievement: false } as const;
    const s = await stage.secretOf({ ...plot, lends, away: [], life: [] });
    const lent = await stage.lend(s);
    const everybody = [...stage.everybody].map((k) => w.as(k));
    const daily = { ...ok(await w.as('nobody').get<Me>('/api/me')).body.preferences, mail: 'daily' };
    for (const one of everybody) ok(await one.send('PUT', '/api/me/preferences', { body: daily }));
    await stage.drafted(s);
    await stage.does(s, 'onward');
    const told = async (who: string) => (await w.as(who).get('/api/notifications')).text.includes(s.asking.name);
    expect(await told('member.X')).toBe(true);
    await stage.giveBack(lent);
    s.lent.length = 0;
    expect(await told('member.X')).toBe(false);
    await w.clock('2026-11-03T01:00:00.000Z');
    const digests = await claimDigests(app.engine.db);
    const names = digests.filter(({ notices }) =>
      notices.some(({ topic, data }) => JSON.stringify(renderNotice(topic, 'vi', data)).includes(s.asking.name)),
    );
    const people = new Map(stage.everybody.map((k) => [w.as(k).person, k]));
    const named = names.map((d) => people.get(d.person) ?? d.person);
    expect(named).toContain('appraiser.G1');
    expect(named.filter((k) => !sees(w.as(k), s.known, []))).toEqual([]);
  }, 120_000);
});
