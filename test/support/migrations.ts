import type { MigrationChecked, MigrationPlan, MigrationView, NominationLedger } from '#contract';
import { standardProcedure, unitLevels, type Procedure, type Step } from '#domain';
import { performActItem } from '#engine';
import type { TestApp } from './app.js';
import { ok, type Answer, type Client } from './client.js';
import { administrator, key } from './councils.js';
import type { World } from './world.js';

/** The standard procedure and its next versions, and two administrators who move what is open from one to the other. */

export const [appraisal, signature] = standardProcedure.stages[0]?.steps as readonly [Step, Step];
export const named = (of: Step, name: string): Step => ({ ...of, step: name });
export const version = (n: number, ...steps: readonly Step[]): Procedure => ({
  ...standardProcedure,
  version: n,
  stages: [{ level: 'any', steps }],
});
export const two = version(2, named(appraisal, 'review'), named(appraisal, 'second'), named(signature, 'sign'));

/** A map that says the same for every level. */
export const mapped = (to: Readonly<Record<string, string | null>>) =>
  unitLevels.flatMap((level) => Object.entries(to).map(([from, name]) => ({ level, from, to: name })));
export const names = { appraisal: 'review', signature: 'sign' };
export const asked = (steps: readonly object[] | undefined = mapped(names), over: object = {}) => {
  return { procedure: 'STANDARD', from: 1, to: 2, ...(steps ? { steps } : {}), ...over };
};
export const reason = 'Thêm một bước thẩm định thứ hai ở mỗi cấp';

export interface Row {
  readonly version: number;
  readonly due: string;
  readonly steps: readonly string[];
  readonly given: readonly string[];
}
const rowText = `select (n.procedure->>'version')::int as version, n.due_at::text as due,
  array(select d.step_key from deadline d where d.nomination_id = n.id and d.state in ('pending', 'stopped') order by d.due_at) as steps,
  array(select a.step_key from approval a where a.nomination_id = n.id and a.voided_at is null order by a.seq) as given
from nomination n where n.id = $1`;

export class Moving {
  private constructor(
    readonly app: TestApp,
    readonly w: World,
    readonly admin: Client,
    readonly second: Client,
  ) {}

  static async in(app: TestApp, w: World): Promise<Moving> {
    const admin = await administrator(w);
    await w.seat('admin2.F', 'administrator', 'F');
    return new Moving(app, w, admin, await w.elevate('admin2.F'));
  }

  check(body: object): Promise<Answer<MigrationChecked>> {
    return this.admin.post<MigrationChecked>('/api/procedures/migrations/check', body);
  }

  propose<Body = MigrationView>(body: object = asked(), who = this.admin, headers = key()): Promise<Answer<Body>> {
    return who.post<Body>('/api/procedures/migrations', { reason, ...body }, headers);
  }

  start<Body = MigrationView>(id: string, who = this.second, headers = key()): Promise<Answer<Body>> {
    return who.post<Body>(`/api/procedures/migrations/${id}/start`, {}, headers);
  }

  async plan(id: string): Promise<MigrationPlan> {
    return ok(await this.admin.get<MigrationPlan>(`/api/procedures/migrations/${id}/plan`)).body;
  }

  async items(act: string | null): Promise<readonly string[]> {
    const text = 'select nomination_id as n from act_item where act_id = $1 order by position';
    return (await this.app.sql<{ n: string }>(text, [act])).map((r) => r.n);
  }

  perform(act: string | null, id: string): Promise<string> {
    return performActItem(this.app.engine, act ?? '', id);
  }

  async entries(id: string) {
    return ok(await this.w.as('clerk.G1').get<NominationLedger>(`/api/nominations/${id}/ledger`)).body.entries;
  }

  async row(id: string): Promise<Row | undefined> {
    return (await this.app.sql<Row>(rowText, [id]))[0];
  }

  /** `C: review sign` for every stage. */
  async route(id: string): Promise<readonly string[]> {
    const [found] = await this.app.sql<{ route: { unit: string; steps: string[] }[] }>(
      `select context->'route' as route from nomination where id = $1`,
      [id],
    );
    return (found?.route ?? []).map((s) => `${this.w.key(s.unit)}: ${s.steps.join(' ')}`);
  }
}

/** What nobody is to propose: the body, and what is answered. */
export const WRONG: [string, object, number, string, string][] = [
  [
    'a map that is not total',
    asked(mapped({ appraisal: 'review' })),
    422,
    'step-map-invalid',
    'signature step-missing',
  ],
  ['a step that was never there', asked(mapped({ ...names, ballot: null })), 422, 'step-map-invalid', 'step-unknown'],
  ['a step that is not there', asked(mapped({ ...names, appraisal: 'x' })), 422, 'step-map-invalid', 'target-unknown'],
  ['two into one', asked(mapped({ ...names, signature: 'review' })), 422, 'step-map-invalid', 'target-twice'],
  [
    'an opinion as a signature',
    asked(mapped({ ...names, appraisal: 'sign' })),
    422,
    'step-map-invalid',
    'kind-differs',
  ],
  [
    'a step in use that goes nowhere',
    asked(mapped({ ...names, signature: null })),
    409,
    'step-unmapped',
    'signature (4)',
  ],
  ['to the same version', asked(mapped(names), { to: 1 }), 409, 'not-now', 'STANDARD@1'],
  ['to a version that is not in force', asked(mapped(names), { from: 2, to: 1 }), 409, 'not-now', 'STANDARD@1'],
  ['to a version that is not there', asked(mapped(names), { to: 9 }), 422, 'unknown-reference', 'STANDARD@9'],
  ['from another procedure', asked(mapped(names), { procedure: 'OTHER' }), 422, 'unknown-reference', 'OTHER@1'],
];

/** A table, a row of it, and what somebody sets there; the chain and the place that the check names. */
export const TAMPERED: [string, string, string, string, string][] = [
  ['nomination', `id = '<first>'`, `procedure = jsonb_set(procedure, '{version}', '1')`, 'n:', 'row pins'],
  ['approval', `nomination_id = '<first>' and seq = 2`, `step_key = 'second@<G1>'`, 'n:', 'approvals'],
  ['act', `id = '<act>'`, `payload = jsonb_set(payload, '{procedure,version}', '1')`, 'cfg:', 'row of the act'],
  ['act_item', `nomination_id = '<first>'`, `data = '{}'`, 'cfg:', 'an act that no entry started'],
  ['act_item', `nomination_id = '<first>'`, `status = 'refused'`, 'cfg:', 'item'],
  ['procedure_migration', `id = '<migration>'`, `steps = '[]'`, 'cfg:', 'migration'],
  ['procedure_migration', `id = '<migration>'`, `started_by = null`, 'cfg:', 'migration'],
];
