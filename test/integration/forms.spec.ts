import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { AwardForm, Awards, NominationView } from '#contract';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { world, type World } from '../support/world.js';

/** The form of a nomination is the JSON Schema of its award, and the server takes what the schema takes. */

let app: TestApp;
let w: World;
let clerk: Client;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  clerk = w.as('clerk.G1');
});
afterAll(() => app.close());

const form = async (award: string, subjectType: string): Promise<AwardForm> =>
  ok(await clerk.get<AwardForm>(`/api/awards/${award}/form?subjectType=${subjectType}`)).body;
const compiled = (schema: AwardForm): ValidateFunction =>
  new Ajv2020({ strict: false, allErrors: true }).compile(schema);
const factsOf = (schema: AwardForm): string[] => Object.keys(schema.properties.facts.properties);

it('every award has a form for each kind of subject, in both languages, and asks nobody what is not theirs', async () => {
  const { awards } = ok(await clerk.get<Awards>('/api/awards')).body;
  for (const award of awards) {
    const asked = new Set<string>();
    for (const subjectType of award.subjectTypes) {
      const schema = await form(award.code, subjectType);
      compiled(schema);
      factsOf(schema).forEach((f) => asked.add(f));
      for (const fact of Object.values(schema.properties.facts.properties)) {
        expect(fact['x-label'].vi).not.toBe('');
        expect(fact['x-label'].en).not.toBe('');
      }
    }
    expect([award.code, [...asked].sort()]).toEqual([award.code, award.facts.map((f) => f.fact).sort()]);
  }
  const individual = factsOf(await form('UNION_CERT_VGCL', 'individual'));
  expect(individual).toContain('initiative.recognisedAppliedInStreak');
  expect(factsOf(await form('UNION_CERT_VGCL', 'collective'))).not.toContain('initiative.recognisedAppliedInStreak');
});

it('an unknown award has none, and a subject that the award is not for is a wrong question', async () => {
  refused(await clerk.get('/api/awards/NONE/form'), 404, 'not-found');
  const no = refused(await clerk.get('/api/awards/UNION_CERT_VGCL/form?subjectType=family'), 400, 'malformed');
  expect(no.errors?.map((e) => e.pointer)).toEqual(['/subjectType']);
});

describe('what a working copy takes', () => {
  let id = '';
  let schema: AwardForm;
  beforeAll(async () => {
    id = await w.nominate({ submit: false, items: [], facts: {} });
    schema = await form('UNION_CERT_VGCL', 'individual');
  });

  async function save(body: object): Promise<{ status: number; pointers: string[] }> {
    const etag = (await clerk.view(id)).draft?.etag ?? '';
    const answer = await clerk.patch<{ errors?: { pointer: string }[] }>(`/api/nominations/${id}/draft`, body, {
      'if-match': etag,
    });
    return { status: answer.status, pointers: answer.body.errors?.map((e) => e.pointer) ?? [] };
  }

  it('is what its schema takes: the same values pass both, the same ones neither', async () => {
    const valid = compiled(schema);
    const anything = fc.oneof(
      fc.boolean(),
      { arbitrary: fc.integer({ min: -1, max: 9 }), weight: 6 },
      fc.constantFrom(Number.MAX_SAFE_INTEGER, 2 ** 53, 0.5, '', 'none', 'outstanding', null, [], 'hoan_thanh'),
    );
    const fact = fc.record(
      { value: anything, item: fc.constantFrom('minutes', 'achievementReport', 'initiativeCertificate', '') },
      { requiredKeys: ['value'] },
    );
    const bodies = fc.dictionary(fc.constantFrom(...factsOf(schema)), fact, { minKeys: 1, maxKeys: 2 });
    let [passed, refusedToo] = [0, 0];
    await fc.assert(
      fc.asyncProperty(bodies, async (facts) => {
        const should = valid({ facts });
        const { status, pointers } = await save({ facts });
        expect([facts, status]).toEqual([facts, should ? 200 : 400]);
        if (should) passed += 1;
        else refusedToo += 1;
        const named = Object.keys(facts);
        expect(pointers.every((p) => named.some((f) => p.startsWith(`/facts/${f}`)))).toBe(true);
      }),
      { numRuns: 120, seed: 20261130 },
    );
    expect(passed).toBeGreaterThan(10);
    expect(refusedToo).toBeGreaterThan(10);
  }, 60_000);

  it('names every wrong field by its pointer, and keeps nothing of such a change', async () => {
    const before = (await clerk.view(id)).draft;
    const wrong = { 'initiative.recognisedAppliedInStreak': { value: -5 }, 'no.such': { value: 1 } };
    const answer = await save({ facts: wrong, statement: 'Không được giữ' });
    expect(answer).toEqual({
      status: 400,
      pointers: ['/facts/initiative.recognisedAppliedInStreak', '/facts/no.such'],
    });
    expect((await clerk.view(id)).draft).toEqual(before);
  });

  it('an account of 20,000 characters is kept composed, one more is refused', async () => {
    const long = 'Ặ'.repeat(20_000);
    expect(await save({ statement: long })).toEqual({ status: 200, pointers: [] });
    expect((await clerk.view(id)).draft?.statement).toBe(long);
    expect(await save({ statement: `${long}a` })).toEqual({ status: 400, pointers: ['/statement'] });
    expect(await save({ statement: 'Nguyễn'.normalize('NFD') })).toEqual({ status: 200, pointers: [] });
    expect((await clerk.view(id)).draft?.statement).toBe('Nguyễn'.normalize('NFC'));
  });

  it('a copy that somebody else changed is told so, and neither is lost', async () => {
    const { draft } = await clerk.view(id);
    ok(
      await clerk.patch(`/api/nominations/${id}/draft`, { statement: 'Người khác' }, { 'if-match': draft?.etag ?? '' }),
    );
    refused(
      await clerk.patch(`/api/nominations/${id}/draft`, { statement: 'Của tôi' }, { 'if-match': draft?.etag ?? '' }),
      412,
      'stale-draft',
    );
    const view: NominationView = await clerk.view(id);
    expect(view.draft?.statement).toBe('Người khác');
  });
});
