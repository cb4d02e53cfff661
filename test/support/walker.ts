import type { ActAccepted, DocumentView, QuotaView, SelectionView } from '#contract';
import {
  isOutcome,
  routeOf,
  standardProcedure,
  waitingStates,
  type Procedure,
  type RouteStage,
  type State,
} from '#domain';
import { performActItem } from '#engine';
import { ok, type Client, type Given } from './client.js';
import { administrator, council, key, publish, type Council } from './councils.js';
import { unit } from './law.js';
import { Ways, type Leg, type Place } from './walk.js';
import type { World } from './world.js';

/** Leads nominations along paths of a machine: each event by the people and the deeds that it takes in a real year. */

const AWARD = 'UNION_CERT_VGCL_THEMATIC';
const theme = 'workAndFamily';
const reason = 'Lý do đủ mười ký tự';

const words: Readonly<Record<string, object>> = {
  Recommend: { opinion: reason },
  Return: { items: [{ item: 'minutes', code: 'illegible' }], reason },
  Reject: { code: 'other', reason },
  Confirm: { criterion: 'BK-TLD-2', result: 'passed', reason },
  Override: { criterion: 'BK-TLD-2', reason },
  Recuse: { reason },
  DeclareRelation: { relation: 'other', reason },
  Withdraw: { reason },
  ReopenBallot: { reason },
};

/** A command of a person, with the words that it needs. */
export const worded = (type: string): Given => ({ type, ...words[type] });

const officers: Readonly<Record<string, string>> = {
  appraisal: 'appraiser',
  signature: 'signer',
  ballot: 'm1',
  selection: 'secretary',
};

export class Walker {
  private readonly councils = new Map<string, Council>();
  private readonly quotas: Record<string, string> = {};

  private constructor(
    readonly w: World,
    readonly ways: Ways,
  ) {}

  /** Publishes the procedure, seats two people of the nominating unit who may step aside, and seats the councils and sets the quotas that it needs. */
  static async of(w: World, procedure: Procedure): Promise<Walker> {
    if (procedure !== standardProcedure) await publish(w, procedure);
    const levels = { G1: 'grassroots_union', C: 'level2_union', F: 'federation' } as const;
    const units = Object.entries(levels).map(([name, level]) => unit(w.unit(name), level));
    const { route } = routeOf(units, 'federation', procedure) as { route: readonly RouteStage[] };
    const walker = new Walker(w, new Ways(procedure, route));
    for (const state of waitingStates(route)) await walker.prepare(state);
    for (const name of ['aside.G1', 'kin.G1']) await w.seat(name, 'member', 'G1');
    return walker;
  }

  private async prepare(state: State): Promise<void> {
    const kind = this.ways.kind(state);
    const at = this.unitOf(state);
    if (kind === 'ballot') this.councils.set(state, await council(this.w, at, 5));
    if (kind !== 'selection') return;
    await this.w.seat(`secretary.${at}`, 'secretary', at);
    const admin = await administrator(this.w);
    for (const [name, where] of [
      ['unit', { unit: this.w.unit('C') }],
      ['national', { before: 0 }],
    ] as const) {
      const body = { award: AWARD, theme, year: 2026, cap: 900, ...where };
      this.quotas[name] = ok(await admin.post<QuotaView>('/api/quotas', body, key())).body.id;
    }
  }

  /** A draft that this procedure is for. */
  async draft(): Promise<string> {
    const thematic = this.ways.procedure.appliesTo?.occasions?.includes('thematic') === true;
    return this.w.nominate({ submit: false, ...(thematic ? { award: AWARD, theme } : {}) });
  }

  private unitOf(state: State): string {
    return this.w.named(state).split('@')[1] ?? 'F';
  }

  /** Whoever reviews in a state; the clerk of the deciding unit where it waits for its decision. */
  reviewer(state: State): Client {
    return this.w.as(`${officers[this.ways.kind(state)] ?? 'clerk'}.${this.unitOf(state)}`);
  }

  async go(id: string, { type, from }: Leg): Promise<void> {
    switch (type) {
      case 'Submit':
      case 'Resubmit':
      case 'Withdraw':
        ok(await this.w.as('clerk.G1').command(id, worded(type)));
        return;
      case 'ReopenBallot':
        ok(await this.w.as(`signer.${this.unitOf(from.failed ?? 'draft')}`).command(id, worded(type)));
        return;
      case 'BallotPassed':
      case 'BallotFailed':
        return this.ballot(id, from.state, type === 'BallotPassed');
      case 'Selected':
      case 'NotSelected':
        return this.select(id, type === 'Selected');
      case 'SentUp':
        return this.letter(id, this.unitOf(from.state));
      case 'Commended':
        return this.commend(id);
      case 'Annulled':
        return this.annul(id);
      default:
        ok(await this.reviewer(from.state).command(id, worded(type)));
    }
  }

  private async ballot(id: string, state: State, passes: boolean): Promise<void> {
    const c = this.councils.get(state);
    if (c === undefined) throw new Error(`no council for ${state}`);
    const { id: ballot } = ok(await c.open(await c.sitting([id]))).body;
    const choices = { [id]: passes ? 'agree' : 'disagree' } as const;
    for (const paper of await Promise.all(c.members.map((_, i) => c.paper(ballot, i, choices)))) ok(paper);
    await c.closeAndHandOut(ballot);
  }

  /** One national place is left for who is to be selected, none for who is not. */
  private async select(id: string, selected: boolean): Promise<void> {
    const secretary = this.w.as('secretary.F');
    const { quotas } = ok(await secretary.get<{ quotas: QuotaView[] }>('/api/quotas?year=2026')).body;
    const national = quotas.find((q) => q.id === this.quotas['national']);
    const cap = (national?.used ?? 0) + (selected ? 1 : 0);
    if (national?.cap !== cap)
      ok(await this.w.as('admin.F').patch(`/api/quotas/${national?.id ?? ''}`, { cap }, key()));
    const open = { unit: this.w.unit('F'), award: AWARD, theme, year: 2026 };
    const { id: selection } = ok(await secretary.post<SelectionView>('/api/selections', open, key())).body;
    const send = async (method: string, path: string, body: object, version: number) =>
      ok(
        await secretary.send<SelectionView>(method, `/api/selections/${selection}/${path}`, {
          body,
          headers: { ...key(), 'if-match': `"${String(version)}"` },
        }),
      ).body;
    const { version } = ok(await secretary.get<SelectionView>(`/api/selections/${selection}`)).body;
    const ranked = await send('PUT', 'ranking', { groups: [[id]] }, version);
    const closed = await send('POST', 'close', {}, ranked.version);
    await performActItem(this.w.app.engine, closed.act ?? '', id);
  }

  private async letter(id: string, at: string): Promise<void> {
    const [clerk, signer] = [await this.w.elevate(`clerk.${at}`), await this.w.elevate(`signer.${at}`)];
    const body = { as: clerk.seats[0]?.id, kind: 'TTr', title: 'Tờ trình khen thưởng', nominations: [id] };
    const document = ok(await clerk.post<DocumentView>('/api/documents', body)).body.id;
    ok(await signer.deed(document, 'sign'));
    const { act } = ok(await clerk.deed<ActAccepted>(document, 'issue')).body;
    await performActItem(this.w.app.engine, act, id);
  }

  private async commend(id: string): Promise<void> {
    const { act } = await this.w.decision([id]);
    await performActItem(this.w.app.engine, act, id);
  }

  /** The decision that commended it is annulled for it, on the day on which it was issued. */
  private async annul(id: string): Promise<void> {
    const [row] = await this.w.app.sql<{ document: string; day: string }>(
      `select d.id as document, d.issued_on::text as day from nomination n join decision_document d on d.id = (n.context->>'document')::uuid
       where n.id = $1`,
      [id],
    );
    const [clerk, signer] = [await this.w.elevate('clerk.F'), await this.w.elevate('signer.F')];
    const days = { concludedOn: row?.day, receivedOn: row?.day };
    const body = { as: clerk.seats[0]?.id, title: 'Hủy bỏ khen thưởng', nominations: [id], ground: 'fraud', ...days };
    const composed = await clerk.post<DocumentView>(`/api/documents/${row?.document ?? ''}/annulments`, body);
    const annulment = ok(composed).body.id;
    ok(await signer.deed(annulment, 'sign'));
    const { act } = ok(await clerk.deed<ActAccepted>(annulment, 'issue')).body;
    await performActItem(this.w.app.engine, act, id);
  }

  /** Ends what a path left under way, so that it waits in nobody's way. */
  async tidy(id: string, { state }: Place): Promise<void> {
    if (isOutcome(state) || state === 'draft') return;
    if (state === 'awaitingDecision') ok(await this.w.as('clerk.F').command(id, worded('Reject')));
    else ok(await this.w.as('clerk.G1').command(id, worded('Withdraw')));
  }
}
