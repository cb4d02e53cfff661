import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Inbox, NominationLedger, NominationView } from '#contract';
import { COMPLAINT_TERM, standardProcedure } from '#domain';
import { checkLedger } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused } from '../support/client.js';
import { publish } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** A complaint (khiếu nại) against a refusal: a hold with a clock of its own, heard by somebody without a part in the case. */

const reason = 'Hồ sơ đủ tiêu chuẩn, đề nghị xem lại';
let app: TestApp;
let w: World;
beforeAll(async () => {
  app = await startApp({ start: '2026-11-13T02:00:00.000Z' });
  w = await world(app);
});
afterAll(() => app.close());

const view = (id: string, who = 'clerk.G1'): Promise<NominationView> => w.as(who).view(id);
const complain = (id: string, who = 'clerk.G1') => w.as(who).command(id, { type: 'Complain', reason });

/** A nomination that somebody rejected. */
async function rejected(at: string, by: string, award = 'UNION_CERT_VGCL'): Promise<string> {
  const id = await w.nominate({ award });
  await w.climb(id, at);
  ok(
    await w.as(by).command(id, { type: 'Reject', code: 'criteriaNotMet', reason: 'Chưa đủ tiêu chuẩn theo quy định' }),
  );
  return id;
}

const conclude = async (id: string, who: string, founded: boolean, seat = 0) => {
  const complaint = (await view(id)).complaints.at(-1)?.id ?? '';
  const as = w.as(who).seats[seat]?.id;
  const command = { type: 'ConcludeComplaint', complaint, founded, reason: 'Đã kiểm tra hồ sơ gốc' } as const;
  return w.as(who).command(id, command, as === undefined ? {} : { as });
};

describe('a complaint that is founded', () => {
  let id = '';

  it('is the nominating clerk’s to lodge, once, against a refusal only', async () => {
    const waiting = await w.nominate();
    refused(await complain(waiting), 409, 'not-now');
    id = await rejected('appraisal@C', 'appraiser.C');
    refused(await complain(id, 'appraiser.C'), 403, 'wrong-seat');
    refused(await w.as('clerk.G2').command(id, { type: 'Complain', reason }), 404, 'not-found');
    refused(await w.as('clerk.G1').command(id, { type: 'Complain', reason: 'ngắn' }), 400, 'malformed');
    const before = await view(id);
    expect(before.commands.find((c) => c.type === 'Complain')).toMatchObject({ allowed: true, needsReason: true });
    ok(await complain(id));
    refused(await complain(id), 409, 'already-complained');
  });

  it('holds the nomination, with a clock of its own: 20 working days over 24/11, to 14/12/2026', async () => {
    const held = await view(id);
    expect([held.state, held.waitingUnit?.id]).toEqual(['rejected', w.unit('F')]);
    expect(held.holds).toMatchObject([{ kind: 'complaint', reason }]);
    expect(held.deadlines).toMatchObject([{ step: 'rejected', state: 'pending', dueAt: '2026-12-14T16:59:59.999Z' }]);
    expect(held.complaints).toMatchObject([
      { outcome: 'rejected', unit: { id: w.unit('F') }, reason, founded: null, concludedAt: null },
    ]);
    expect(w.named(held.complaints[0]?.step ?? '')).toBe('appraisal@C');
    const { rows } = ok(await w.as('signer.F').get<Inbox>('/api/inbox?tab=waiting')).body;
    expect(rows.map((r) => r.id)).toContain(id);
  });

  it('is heard by a signer of the unit above the one that refused, and by nobody with a part in the case', async () => {
    refused(await conclude(id, 'clerk.F', true), 403, 'wrong-seat');
    refused(await conclude(id, 'signer.C', true), 403, 'wrong-seat');
    await w.seat('appraiser.C', 'signer', 'F');
    refused(await conclude(id, 'appraiser.C', true, 1), 403, 'hearer-involved');
    const offered = (await view(id, 'signer.F')).commands.find((c) => c.type === 'ConcludeComplaint');
    expect(offered).toMatchObject({ allowed: true, needsReason: true });
    expect((await view(id)).commands.map((c) => c.type)).toContain('ConcludeComplaint');
  });

  it('goes back to the step that refused, with a fresh clock; both sides read the conclusion', async () => {
    ok(await conclude(id, 'signer.F', true));
    refused(await conclude(id, 'signer.F', true), 409, 'not-now');
    const back = await view(id);
    expect([w.named(back.state), back.holds]).toEqual(['appraisal@C', []]);
    expect(back.complaints).toMatchObject([{ founded: true, conclusion: 'Đã kiểm tra hồ sơ gốc' }]);
    expect(back.deadlines.map((d) => [w.named(d.step), d.state])).toEqual([['appraisal@C', 'pending']]);
    await w.climb(id, 'awaitingDecision');
  });
});

describe('a complaint that nobody concludes in time', () => {
  const hears = async (who: string, id: string) =>
    ok(await w.as(who).get<Inbox>('/api/inbox?tab=waiting')).body.rows.some((r) => r.id === id);
  const last = async (id: string) => {
    const path = `/api/nominations/${id}/ledger`;
    return ok(await w.as('clerk.G1').get<NominationLedger>(path)).body.entries.at(-1);
  };
  let [escalated, kept] = ['', ''];

  it('lapses after its twentieth working day, and decides nothing: the refusal and the hold stand', async () => {
    escalated = await rejected('appraisal@G1', 'appraiser.G1');
    const term = { ...COMPLAINT_TERM, workingDays: 5, onLapse: { do: 'remind' } } as const;
    await publish(w, {
      ...standardProcedure,
      id: 'REMIND',
      complaint: term,
      appliesTo: { awards: ['UNION_CERT_LEVEL2'] },
    });
    kept = await rejected('appraisal@G1', 'appraiser.G1', 'UNION_CERT_LEVEL2');
    for (const id of [escalated, kept]) ok(await complain(id));
    expect((await view(escalated)).deadlines.at(-1)?.dueAt).toBe('2026-12-14T16:59:59.999Z');
    expect((await view(kept)).deadlines.at(-1)?.dueAt).toBe('2026-11-20T16:59:59.999Z');
    expect([await hears('signer.C', escalated), await hears('signer.F', escalated)]).toEqual([true, false]);

    await w.clock('2026-11-20T16:59:00.000Z');
    expect((await last(kept))?.type).toBe('Complain');
    await w.clock('2026-12-14T16:59:00.000Z');
    expect((await last(escalated))?.type).toBe('Complain');
    await w.clock('2026-12-14T17:00:00.001Z');
    for (const id of [escalated, kept]) {
      expect(await last(id)).toMatchObject({ type: 'Lapse', from: 'rejected', to: 'rejected' });
      const after = await view(id);
      expect([after.state, after.holds.length, after.complaints.at(-1)?.founded]).toEqual(['rejected', 1, null]);
      expect(after.deadlines.at(-1)?.state).toBe('lapsed');
    }
  });

  it('is heard by the deciding unit then, where the procedure escalates, and by the same one where it reminds', async () => {
    expect([await hears('signer.C', escalated), await hears('signer.F', escalated)]).toEqual([false, true]);
    refused(await conclude(escalated, 'signer.C', true), 403, 'wrong-seat');
    const late = ok(await conclude(escalated, 'signer.F', true)).body;
    expect([late.late, w.named(late.state)]).toEqual([true, 'appraisal@G1']);
    expect(await hears('signer.C', kept)).toBe(true);
    ok(await conclude(kept, 'signer.C', false));
    expect(await view(kept)).toMatchObject({ state: 'rejected', holds: [] });
  });
});

it('leaves the ledger whole', async () => {
  expect(await checkLedger(app.engine.db, app.files)).not.toHaveProperty('what');
});
