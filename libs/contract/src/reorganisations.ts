import { z } from 'zod';
import { unitLevels } from '#domain/vocabulary';
import { date, id, instant, line, text } from './text.js';

const unitName = z.object({ id, name: z.string() });

function once(ids: z.ZodArray<typeof id>) {
  return ids.refine((s) => new Set(s).size === s.length, { message: 'names a unit twice' });
}

/** A unit ends and others carry on, the heir first; or it gets another superior, level, name or symbol. */
export const UnitDeed = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('end'), unit: id, successors: once(z.array(id).max(20)) }),
  z
    .strictObject({
      do: z.literal('change'),
      unit: id,
      parent: id.optional(),
      level: z.enum(unitLevels).optional(),
      name: line(2, 200).optional(),
      symbol: line(1, 40).optional(),
    })
    .refine(({ parent, level, name, symbol }) => (parent ?? level ?? name ?? symbol) !== undefined, {
      message: 'changes nothing',
    }),
]);
export type UnitDeed = z.infer<typeof UnitDeed>;

export const NewReorganisation = z
  .strictObject({
    /** The day on which it takes effect, not before today. */
    on: date,
    deeds: z.array(UnitDeed).min(1).max(200),
    reason: text(10, 4_000),
  })
  .meta({ id: 'NewReorganisation' });
export type NewReorganisation = z.infer<typeof NewReorganisation>;

export const ReorganisationView = z
  .object({
    id,
    on: z.string(),
    state: z.enum(['planned', 'effective', 'cancelled']),
    reason: z.string().nullable(),
    by: z.string(),
    plannedAt: instant,
    effectiveAt: instant.nullable(),
    /** The act that re-routes what is open. */
    act: id.nullable(),
    deeds: z.array(
      z.object({
        do: z.enum(['end', 'change']),
        unit: unitName,
        successors: z.array(unitName),
        parent: unitName.nullable(),
        level: z.enum(unitLevels).nullable(),
        name: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Reorganisation' });
export type ReorganisationView = z.infer<typeof ReorganisationView>;
export const Reorganisations = z
  .object({ reorganisations: z.array(ReorganisationView) })
  .meta({ id: 'Reorganisations' });
export type Reorganisations = z.infer<typeof Reorganisations>;

const stages = z.array(z.object({ unit: unitName, steps: z.array(z.string()) }));

const nominationName = z.object({ nomination: id, code: z.string() });

/** What is open in a unit that ends: the reorganisation waits until it is closed, discarded or heard. */
const affair = z.object({
  kind: z.enum(['ballot', 'document', 'complaint', 'selection']),
  unit: unitName,
  openedAt: instant,
  /** What it is about, as far as the reader may see it; `others` is the number of the rest. */
  nominations: z.array(nominationName),
  others: z.int(),
});

/** What the act will do with the open nominations whose way changes. One is named only to whoever may see it. */
export const ReorganisationPlan = z
  .object({
    items: z.array(
      nominationName.extend({
        state: z.string(),
        before: stages,
        after: stages,
        inserted: z.array(z.string()),
        dropped: z.array(z.string()),
        /** Every step key of the old route with its new one; null where the new route has none. */
        steps: z.array(z.object({ from: z.string(), to: z.string().nullable() })),
        /** Why it cannot be re-routed; then the whole reorganisation waits. */
        refusal: z
          .object({ code: z.string(), observed: z.string().optional(), needed: z.string().optional() })
          .nullable(),
      }),
    ),
    /** Those that the reader may not see: how many get a new way, and how many cannot be re-routed. */
    others: z.object({ changed: z.int(), refused: z.int() }),
    /** Open nominations that stay as they are. */
    unchanged: z.int(),
    affairs: z.array(affair),
    /** What ends with the units, and how many people and working copies go to those that carry on. */
    ending: z.object({ seats: z.int(), councils: z.int() }),
    moving: z.object({ people: z.int(), drafts: z.int() }),
  })
  .meta({ id: 'ReorganisationPlan' });
export type ReorganisationPlan = z.infer<typeof ReorganisationPlan>;

export const UnitPath = z
  .object({
    unit: id,
    on: z.string(),
    /** From the unit up to the root; empty where the unit was not there on that day. */
    path: z.array(unitName.extend({ level: z.enum(unitLevels) })),
    successors: z.array(unitName),
  })
  .meta({ id: 'UnitPath' });
export type UnitPath = z.infer<typeof UnitPath>;

/** The day of a question about the registers; today when missing. */
export const OnDay = z.strictObject({ on: date.optional() });
export type OnDay = z.infer<typeof OnDay>;
