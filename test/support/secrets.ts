import { expect } from '@jest/globals';
import type { AbsenceView, DelegationView, NominationView } from '#contract';
import { councilProcedure, type Role } from '#domain';
import { insertNotifications, unmailed } from '#engine';
import type { TestApp } from './app.js';
import { ok } from './client.js';
import { administrator, council, key, publish, type Council } from './councils.js';
import { selection, THEMATIC } from './elsewhere-objects.js';
import { conceived, type Deed, type Plot, type Secret } from './secret.js';
import { askings, sees, SHEETS, STREAM } from './sight.js';
import { sheetOf } from './taken-lists.js';
import { hears } from './stream.js';
import { world, type World } from './world.js';

const ROLES: readonly Role[] = ['clerk', 'appraiser', 'signer', 'member', 'administrator', 'auditor'];
const UNITS = ['G1', 'G2', 'C', 'F', 'X'];
/** What goes through councils; the thematic certificate is selected by F. */
const BALLOTED = ['UNION_CERT_VGCL', 'UNION_CERT_LEVEL2', 'UNION_MEDAL_KNC'];
const reason = 'Lý do đủ mười ký tự';

export type Answers = ReadonlyMap<string, unknown>;

/** A federation with councils and people of every role, in which nominations come about that not everybody may see. */
export class Stage {
  readonly everybody: readonly string[] = [
    ...UNITS.flatMap((u) => ROLES.map((r) => `${r}.${u}`)),
    ...['guard.C', 'nobody', 'subject.G1', 'subject.C', 'm1.C'],
  ];
  private constructor(
    readonly app: TestApp,
    readonly w: World,
    private readonly councils: Readonly<Record<string, Council>>,
    private readonly selection: string,
  ) {}

  /** A stage with some nominations on it already, so that nobody's lists are empty. */
  static async open(app: TestApp): Promise<Stage> {
    const w = await world(app);
    await w.open('X', 'level2_union', 'F');
    const admin = await administrator(w);
    for (const unit of UNITS) for (const role of ROLES.slice(3)) await w.seat(`${role}.${unit}`, role, unit);
    await w.seat('guard.C', 'appraiser', 'C', ['hold']);
    await w.person('nobody', 'G1');
    for (const unit of ['G1', 'C']) await w.history((await w.person(`subject.${unit}`, unit)).person);
    await publish(w, { ...councilProcedure, appliesTo: { awards: BALLOTED, occasions: ['annual', 'service'] } });
    const councils = { C: await council(w, 'C', 5), F: await council(w, 'F', 5) };
    await app.sql(`update account set email = login || '@example.vn'`);
    const known = await w.nominate();
    await w.climb(known, 'ballot@C');
    await w.nominate({ unit: 'G2' });
    await w.nominate({ unit: 'G2', submit: false });
    await w.nominate({ unit: 'C' });
    ok(await admin.post('/api/quotas', { ...THEMATIC, cap: 10 }, key()));
    await w.seat('secretary.F', 'secretary', 'F');
    return new Stage(app, w, councils, await selection(w));
  }

  /** Does something to it as far as it can be done now, and tells whom it concerns. */
  async does(s: Secret, deed: Deed): Promise<void> {
    await this.deeds[deed](s);
    await this.noted(s);
    await this.told(s);
  }

  /** A nomination to come: its subject is there, it is not. */
  secretOf(plot: Plot): Promise<Secret> {
    return conceived(this.w, plot, { council: this.councils['C']?.id ?? '', selection: this.selection });
  }

  /** Opens its working copy; false where the register or an earlier one stands in the way. */
  async drafted(s: Secret): Promise<boolean> {
    const { unit, award, achievement } = s.plot;
    const title = achievement ? { achievement: { title: s.asking.title } } : {};
    const team = s.asking.subjectType === 'unit' ? { collective: s.asking.name } : { subject: s.known.subject };
    const theme = award === THEMATIC.award ? { theme: THEMATIC.theme } : {};
    s.id = await this.w.nominate({ unit, award, submit: false, ...team, ...theme, ...title }).catch(() => '');
    if (s.id === '') return false;
    s.known.actors.add(this.w.as(`clerk.${unit}`).person);
    s.known.reached.add(this.w.unit(unit));
    return true;
  }

  /** Lends the seats of the plot; each delegation with its giver. */
  async lend(s: Secret): Promise<string[]> {
    const made: string[] = [];
    for (const { from, to, limited } of s.plot.lends) {
      const seat = this.w.as(from).seats[0];
      const award = limited ? 'UNION_CERT_VGCL' : undefined;
      const body = {
        seat: seat?.id,
        to: this.w.as(to).person,
        form: 'KT',
        validTo: '2026-12-31',
        ...(award && { award }),
      };
      const answer = await this.w.as(from).post<DelegationView>('/api/delegations', body, key());
      if (answer.status >= 300 || seat === undefined) continue;
      made.push(`${from} ${answer.body.id}`);
      s.lent.push({ to: this.w.as(to).person, unit: seat.unit, role: seat.role, award });
    }
    return made;
  }

  /** Some are away from today on; the ways back. */
  async leave(who: readonly string[]): Promise<(() => Promise<void>)[]> {
    const [today] = await this.app.sql<{ d: string }>('select legal_date()::text as d');
    const back: (() => Promise<void>)[] = [];
    for (const one of who.map((k) => this.w.as(k))) {
      const days = { person: one.person, validFrom: today?.d, validTo: '2026-12-31' };
      const { id } = ok(await one.post<AbsenceView>('/api/absences', days, key())).body;
      back.push(async () => void ok(await one.post(`/api/absences/${id}/end`, {}, key())));
    }
    return back;
  }

  async giveBack(made: readonly string[]): Promise<void> {
    for (const [from = '', id = ''] of made.map((m) => m.split(' ')))
      ok(await this.w.as(from).post(`/api/delegations/${id}/revoke`, {}, key()));
  }

  /** Where it is, by the row itself. */
  private async noted(s: Secret): Promise<void> {
    const [row] = await this.app.sql<{ state: string }>('select state from nomination where id = $1', [s.id]);
    const [, unit] = row?.state.split('@') ?? [];
    if (unit !== undefined) s.known.reached.add(unit);
    if (row?.state === 'awaitingDecision') s.known.reached.add(s.known.route.at(-1) ?? '');
  }

  /** The notices of what was just done, as the worker tells them: nobody is told who may not see it, in the application or by mail. */
  async told(s: Secret): Promise<void> {
    const rows = await this.app.sql<{ id: string }>(
      `select id from outbox where chain = $1 and consumer = 'notify' order by id`,
      [`n:${s.id}`],
    );
    const seers = new Set(
      this.everyone()
        .filter((k) => sees(this.w.as(k), s.known, s.lent))
        .map((k) => this.w.as(k).person),
    );
    for (const { id } of rows.filter((r) => !s.outbox.has(r.id))) {
      s.outbox.add(id);
      await insertNotifications(this.app.engine.db, id);
      const inside = await this.app.sql<{ p: string }>('select person_id as p from notification where outbox_id = $1', [
        id,
      ]);
      const mailed = await unmailed(this.app.engine.db, id);
      const people = [...inside.map((r) => r.p), ...mailed.map((m) => m.person)];
      expect(people.filter((p) => !seers.has(p))).toEqual([]);
    }
  }

  private everyone(): string[] {
    return [
      ...this.everybody,
      ...[0, 1, 2, 3, 4].flatMap((i) => [`m${String(i)}.C`, `m${String(i)}.F`]),
      'admin.F',
      'secretary.F',
    ];
  }

  private async ballot(s: Secret, unit: string): Promise<void> {
    const c = this.councils[unit];
    if (c === undefined) return;
    const sitting = await c.sitting([s.id]);
    const { id } = ok(await c.open(sitting)).body;
    for (let i = 0; i < 5; i += 1) ok(await c.vote(id, i, 'agree'));
    await c.closeAndHandOut(id);
  }

  /** Its next step, by whoever has the turn. */
  private async onward(s: Secret): Promise<void> {
    const state = await this.w.state(s.id);
    const [step, unit] = state.split('@');
    if (state === 'returned') await s.does(`clerk.${s.plot.unit}`, { type: 'Resubmit' });
    else if (state === 'draft') {
      const client = this.w.as(`clerk.${s.plot.unit}`);
      if (ok(await client.get<NominationView>(`/api/nominations/${s.id}`)).body.draft === null) return;
      s.known.submitted = await s.does(`clerk.${s.plot.unit}`, { type: 'Submit' });
    } else if (step === 'ballot' && (await this.heldNow(s)) === 0) await this.ballot(s, unit ?? '');
    else if (unit !== undefined) {
      await s.does(`${step === 'appraisal' ? 'appraiser' : 'signer'}.${unit}`, { type: 'Recommend', opinion: reason });
    }
  }

  private async heldNow(s: Secret): Promise<number> {
    return (
      (
        await this.app.sql<{ n: number }>(
          `select coalesce(jsonb_array_length(context->'holds'), 0) as n from nomination where id = $1`,
          [s.id],
        )
      )[0]?.n ?? 0
    );
  }

  /** A relation stays with its subject: only those who stand in one plot have any. */
  private related(s: Secret, who: string, relation: string): Promise<unknown> {
    if (s.plot.subject === 'known') return Promise.resolve();
    return s.does(who, { type: 'DeclareRelation', relation, reason });
  }

  private readonly deeds: Record<Deed, (s: Secret) => Promise<unknown>> = {
    onward: (s) => this.onward(s),
    hold: (s) => s.does('guard.C', { type: 'Hold', kind: 'other', reason }),
    release: async (s) => {
      const { holds = [] } = (await this.w.as('guard.C').get<NominationView>(`/api/nominations/${s.id}`)).body;
      const [first] = holds;
      if (first !== undefined) await s.does('guard.C', { type: 'Release', hold: first.id, reason });
    },
    recuse: (s) => s.does('member.C', { type: 'Recuse', reason }),
    relate: (s) => this.related(s, 'member.G1', 'kin'),
    coAuthor: (s) => this.related(s, 'member.C', 'coAuthor'),
    superior: (s) => this.related(s, 'member.F', 'superior'),
    return: async (s) => {
      const [step, unit = ''] = (await this.w.state(s.id)).split('@');
      if (step === 'appraisal')
        await s.does(`appraiser.${unit}`, { type: 'Return', items: [{ item: 'minutes', code: 'illegible' }], reason });
    },
    withdraw: (s) => s.does(`clerk.${s.plot.unit}`, { type: 'Withdraw', reason }),
    claim: (s) => this.w.as('appraiser.C').send('PUT', `/api/nominations/${s.id}/claim`, { body: { takeOver: false } }),
    snooze: (s) => this.w.as('appraiser.G1').send('PUT', `/api/nominations/${s.id}/snooze`, { body: { days: 1 } }),
  };

  /** What somebody is answered to some of the questions. */
  async asked(s: Secret, who: string, questions: readonly number[]): Promise<Answers> {
    const client = this.w.as(who);
    const all = askings(s.asking, client);
    const answers = new Map<string, unknown>();
    for (const i of questions) {
      const path = all[i % all.length] ?? '';
      if (path === STREAM) {
        answers.set(`${who} ${path}`, { hears: await hears(client, s.id) });
        continue;
      }
      if (path.startsWith(SHEETS)) {
        const { status, rows } = await sheetOf(client, path);
        answers.set(`${who} ${path}`, { status, rows });
        continue;
      }
      const answer = await client.get<unknown>(path);
      // That a council sat is no secret of a nomination, and the clock is nobody’s.
      const { requestId: _, now: __, sittings: ___, ...rest } = (answer.body ?? {}) as Record<string, unknown>;
      answers.set(`${who} ${path}`, { status: answer.status, text: JSON.stringify(rest) });
    }
    return answers;
  }
}
