import { createHash, randomUUID } from 'node:crypto';
import type { BallotScan, BallotView, CouncilView, SittingView } from '#contract';
import type { Procedure } from '#domain';
import { performActItem, recordAdministration } from '#engine';
import { canonicalize, sha256, type Canonical } from '#ledger';
import { ok, pdf, type Answer, type Client } from './client.js';
import type { World } from './world.js';

/** Publishes a procedure as configuration, as two administrators would. */
export async function publish({ app }: World, procedure: Procedure, validFrom = '2020-01-01'): Promise<void> {
  const canon = canonicalize(JSON.parse(JSON.stringify(procedure)) as Canonical);
  const outcome = await recordAdministration(app.engine, {
    chain: `cfg:${procedure.id}`,
    commandId: randomUUID(),
    requestHash: createHash('sha256').update(canon).digest(),
    actor: { system: 'test' },
    type: 'ConfigurationPublished',
    fact: { kind: 'procedure', id: procedure.id, version: procedure.version, hash: sha256(canon), validFrom },
    texts: [],
    payload: { canon },
  });
  if ('refusal' in outcome) throw new Error(JSON.stringify(outcome));
  await app.engine.directory.refresh();
}

export type Mark = 'agree' | 'disagree' | 'none';
export type Status = 'present' | 'writtenVote' | 'absent' | 'recused';

/** Hash and size of what `Council.scan` uploads for a ballot. */
export function minutesOf(ballot: string): { sha256: string; size: number } {
  const text = `%PDF-1.4\n${ballot}`;
  return { sha256: createHash('sha256').update(text).digest('hex'), size: text.length };
}

/** A council in a test: member 0 is the chair, member 1 the secretary; people go by `m<i>.<unit>`. */
export class Council {
  constructor(
    readonly world: World,
    readonly unit: string,
    readonly id: string,
    readonly members: readonly string[],
  ) {}

  member(i: number): Client {
    return this.world.as(`m${String(i)}.${this.unit}`);
  }

  get chair(): Client {
    return this.member(0);
  }

  get secretary(): Client {
    return this.member(1);
  }

  /** A sitting over an agenda, with the attendance of each member in their order; everybody is present unless told. */
  async sitting(
    agenda: readonly string[],
    attendance: readonly Status[] = [],
    mode: 'electronic' | 'paper' = 'electronic',
  ): Promise<SittingView> {
    const heldOn = (await this.world.app.sql<{ d: string }>('select legal_date()::text as d'))[0]?.d ?? '';
    const planned = ok(
      await this.secretary.post<SittingView>(`/api/councils/${this.id}/sittings`, { mode, heldOn }, key()),
    ).body;
    const listed = ok(await this.put<SittingView>(planned, 'agenda', { nominations: agenda })).body;
    return ok(
      await this.put<SittingView>(listed, 'attendance', {
        attendance: this.members.map((member, i) => ({ member, status: attendance[i] ?? 'present' })),
      }),
    ).body;
  }

  put<Body>(sitting: SittingView, what: 'agenda' | 'attendance', body: unknown): Promise<Answer<Body>> {
    const headers = { ...key(), 'if-match': `"${String(sitting.version)}"` };
    return this.secretary.send<Body>('PUT', `/api/sittings/${sitting.id}/${what}`, { body, headers });
  }

  open<Body = BallotView>(sitting: { readonly id: string }): Promise<Answer<Body>> {
    return this.secretary.post<Body>(`/api/sittings/${sitting.id}/ballots`, {}, key());
  }

  /** Sends a member's paper with one mark for everything on it, or with the choices given. */
  async vote<Body>(
    ballot: string,
    i: number,
    mark: Mark | Record<string, Mark>,
    commandId: string = randomUUID(),
  ): Promise<Answer<Body>> {
    const view = ok(await this.member(i).get<BallotView>(`/api/ballots/${ballot}`)).body;
    const all = (view.paper ?? []).map((p) => p.nomination);
    const choices = typeof mark === 'string' ? Object.fromEntries(all.map((n) => [n, mark])) : mark;
    return this.paper(ballot, i, choices, commandId);
  }

  paper<Body>(
    ballot: string,
    i: number,
    choices: Record<string, Mark>,
    commandId: string = randomUUID(),
  ): Promise<Answer<Body>> {
    const body = { receipt: randomUUID().replaceAll('-', ''), choices };
    return this.member(i).send<Body>('PUT', `/api/ballots/${ballot}/paper`, { body, headers: key(commandId) });
  }

  /** Uploads scanned minutes of a ballot on paper; a PDF unless other bytes are given. */
  scan<Body = BallotScan>(
    ballot: string,
    {
      by = this.secretary,
      bytes = pdf(ballot),
      name = 'bien-ban.pdf',
    }: { by?: Client; bytes?: Blob; name?: string } = {},
  ): Promise<Answer<Body>> {
    const body = new FormData();
    body.set('file', bytes, name);
    return by.send<Body>('POST', `/api/ballots/${ballot}/scan`, { body });
  }

  close<Body = BallotView>(ballot: string): Promise<Answer<Body>> {
    return this.secretary.post<Body>(`/api/ballots/${ballot}/close`, {}, key());
  }

  /** Hands the results of a closed ballot out, as the worker does. */
  async handOut(ballot: string): Promise<void> {
    const { app } = this.world;
    const items = await app.sql<{ act: string; nomination: string }>(
      `select i.act_id as act, i.nomination_id as nomination from act_item i join ballot b on b.act_id = i.act_id
        where b.id = $1 order by i.position`,
      [ballot],
    );
    for (const { act, nomination } of items) await performActItem(app.engine, act, nomination);
  }

  /** Closes and hands the results out. */
  async closeAndHandOut(ballot: string): Promise<BallotView> {
    ok(await this.close(ballot));
    await this.handOut(ballot);
    return ok(await this.secretary.get<BallotView>(`/api/ballots/${ballot}`)).body;
  }
}

export function key(id: string = randomUUID()): { 'idempotency-key': string } {
  return { 'idempotency-key': id };
}

const administrators = new WeakMap<World, Promise<Client>>();

/** The administrator of the federation, seated when first asked for. */
export function administrator(world: World): Promise<Client> {
  const seated = administrators.get(world) ?? world.seat('admin.F', 'administrator', 'F');
  administrators.set(world, seated);
  return seated;
}

/** A council of n voting members in a unit, made over HTTP by the federation's administrator. */
export async function council(world: World, unit: string, size: number): Promise<Council> {
  const admin = await administrator(world);
  const made = ok(
    await admin.post<CouncilView>('/api/councils', {
      unit: world.unit(unit),
      name: `Hội đồng thi đua – khen thưởng ${unit}`,
      validFrom: '2026-01-01',
    }),
  ).body;
  for (let i = 0; i < size; i += 1) {
    const person = await world.seat(`m${String(i)}.${unit}`, i === 1 ? 'secretary' : 'member', unit);
    const role = (['chair', 'secretary'] as const)[i] ?? 'member';
    ok(await admin.post(`/api/councils/${made.id}/members`, { person: person.person, role, validFrom: '2026-01-01' }));
  }
  const { members } = ok(await admin.get<CouncilView>(`/api/councils/${made.id}`)).body;
  const byPerson = new Map(members.map((m) => [m.person.id, m.id]));
  const ids = Array.from({ length: size }, (_, i) => byPerson.get(world.as(`m${String(i)}.${unit}`).person) ?? '');
  return new Council(world, unit, made.id, ids);
}
