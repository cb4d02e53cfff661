import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Delegations, DelegationView, DocumentView, Inbox, Me, NominationLedger } from '#contract';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { administrator, key } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** A seat lent to another person: who may lend what to whom, what the delegate may do, and what the entries say of it. */

let app: TestApp;
let w: World;
const today = '2026-11-02';
const later = '2026-12-31';

beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  await administrator(w);
});
afterAll(() => app.close());

const recommend = { type: 'Recommend', opinion: 'Đồng ý với đề nghị' };
const seatOf = (who: string) => w.as(who).seats[0]?.id ?? '';
const body = (from: string, to: string, more: object = {}) => {
  return { seat: seatOf(from), to: w.as(to).person, form: 'KT', validTo: later, ...more };
};
const lend = (from: string, to: string, more: object = {}, by: Client = w.as(from)) =>
  by.post<DelegationView>('/api/delegations', body(from, to, more), key());
const revoke = (by: Client, id: string) => by.post<DelegationView>(`/api/delegations/${id}/revoke`, {}, key());

/** Lends for one test, and takes back after it. */
async function lent<T>(from: string, to: string, run: (id: string) => Promise<T>, more: object = {}): Promise<T> {
  const { id } = ok(await lend(from, to, more)).body;
  const result = await run(id);
  const now = ok(await w.as(from).get<DelegationView>(`/api/delegations/${id}`)).body;
  if (now.revokedAt === null) ok(await revoke(w.as(from), id));
  return result;
}

describe('a delegate', () => {
  it('acts from the seat, and both names and the form stand in view and timeline, flagged on the day it was made', async () => {
    const id = await w.nominate();
    await w.climb(id, 'signature@G1');
    await w.person('deputy.G1', 'G1');
    const deputy = w.as('deputy.G1');
    refused(await deputy.get(`/api/nominations/${id}`), 404, 'not-found');
    await lent('signer.G1', 'deputy.G1', async (as) => {
      expect(ok(await deputy.get<Me>('/api/me')).body.seats).toMatchObject([
        { id: as, role: 'signer', onBehalfOf: { person: w.as('signer.G1').person, form: 'KT', sameDay: true } },
      ]);
      expect(ok(await deputy.get<Inbox>('/api/inbox')).body.rows.map((r) => r.id)).toContain(id);
      const { commands } = await deputy.view(id);
      expect(commands.find((c) => c.type === 'Recommend')).toMatchObject({
        allowed: true,
        seats: [{ id: as, onBehalfOf: { name: 'Người signer.G1', form: 'KT' } }],
      });
      ok(await deputy.command(id, recommend, { as }));
    });
    const who = { person: w.as('signer.G1').person, name: 'Người signer.G1', form: 'KT', sameDay: true };
    const view = await w.as('clerk.G1').view(id);
    expect(view.opinions.at(-1)).toMatchObject({ by: 'Người deputy.G1', onBehalfOf: who });
    expect(view.route[0]?.steps[1]).toMatchObject({ by: 'Người deputy.G1', onBehalfOf: who });
    const ledger = ok(await w.as('clerk.G1').get<NominationLedger>(`/api/nominations/${id}/ledger`)).body;
    expect(ledger.entries.at(-1)?.actor).toMatchObject({ name: 'Người deputy.G1', role: 'signer', onBehalfOf: who });
    const approvals = `select person_id, on_behalf_of from approval where nomination_id = $1 and step_key like 'signature@%'`;
    expect(await app.sql(approvals, [id])).toEqual([{ person_id: deputy.person, on_behalf_of: who.person }]);
  });

  it('signs a document from the seat, which says so', async () => {
    const id = await w.nominate();
    await w.climb(id, 'awaitingDecision');
    await w.seat('vice.F', 'member', 'F');
    const clerk = await w.elevate('clerk.F');
    const made = { as: seatOf('clerk.F'), title: 'Quyết định khen thưởng', nominations: [id] };
    const { id: document } = ok(await clerk.post<{ id: string }>('/api/documents', made)).body;
    const vice = await w.elevate('vice.F');
    refused(await vice.deed(document, 'sign'), 403, 'wrong-seat');
    await lent('signer.F', 'vice.F', async (as) => ok(await vice.deed(document, 'sign', { as })), { form: 'KT' });
    expect(ok(await clerk.get<DocumentView>(`/api/documents/${document}`)).body).toMatchObject({
      signedBy: 'Người vice.F',
      signedFor: { name: 'Người signer.F', form: 'KT', sameDay: true },
    });
    ok(await clerk.deed(document, 'issue'));
  });

  it('for one award sees and does nothing of another', async () => {
    const [certificate, medal] = [await w.nominate(), await w.nominate({ award: 'UNION_MEDAL_KNC' })];
    const limited = await w.person('limited.G1', 'G1');
    const award = 'UNION_CERT_VGCL';
    await lent(
      'appraiser.G1',
      'limited.G1',
      async (as) => {
        refused(await limited.get(`/api/nominations/${medal}`), 404, 'not-found');
        const rows = ok(await limited.get<Inbox>('/api/inbox')).body.rows.map((r) => r.id);
        expect(rows).toContain(certificate);
        expect(rows).not.toContain(medal);
        expect(ok(await limited.get<Inbox>('/api/inbox')).body.counts.waiting).toBe(rows.length);
        ok(await limited.command(certificate, recommend, { as }));
      },
      { award },
    );
  });

  it('of some days acts from the first of them on', async () => {
    const id = await w.nominate();
    const next = await w.person('next.G1', 'G1');
    await lent(
      'appraiser.G1',
      'next.G1',
      async () => refused(await next.get(`/api/nominations/${id}`), 404, 'not-found'),
      { validFrom: '2026-11-03' },
    );
  });

  it('loses the seat at once: a decision that was loaded before the revocation is not recorded', async () => {
    const id = await w.nominate();
    const slow = await w.person('slow.G1', 'G1');
    const { id: as } = ok(await lend('appraiser.G1', 'slow.G1')).body;
    const view = await slow.view(id);
    app.before('record_decision', () => revoke(w.as('appraiser.G1'), as));
    const seen = { step: view.state, evaluation: view.evaluation };
    refused(await slow.command(id, { ...recommend, seen }, { as }), 403, 'seat-lost');
    expect((await w.as('clerk.G1').view(id)).state).toBe(`appraisal@${w.unit('G1')}`);
    refused(await slow.get(`/api/nominations/${id}`), 404, 'not-found');
  });

  it('whose delegator lost the seat has it no more', async () => {
    const id = await w.nominate();
    const second = await w.seat('second.G1', 'appraiser', 'G1');
    const heir = await w.person('heir.G1', 'G1');
    const { id: as } = ok(await lend('second.G1', 'heir.G1')).body;
    expect(second.seats).toHaveLength(1);
    expect((await heir.view(id)).id).toBe(id);
    await w.end('second.G1');
    refused(await heir.command(id, { type: 'Withdraw', reason: 'Lý do đủ mười ký tự' }, { as }), 404, 'not-found');
  });
});

describe('separation of duties reaches through a delegation', () => {
  it('nobody does through another what they may not do: subject, nominator, related, recused', async () => {
    const subject = w.as('signer.C');
    await w.history(subject.person);
    const id = await w.nominate({ unit: 'C', subject: subject.person, award: 'UNION_CERT_VGCL' });
    await w.climb(id, 'signature@C');
    const friend = await w.person('friend.C', 'C');
    await lent('signer.C', 'friend.C', async (as) => {
      const problem = refused(await friend.command(id, recommend, { as }), 403, 'conflict-of-interest');
      expect(problem.observed).toBe('subject');
    });
    // And not the other way: who is the subject acts from no lent seat either.
    const other = await w.nominate({ unit: 'C', subject: await w.nominee('C') });
    await w.climb(other, 'signature@C');
    await lent('signer.C', 'friend.C', async (as) => {
      ok(await friend.command(other, { type: 'Recuse', reason: 'Có quan hệ họ hàng với người này' }, { as }));
      refused(await friend.command(other, recommend, { as }), 403, 'conflict-of-interest');
    });
  });

  it('who nominated through a delegate reviews nothing of it, nor does the delegate', async () => {
    const both = await w.seat('clerk.G2', 'signer', 'G2');
    const sender = await w.person('sender.G2', 'G2');
    const id = await w.nominate({ unit: 'G2', submit: false });
    await lent('clerk.G2', 'sender.G2', async (as) => {
      const etag = (await sender.view(id)).draft?.etag ?? '';
      ok(await sender.command(id, { type: 'Submit' }, { as, ifMatch: etag }));
    });
    await w.climb(id, 'signature@G2').catch(() => undefined);
    const as = both.seats.at(-1)?.id ?? '';
    expect(refused(await both.command(id, recommend, { as }), 403, 'conflict-of-interest').observed).toBe('nominator');
  });

  it('an approval counts for both in another unit’s stage, and the database says so by itself', async () => {
    const id = await w.nominate();
    const stand = await w.person('stand.G1', 'G1');
    await lent('appraiser.G1', 'stand.G1', async (as) => ok(await stand.command(id, recommend, { as })));
    await w.climb(id, 'appraisal@C');
    const upper = await w.seat('appraiser.G1', 'appraiser', 'C');
    const seat = upper.seats.at(-1)?.id ?? '';
    refused(await upper.command(id, recommend, { as: seat }), 403, 'already-acted-elsewhere');
    await w.seat('stand.G1', 'appraiser', 'C');
    refused(await w.as('stand.G1').command(id, recommend), 403, 'already-acted-elsewhere');
    const insert = `insert into approval (nomination_id, step_key, revision, person_id, on_behalf_of) values ($1, $2, 1, $3, $4)`;
    const step = `appraisal@${w.unit('C')}`;
    for (const [person, other] of [
      [upper.person, null],
      [stand.person, null],
      [w.as('appraiser.C').person, stand.person],
      [w.as('appraiser.C').person, upper.person],
    ]) {
      await expect(app.sql(insert, [id, step, person, other])).rejects.toThrow(/approval_(party_)?one_unit/);
    }
  });

  it('raw SQL approves nothing for whoever has an interest, nor two steps that are kept apart', async () => {
    const subject = await w.nominee('G1');
    const id = await w.nominate({ subject });
    const kin = await w.seat('kin.G1', 'member', 'G1');
    ok(await kin.command(id, { type: 'DeclareRelation', relation: 'kin', reason: 'Là em gái của người này' }));
    const aside = await w.seat('aside.G1', 'member', 'G1');
    ok(await aside.command(id, { type: 'Recuse', reason: 'Có quan hệ họ hàng với người này' }));
    const insert = `insert into approval (nomination_id, step_key, revision, person_id, on_behalf_of) values ($1, $2, 1, $3, $4)`;
    const step = `signature@${w.unit('G1')}`;
    const signer = w.as('signer.G1').person;
    for (const person of [subject, w.as('clerk.G1').person, kin.person, aside.person]) {
      await expect(app.sql(insert, [id, step, person, null])).rejects.toThrow('whoever has an interest');
      await expect(app.sql(insert, [id, step, signer, person])).rejects.toThrow('whoever has an interest');
    }
    const appraiser = w.as('appraiser.G1');
    ok(await appraiser.command(id, recommend));
    await expect(app.sql(insert, [id, step, appraiser.person, null])).rejects.toThrow('does not take both');
    await expect(app.sql(insert, [id, step, signer, appraiser.person])).rejects.toThrow('does not take both');
  });
});

describe('what may be lent', () => {
  it('bad delegations are told what is wrong, and nothing is written', async () => {
    const [self, nobody] = [w.as('signer.G1'), await w.nominee('G1')];
    await w.seat('watcher.G1', 'auditor', 'G1');
    await w.seat('boss.G1', 'administrator', 'G1');
    await w.person('mate.G1', 'G1');
    await w.seat('plain.G1', 'member', 'G1');
    const before = await app.contents();
    const post = (more: object, by: Client = self) =>
      by.post('/api/delegations', { ...body('signer.G1', 'mate.G1'), ...more }, key());
    refused(await post({ to: self.person }), 422, 'delegation-to-oneself');
    refused(await post({ validFrom: '2026-12-02', validTo: '2026-12-01' }), 422, 'dates-reversed');
    refused(await post({ validFrom: '2026-11-01' }), 422, 'dates-reversed');
    refused(await post({ validTo: '2026-11-01' }), 422, 'dates-reversed');
    refused(await post({ to: nobody }), 422, 'no-account');
    refused(await post({ to: randomUUID() }), 422, 'unknown-reference');
    refused(await post({ seat: randomUUID() }), 422, 'unknown-reference');
    refused(await post({ award: 'NO_SUCH_AWARD' }), 422, 'unknown-reference');
    refused(await post({ to: w.as('watcher.G1').person }), 422, 'incompatible-roles');
    refused(await post({ form: 'TM' }), 400, 'malformed');
    refused(await post({}, w.as('clerk.G1')), 403, 'wrong-seat');
    refused(await post({}, w.as('clerk.G2')), 403, 'wrong-seat');
    refused(await post({ to: w.as('boss.G1').person }, w.as('boss.G1')), 403, 'conflict-of-interest');
    for (const who of ['watcher.G1', 'boss.G1', 'plain.G1']) {
      refused(await lend(who, 'mate.G1'), 422, 'not-delegable');
    }
    expect(await app.contents()).toBe(before);
  });

  it('one seat is lent once at a time, for one award, and two of different awards beside each other', async () => {
    const award = 'UNION_CERT_VGCL';
    const first = ok(await lend('signer.G1', 'mate.G1', { award })).body;
    refused(await lend('signer.G1', 'plain.G1'), 409, 'already-delegated');
    refused(await lend('signer.G1', 'plain.G1', { award }), 409, 'already-delegated');
    const second = ok(await lend('signer.G1', 'plain.G1', { award: 'UNION_CERT_LEVEL2' })).body;
    for (const { id } of [first, second]) ok(await revoke(w.as('signer.G1'), id));
    refused(await revoke(w.as('signer.G1'), first.id), 409, 'not-now');
    ok(await revoke(w.as('signer.G1'), ok(await lend('signer.G1', 'mate.G1')).body.id));
  });

  it('what was lent is not lent on, and no circle is made; the database refuses both by itself', async () => {
    const { id } = ok(await lend('signer.G1', 'appraiser.G1')).body;
    const again = { ...body('signer.G1', 'mate.G1'), seat: id };
    refused(await w.as('appraiser.G1').post('/api/delegations', again, key()), 403, 'delegation-chain');
    refused(await lend('appraiser.G1', 'mate.G1'), 403, 'delegation-chain');
    refused(await lend('appraiser.G1', 'signer.G1'), 403, 'delegation-chain');
    refused(await lend('clerk.G1', 'signer.G1'), 403, 'delegation-chain');
    const insert = `insert into delegation (id, seat_id, from_id, to_id, form, valid_from, valid_to, granted_by, granted_on)
      values (uuidv7(), $1, $2, $3, 'KT', $4, $5, $2, $4)`;
    const raw = (from: string, to: string, seat = seatOf(from)) =>
      app.sql(insert, [seat, w.as(from).person, w.as(to).person, today, later]);
    await expect(raw('appraiser.G1', 'mate.G1')).rejects.toThrow('delegation_no_chain');
    await expect(raw('appraiser.G1', 'signer.G1')).rejects.toThrow('delegation_no_chain');
    await expect(raw('signer.G1', 'mate.G1')).rejects.toThrow('delegated on some of these days');
    await expect(raw('clerk.G1', 'clerk.G1')).rejects.toThrow('delegation_not_oneself');
    await expect(raw('clerk.G1', 'mate.G1', seatOf('clerk.G2'))).rejects.toThrow('not a seat of theirs');
    const backwards = [seatOf('clerk.G1'), w.as('clerk.G1').person, w.as('mate.G1').person, later, today];
    await expect(app.sql(insert, backwards)).rejects.toThrow();
    ok(await revoke(w.as('signer.G1'), id));
  });

  it('an administrator lends and takes back as well; who has no part in it sees nothing of it', async () => {
    const boss = w.as('boss.G1');
    const { id } = ok(await lend('signer.G1', 'mate.G1', {}, boss)).body;
    for (const who of ['signer.G1', 'mate.G1', 'clerk.G1', 'admin.F']) {
      expect(ok(await w.as(who).get<Delegations>('/api/delegations')).text).toContain(id);
      ok(await w.as(who).get(`/api/delegations/${id}`));
    }
    for (const who of ['clerk.G2', 'clerk.C', 'next.G1', 'limited.G1']) {
      expect(ok(await w.as(who).get<Delegations>('/api/delegations')).text).not.toContain(id);
      refused(await w.as(who).get(`/api/delegations/${id}`), 404, 'not-found');
      refused(await revoke(w.as(who), id), 404, 'not-found');
    }
    refused(await revoke(w.as('mate.G1'), id), 403, 'wrong-seat');
    ok(await revoke(boss, id));
  });

  it('no vote is lent, and no seat opens the office of a council', async () => {
    const lentSeats = await app.sql<{ n: number }>(
      `select count(*)::int as n from delegation d join seat s on s.id = d.seat_id where s.role = 'member'`,
    );
    expect(lentSeats[0]?.n).toBe(0);
  });
});
