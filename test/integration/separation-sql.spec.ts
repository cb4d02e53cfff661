import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DelegationView } from '#contract';
import { recordAdministration } from '#engine';
import { seal, type Canonical } from '#ledger';
import { startApp, type TestApp } from '../support/app.js';
import { ok, type Client } from '../support/client.js';
import { administrator, key } from '../support/councils.js';
import { order } from '../support/world-people.js';
import { world, type World } from '../support/world.js';

/**
 * Separation of duties without the law: the running Laurel's own role sends an approval to the recording function that `decide`
 * never made, and the constraints refuse it. Every attempt stands beside one that differs in the person only and is taken.
 */

let app: TestApp;
let w: World;
let runtime: pg.Client;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  runtime = new pg.Client(app.database.app);
  await runtime.connect();
});
afterAll(async () => {
  await runtime.end();
  await app.close();
});

const reason = 'Có quan hệ họ hàng với người này';
const recommend = { type: 'Recommend', opinion: 'Đồng ý với đề nghị' };

interface Row {
  state: string;
  version: number;
  revision: number;
  context: object;
  procedure: object;
  rule_set: object | null;
  hash: Buffer;
  at: string;
}

interface Forged {
  readonly who: Client;
  /** The seat or delegation in the entry; the person's last seat. */
  readonly as?: string;
  readonly behalf?: { readonly person: string; readonly seat: string; readonly form: string; readonly sameDay?: true };
  /** The step that is approved; the one where the nomination stands. */
  readonly step?: string;
}

/** What the database says to an approval that nobody decided, by the name of its constraint or its code; nothing is kept of it. */
async function approves(nomination: string, { who, as, behalf, step }: Forged): Promise<string> {
  const [row] = await app.sql<Row>(
    `select n.state, n.version, n.revision, n.context, n.procedure, n.rule_set, e.entry_hash as hash, e.canon::jsonb->>'at' as at
     from nomination n join ledger_entry e on e.chain = 'n:' || n.id and e.seq = n.version where n.id = $1`,
    [nomination],
  );
  if (row === undefined) throw new Error('no such nomination');
  const seat = as ?? who.seats.at(-1)?.id ?? '';
  const actor = { person: who.person, seat, ...(behalf === undefined ? {} : { onBehalfOf: behalf }) };
  const { state, version, revision, context, procedure, rule_set: ruleSet, hash, at } = row;
  const draft = { chain: `n:${nomination}`, seq: version + 1, at, commandId: randomUUID(), type: 'Recommend' };
  const entry = { ...draft, actor, revision, from: state, to: state, facts: [] as Canonical[], files: [] };
  const sealed = seal(entry as unknown as Parameters<typeof seal>[0], [], hash);
  const payload = {
    secrets: [],
    next: { revision, context, procedure, ruleSet, undo: null },
    list: { waitingUnit: null, waitingRoles: [], dueAt: null },
    releasedAt: at,
    approval: { step: step ?? state, revision, inputs: {} },
  };
  await runtime.query('begin');
  const values = [sealed.canon, sealed.prev, sealed.hash, Buffer.alloc(32), JSON.stringify(payload)];
  const said = await runtime.query('select record_decision($1, $2, $3, $4, $5::jsonb)', values).then(
    () => 'taken',
    (e: unknown) => (e as { constraint?: string }).constraint ?? (e as { code?: string }).code ?? String(e),
  );
  await runtime.query('rollback');
  return said;
}

async function at(state: string, subject?: string): Promise<string> {
  const id = await w.nominate(subject === undefined ? {} : { subject });
  await w.climb(id, state);
  return id;
}

async function lend(from: string, to: string): Promise<Required<Pick<Forged, 'as' | 'behalf'>>> {
  const seat = w.as(from).seats[0]?.id ?? '';
  const body = { seat, to: w.as(to).person, form: 'KT', validTo: '2026-12-31' };
  const made = ok(await w.as(from).post<DelegationView>('/api/delegations', body, key())).body;
  return { as: made.id, behalf: { person: w.as(from).person, seat, form: 'KT', sameDay: true } };
}

describe('an approval that the law never made, sent by the running Laurel', () => {
  it('is refused to the subject, the nominator, who is related and who stepped aside, and taken from anybody else', async () => {
    const subject = await w.seat('self.G1', 'signer', 'G1');
    await w.history(subject.person);
    const id = await at('signature@G1', subject.person);
    const nominator = await w.seat('clerk.G1', 'signer', 'G1');
    const kin = await w.seat('kin.G1', 'signer', 'G1');
    ok(await kin.command(id, { type: 'DeclareRelation', relation: 'kin', reason }));
    const aside = await w.seat('aside.G1', 'signer', 'G1');
    ok(await aside.command(id, { type: 'Recuse', reason }));
    const said: Record<string, string> = {};
    for (const [name, who] of Object.entries({ subject, nominator, kin, aside, signer: w.as('signer.G1') }))
      said[name] = await approves(id, { who });
    const no = 'approval_no_interest';
    expect(said).toEqual({ subject: no, nominator: no, kin: no, aside: no, signer: 'taken' });
  });

  it('is refused to whoever acts for one of them, and to one of them who acts for another', async () => {
    const id = await w.nominate({ unit: 'G2' });
    await w.climb(id, 'signature@G2');
    const owner = await w.seat('owner.G2', 'signer', 'G2');
    ok(await owner.command(id, { type: 'DeclareRelation', relation: 'coAuthor', reason }));
    const helper = await w.person('helper.G2', 'G2');
    expect(await approves(id, { who: helper, ...(await lend('owner.G2', 'helper.G2')) })).toBe('approval_no_interest');
    await w.seat('cousin.G2', 'member', 'G2');
    ok(await w.as('cousin.G2').command(id, { type: 'DeclareRelation', relation: 'kin', reason }));
    const lent = await lend('signer.G2', 'cousin.G2');
    expect(await approves(id, { who: w.as('cousin.G2'), ...lent })).toBe('approval_no_interest');
  });

  it('is refused in the stage of a second unit and in a step kept apart, to the person and to both sides of a delegation', async () => {
    const id = await w.nominate();
    await w.person('stand.G1', 'G1');
    const stand = w.as('stand.G1');
    const lent = await lend('appraiser.G1', 'stand.G1');
    ok(await stand.command(id, recommend, { as: lent.as }));
    for (const who of ['stand.G1', 'appraiser.G1']) await w.seat(who, 'signer', 'G1');
    expect(await approves(id, { who: w.as('stand.G1') })).toBe('approval_steps_apart');
    expect(await approves(id, { who: w.as('appraiser.G1') })).toBe('approval_steps_apart');
    await w.climb(id, 'appraisal@C');
    for (const who of ['stand.G1', 'appraiser.G1']) await w.seat(who, 'appraiser', 'C');
    expect(await approves(id, { who: w.as('stand.G1') })).toBe('approval_one_unit');
    expect(await approves(id, { who: w.as('appraiser.G1') })).toBe('approval_party_one_unit');
    expect(await approves(id, { who: w.as('appraiser.C') })).toBe('taken');
  });

  it('counts once for a step and a revision', async () => {
    const id = await at('signature@G1');
    const step = `appraisal@${w.unit('G1')}`;
    expect(await approves(id, { who: w.as('appraiser.G1'), step })).toBe('approval_once');
  });
});

describe('a seat in an entry', () => {
  it('is the actor’s own and valid at that moment, and a lent one is told for what it is', async () => {
    const id = await at('signature@G1');
    const [signer, other] = [w.as('signer.G1'), w.as('appraiser.G2')];
    const foreign = other.seats[0]?.id ?? '';
    expect(await approves(id, { who: signer, as: foreign })).toBe('LR005');
    expect(await approves(id, { who: signer, as: randomUUID() })).toBe('LR005');
    const leaving = await w.seat('leaving.G1', 'signer', 'G1');
    expect(await approves(id, { who: leaving })).toBe('taken');
    await w.end('leaving.G1');
    expect(await approves(id, { who: leaving })).toBe('LR005');

    const heir = await w.person('heir.G1', 'G1');
    await w.seat('lender.G1', 'signer', 'G1');
    const { as, behalf } = await lend('lender.G1', 'heir.G1');
    expect(await approves(id, { who: heir, as, behalf })).toBe('taken');
    expect(await approves(id, { who: heir, as })).toBe('LR005');
    expect(await approves(id, { who: heir, as, behalf: { ...behalf, form: 'TL' } })).toBe('LR005');
    expect(await approves(id, { who: heir, as, behalf: { ...behalf, person: signer.person } })).toBe('LR005');
    expect(await approves(id, { who: signer, as, behalf })).toBe('LR005');
    expect(await approves(id, { who: heir, as: behalf.seat })).toBe('LR005');
    ok(await w.as('lender.G1').post(`/api/delegations/${as}/revoke`, {}, key()));
    expect(await approves(id, { who: heir, as, behalf })).toBe('LR005');
  });
});

describe('a right that somebody gives', () => {
  const change = (type: string, fact: Record<string, Canonical | undefined>, by: Client, unit = 'G1') =>
    recordAdministration(app.engine, {
      ...order(),
      chain: `acl:${w.unit(unit)}`,
      actor: { person: by.person, seat: by.seats[0]?.id ?? '' },
      type,
      fact,
      texts: [],
      payload: {},
    });
  const seatFor = (who: Client, role: string) => {
    const fact = {
      seat: randomUUID(),
      person: who.person,
      unit: w.unit('G1'),
      role,
      flags: [],
      validFrom: '2026-11-02',
    };
    return fact as Record<string, Canonical>;
  };
  const lentTo = (to: Client, from = 'signer.G1', more: object = {}) => {
    const seat = w.as(from).seats[0]?.id ?? '';
    const days = { validFrom: '2026-11-02', validTo: '2026-11-30', grantedOn: '2026-11-02' };
    const fact = {
      delegation: randomUUID(),
      seat,
      from: w.as(from).person,
      to: to.person,
      form: 'KT',
      ...days,
      ...more,
    };
    return fact as Record<string, Canonical>;
  };

  it('is never a seat of one’s own, nor a writing one for an auditor', async () => {
    const admin = await administrator(w);
    const auditor = await w.seat('auditor.G1', 'auditor', 'G1');
    const before = await app.contents();
    expect(await change('SeatGranted', seatFor(admin, 'signer'), admin)).toEqual({
      refusal: expect.objectContaining({ refused: 'conflict-of-interest' }),
    });
    expect(await change('SeatGranted', seatFor(auditor, 'signer'), admin)).toEqual({
      refusal: expect.objectContaining({ refused: 'incompatible-roles' }),
    });
    expect(await app.contents()).toBe(before);
    expect(await change('SeatGranted', seatFor(w.as('helper.G2'), 'member'), admin)).toHaveProperty('seq');
  });

  it('is no lent seat for oneself, on from another, of a seat that is not theirs, or to whoever lends it on their behalf', async () => {
    const admin = await administrator(w);
    const taker = await w.person('taker.G1', 'G1');
    const before = await app.contents();
    const refusals: unknown[] = [];
    for (const [fact, by] of [
      [lentTo(w.as('signer.G1')), w.as('signer.G1')],
      [lentTo(admin), admin],
      [lentTo(taker, 'signer.G1', { from: w.as('clerk.G2').person }), admin],
      [lentTo(taker, 'stand.G1'), admin],
      [lentTo(w.as('appraiser.G1')), admin],
      [lentTo(taker, 'signer.G1', { validFrom: '2026-11-01' }), admin],
    ] as const) {
      const outcome = await change('DelegationGranted', fact, by).catch((e: unknown) => String(e));
      refusals.push(
        'refusal' in Object(outcome) ? (outcome as { refusal: { refused: string } }).refusal.refused : outcome,
      );
    }
    expect(refusals).toEqual([
      'delegation-to-oneself',
      'conflict-of-interest',
      'not-delegable',
      'delegation-chain',
      'delegation-chain',
      'dates-reversed',
    ]);
    expect(await app.contents()).toBe(before);
    expect(await change('DelegationGranted', lentTo(taker), admin)).toHaveProperty('seq');
  });
});

describe('past the recording functions', () => {
  it.each([
    `insert into approval (nomination_id, step_key, revision, person_id) select nomination_id, step_key, 9, person_id from approval limit 1`,
    'update approval set person_id = person_id',
    'delete from approval',
    'insert into approval_party select * from approval_party limit 1',
    'delete from approval_party',
    'delete from relation',
    'update delegation set to_id = from_id',
    'delete from delegation_party',
    'update nomination_unit set unit_id = unit_id',
    'alter table approval disable trigger all',
    'alter table approval drop constraint approval_one_unit',
    'drop trigger approval_interest on approval',
  ])('nothing is written: %s', async (text) => {
    await expect(runtime.query(text)).rejects.toMatchObject({ code: '42501' });
  });
});
