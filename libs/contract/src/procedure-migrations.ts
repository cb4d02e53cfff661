import { z } from 'zod';
import { unitLevels } from '#domain/vocabulary';
import { bilingual, id, instant, line, text } from './text.js';

const name = line(1, 60);
const unitName = z.object({ id, name: z.string() });
const person = z.object({ id, name: z.string() });

/** Where a step of the old version goes, at one level: to a step of the new version, or nowhere. */
const MappedStep = z.strictObject({ level: z.enum(unitLevels), from: name, to: name.nullable() });
const steps = z.array(MappedStep).max(200);
const versions = {
  /** Id of the procedure. */
  procedure: z.string().regex(/^[A-Z][A-Z0-9-]{0,39}$/),
  from: z.int().min(1).max(1_000_000),
  to: z.int().min(1).max(1_000_000),
};

export const NewMigration = z
  .strictObject({ ...versions, steps, reason: text(10, 4_000) })
  .meta({ id: 'NewProcedureMigration' });
export type NewMigration = z.infer<typeof NewMigration>;

/** Without steps the check suggests a map by their names. */
export const MigrationQuestion = z
  .strictObject({ ...versions, steps: steps.optional() })
  .meta({ id: 'ProcedureMigrationQuestion' });
export type MigrationQuestion = z.infer<typeof MigrationQuestion>;

const moved = z.object({ from: z.string(), to: z.string() });

/** What becomes of one open nomination. It is named only to somebody who may see it; states and steps are keys. */
const Planned = z.object({
  nomination: z.object({ id, code: z.string() }).nullable(),
  unit: unitName.nullable(),
  /** `returnTo` is the step that a supplement comes back to. */
  before: z.object({ state: z.string(), returnTo: z.string().nullable() }),
  after: z.object({ state: z.string(), returnTo: z.string().nullable() }).nullable(),
  /** Standing approvals with their old and new step. */
  approvals: z.array(moved),
  /** Clocks that run or stand still go on under the new name of their step. */
  deadlines: z.array(moved.extend({ dueAt: instant })),
  /** New steps ahead, new steps that it is past already, and old steps that go nowhere. */
  inserted: z.array(z.string()),
  passed: z.array(z.string()),
  dropped: z.array(z.string()),
  /** Why it stays with its version. */
  refusal: z.object({ code: z.string(), observed: z.string().optional(), needed: z.string().optional() }).nullable(),
});

export const MigrationPlan = z
  .object({
    /** Open nominations of the old version. */
    open: z.int(),
    /** Of them, those that move; the others stay with their version, each with the reason. */
    moves: z.int(),
    /** Steps in use that go nowhere; while there are any nothing is moved. */
    unmapped: z.array(z.object({ level: z.enum(unitLevels), step: z.string(), nominations: z.int() })),
    /** The first thousand, by their code. */
    list: z.array(Planned),
  })
  .meta({ id: 'ProcedureMigrationPlan' });
export type MigrationPlan = z.infer<typeof MigrationPlan>;

/** `plan` is null while there are problems. */
export const MigrationChecked = z
  .object({
    problems: z.array(z.object({ place: z.string(), code: z.string(), message: bilingual })),
    steps,
    plan: MigrationPlan.nullable(),
  })
  .meta({ id: 'ProcedureMigrationChecked' });
export type MigrationChecked = z.infer<typeof MigrationChecked>;

/** `act` moves the nominations; null until a second administrator started it. */
export const MigrationView = z
  .object({
    id,
    ...versions,
    steps,
    reason: z.string().nullable(),
    proposedBy: person,
    proposedAt: instant,
    startedBy: person.nullable(),
    startedAt: instant.nullable(),
    act: id.nullable(),
  })
  .meta({ id: 'ProcedureMigration' });
export type MigrationView = z.infer<typeof MigrationView>;

/** Versions with the number of nominations that are open in them, and migrations, the latest first. */
export const Migrations = z
  .object({
    versions: z.array(
      z.object({ procedure: z.string(), version: z.int(), name: bilingual, inForce: z.boolean(), open: z.int() }),
    ),
    migrations: z.array(MigrationView),
  })
  .meta({ id: 'ProcedureMigrations' });
export type Migrations = z.infer<typeof Migrations>;
