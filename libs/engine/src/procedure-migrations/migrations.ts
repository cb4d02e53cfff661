import type { NewMigration } from '#contract';
import { outcomes, type StepMap } from '#domain';
import { uuidv5, type Canonical } from '#ledger';
import type { MigrationPayload } from '../act-command.js';
import type { Outcome } from '../administration/proposals.js';
import { rootToday } from '../administration/proposals.js';
import { administer, type Refused } from '../administration/record.js';
import { orderOf, type Request } from '../administration/request.js';
import { administratorOf } from '../administration/rights.js';
import { planHash } from '../calendars/plan.js';
import type { Engine } from '../engine.js';
import { planOf, unmappedIn, type Planned } from './plan.js';
import { invalidMap, versionsOf, type Versions } from './versions.js';

/** A migration as the database holds it. */
export interface MigrationRow {
  readonly code: string;
  readonly from: number;
  readonly to: number;
  readonly steps: StepMap;
  readonly proposed_by: string;
  readonly started: boolean;
}

const rowText = `select code, from_version as "from", to_version as "to", steps, proposed_by, started_at is not null as started
  from procedure_migration where id = $1::uuid`;

async function rowOf(engine: Engine, id: string): Promise<MigrationRow | undefined> {
  return (await engine.db.query<MigrationRow>('migration_row', rowText, [id]))[0];
}

/** Versions, map and plan of a migration; a refusal where it cannot be started as things stand. */
export async function readied(
  engine: Engine,
  asked: { readonly procedure: string; readonly from: number; readonly to: number; readonly steps: StepMap },
): Promise<{ readonly versions: Versions; readonly plan: readonly Planned[] } | Refused> {
  const versions = await versionsOf(engine, asked);
  if ('refused' in versions) return { refusal: versions };
  const wrong = invalidMap(versions, asked.steps);
  if (wrong !== null) return { refusal: wrong };
  const plan = await planOf(engine, versions, asked.steps);
  const unmapped = unmappedIn(plan);
  if (unmapped.length === 0) return { versions, plan };
  const observed = unmapped.map((u) => `${u.level}/${u.step} (${String(u.nominations)})`).join(', ');
  return { refusal: { refused: 'step-unmapped', observed, needed: 'a new step', data: { steps: unmapped } } };
}

/**
 * Proposes to move what is open in a version of a procedure to the version in force, by an administrator of the root unit. Refuses with
 * `wrong-seat`, what `versionsOf` refuses, `step-map-invalid` with the place of every problem, and `step-unmapped` where a step that is in
 * use goes nowhere.
 */
export async function proposeMigration(engine: Engine, request: Request, { reason, ...asked }: NewMigration): Outcome {
  const { procedure: code, from, to, steps } = asked;
  const id = uuidv5(request.commandId, 'migration');
  const outcome = await administer(engine, orderOf(request), {
    chain: () => Promise.resolve(`cfg:${code}`),
    decide: async () => {
      const root = await rootToday(engine);
      const actor = await administratorOf(engine, request.by, [root.id]);
      if ('refusal' in actor) return actor;
      const ready = await readied(engine, asked);
      if ('refusal' in ready) return ready;
      const fact = { migration: id, id: code, from, to, steps: steps as unknown as Canonical };
      return { actor, type: 'MigrationProposed', fact, texts: [{ id: 'reason', value: reason }], payload: {} };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

/**
 * Starts a proposed migration as it stands, by another administrator of the root unit than the one who proposed it, after signing in
 * again: one entry with the plan, and an act with one item for every nomination that moves. Refuses with `wrong-seat`, `not-found`,
 * `elevation-needed`, `not-now` for a started one, `second-person-needed`, and with what a proposal is refused.
 */
export async function startMigration(
  engine: Engine,
  request: Request & { readonly elevated: boolean },
  id: string,
): Outcome {
  const found = await rowOf(engine, id);
  const outcome = await administer(engine, orderOf(request), {
    chain: () => Promise.resolve(found === undefined ? notFound : `cfg:${found.code}`),
    decide: async () => {
      const root = await rootToday(engine);
      const actor = await administratorOf(engine, request.by, [root.id]);
      if ('refusal' in actor) return actor;
      const now = await rowOf(engine, id);
      if (now === undefined) return notFound;
      const ready = startingRefusal(now, request) ?? (await readied(engine, { ...now, procedure: now.code }));
      if ('refusal' in ready) return ready;
      engine.failpoint('migration:planned');
      return { actor, type: 'MigrationStarted', ...startedBy(id, now, ready) };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

const notFound: Refused = { refusal: { refused: 'not-found' } };

function startingRefusal(
  { started, proposed_by }: MigrationRow,
  { by, elevated }: Request & { readonly elevated: boolean },
): Refused | null {
  if (!elevated) return { refusal: { refused: 'elevation-needed', needed: 'password' } };
  if (started) return { refusal: { refused: 'not-now', observed: 'started' } };
  if ('person' in by && by.person === proposed_by)
    return { refusal: { refused: 'second-person-needed', clearedBy: 'administrator' } };
  return null;
}

/** The entry and the act: items in the order of the plan, each with where it was to go. */
function startedBy(
  id: string,
  { steps }: MigrationRow,
  { versions: { from, to }, plan }: { readonly versions: Versions; readonly plan: readonly Planned[] },
) {
  const act = uuidv5(id, 'act');
  const moving = plan.filter((p) => p.refusal === null);
  const items = moving.map(({ nomination, before, after }, position) => {
    return { nomination, position, commandId: uuidv5(act, nomination), data: { from: before.state, to: after?.state } };
  });
  const payload: MigrationPayload = { migration: id, from: from.pin, procedure: to.pin, steps };
  const outbox =
    items.length === 0 ? [] : [{ id: uuidv5(act, 'act'), consumer: 'act', topic: 'act', payload: { act } }];
  return {
    fact: {
      migration: id,
      id: to.pin.id,
      act,
      from: from.pin as unknown as Canonical,
      to: to.pin as unknown as Canonical,
      steps: steps as unknown as Canonical,
      plan: planHash(items),
      nominations: items.length,
    },
    texts: [{ id: 'plan', value: JSON.stringify(plan) }],
    payload: { act: { payload, items, outbox }, known: plan.map((p) => p.nomination), ended: outcomes },
  };
}
