import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { CommandAnswer, Inbox, NominationLedger, ProcedureChecked } from '#contract';
import { standardProcedure, type LapseAction, type Procedure } from '#domain';
import { insertNotifications } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused } from '../support/client.js';
import { administrator, publish } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** What a lapse does is data of the procedure: it lets a named seat in, gives a step to others, or gives the file back. */

let app: TestApp;
let w: World;
const seatOf = (key: string) => w.as(key).seats[0]?.id ?? '';
const recommend = { type: 'Recommend', opinion: 'Đồng ý với đề nghị' };
const AWARDS = { escalate: 'UNION_CERT_VGCL', reassign: 'UNION_CERT_LEVEL2', return: 'UNION_MEDAL_KNC' } as const;

const procedure = (award: string, appraisal: LapseAction, signature: LapseAction): Procedure => ({
  ...standardProcedure,
  id: `LAPSE-${award.replaceAll('_', '-')}`,
  appliesTo: { awards: [award] },
  stages: standardProcedure.stages.map((s) => ({
    ...s,
    steps: s.steps.map((x) => ({ ...x, onLapse: x.step === 'appraisal' ? appraisal : signature })),
  })),
});

beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  await w.seat('deputy.G1', 'signer', 'G1');
  const seats = [{ unit: w.unit('G1'), seat: seatOf('deputy.G1') }];
  const remind = { do: 'remind' } as const;
  await publish(w, procedure(AWARDS.escalate, { do: 'escalate', to: 'signer', seats }, remind));
  await publish(w, procedure(AWARDS.reassign, { do: 'reassign' }, remind));
  await publish(w, procedure(AWARDS.return, remind, { do: 'return' }));
});
afterAll(() => app.close());

const waits = async (who: string, n: string) =>
  ok(await w.as(who).get<Inbox>('/api/inbox')).body.rows.some((r) => r.id === n);
const told = async (n: string) => {
  const rows = await app.sql<{ id: string }>(`select id from outbox where topic = 'deadlineLapsed' and chain = $1`, [
    `n:${n}`,
  ]);
  for (const { id } of rows) await insertNotifications(app.engine.db, id);
  const people = await app.sql<{ person_id: string }>(
    `select distinct person_id from notification where topic = 'deadlineLapsed' and nomination_id = $1`,
    [n],
  );
  return people.map((p) => p.person_id).sort();
};
const types = async (n: string) =>
  ok(await w.as('clerk.G1').get<NominationLedger>(`/api/nominations/${n}/ledger`)).body.entries.map((e) => e.type);
const pending = (n: string) =>
  app.sql<{ step_key: string; rule: string }>(
    `select step_key, rule from deadline where nomination_id = $1 and state = 'pending'`,
    [n],
  );

it('a named seat is let in, told, and finds it in the inbox; others of its role are not', async () => {
  const n = await w.nominate({ award: AWARDS.escalate });
  expect(await waits('deputy.G1', n)).toBe(false);
  await w.clock('2026-11-17T02:00:00.000Z');
  expect([await waits('deputy.G1', n), await waits('signer.G1', n), await waits('appraiser.G1', n)]).toEqual([
    true,
    false,
    true,
  ]);
  expect(await told(n)).toEqual([w.as('appraiser.G1').person, w.as('deputy.G1').person].sort());
  refused(await w.as('signer.G1').command(n, recommend), 403, 'wrong-seat');
  expect(ok(await w.as('deputy.G1').command<CommandAnswer>(n, recommend)).body).toMatchObject({
    late: true,
    state: `signature@${w.unit('G1')}`,
  });
  expect(await waits('deputy.G1', n)).toBe(true);
});

it('a step that nobody did is anybody’s of its role again, with a clock of the whole term', async () => {
  const n = await w.nominate({ award: AWARDS.reassign });
  const [first] = await pending(n);
  await w.clock('2026-12-03T02:00:00.000Z');
  expect(await types(n)).toEqual(['Submit', 'Lapse']);
  expect(await pending(n)).toEqual([first]);
  expect(await waits('appraiser.G1', n)).toBe(true);
  await w.clock('2026-12-18T02:00:00.000Z');
  expect(await types(n)).toEqual(['Submit', 'Lapse', 'Lapse']);
  expect(ok(await w.as('appraiser.G1').command<CommandAnswer>(n, recommend)).body.late).toBe(true);
});

it('a signature that does not come gives the file back to the appraisal, which is given anew', async () => {
  const n = await w.nominate({ award: AWARDS.return });
  await w.climb(n, 'signature@G1');
  await w.clock('2027-01-05T02:00:00.000Z');
  expect(await w.state(n)).toBe('appraisal@G1');
  expect(await types(n)).toEqual(['Submit', 'Recommend', 'Lapse']);
  expect(await app.sql(`select from approval where nomination_id = $1 and voided_at is null`, [n])).toEqual([]);
  refused(await w.as('signer.G1').command(n, recommend), 403, 'wrong-seat');
  ok(await w.as('appraiser.G1').command<CommandAnswer>(n, recommend));
  ok(await w.as('signer.G1').command<CommandAnswer>(n, recommend));
  expect(await w.state(n)).not.toMatch(/@G1$/);
});

it('an administrator cannot name a seat that is nobody’s, of another unit or of another role', async () => {
  const admin = await administrator(w);
  const { version: _, ...text } = procedure(AWARDS.escalate, { do: 'remind' }, { do: 'remind' });
  const naming = async (unit: string, seat: string) => {
    const onLapse = { do: 'escalate', to: 'clerk', seats: [{ unit, seat }] };
    const body = { ...text, decision: { ...text.decision, onLapse } };
    const { problems } = ok(await admin.post<ProcedureChecked>('/api/procedures/check', body)).body;
    return problems.map((p) => `${p.place} ${p.code}`);
  };
  expect(await naming(w.unit('F'), seatOf('clerk.F'))).toEqual([]);
  for (const [unit, seat] of [
    [w.unit('F'), crypto.randomUUID()],
    [w.unit('C'), seatOf('clerk.F')],
    [w.unit('F'), seatOf('signer.F')],
  ] as const)
    expect(await naming(unit, seat)).toEqual(['decision seat-unknown']);
});
