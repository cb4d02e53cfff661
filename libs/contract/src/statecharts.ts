import { z } from 'zod';
import { chartStatuses, edgeKinds, unitLevels } from '#domain/vocabulary';
import { bilingual, id, instant } from './text.js';

/** `hidden`: whoever learns the state and the outcome only is not told where it has been, nor what can follow. */
const status = z.enum([...chartStatuses, 'hidden']);

const Visit = z.object({
  /** Null for the working copy. */
  entered: instant.nullable(),
  left: instant.nullable(),
  /** Passed by an approval that stood after a supplement. */
  carried: z.boolean(),
});

const StatechartState = z.object({
  state: z.string(),
  kind: z.enum(['draft', 'step', 'returned', 'decision', 'outcome']),
  /** Place in `groups`; null outside all of them. */
  group: z.int().nullable(),
  status,
  /** Every stay, oldest first. */
  visits: z.array(Visit),
  /** Working days spent in all stays, holds aside; null where none are counted. */
  days: z.int().nullable(),
  /** Working days that the procedure gives. */
  target: z.int().nullable(),
  /** How often a supplement was asked for there; of `returned`, how often one was asked for at all. */
  returns: z.int(),
  x: z.int(),
  y: z.int(),
  width: z.int(),
  height: z.int(),
});

const StatechartEdge = z.object({
  from: z.string(),
  to: z.string(),
  kind: z.enum(edgeKinds),
  /** How often the nomination went this way. */
  taken: z.int(),
  /** Corners of its line from `from` to `to`; two states that lead to each other share one. */
  points: z.array(z.tuple([z.int(), z.int()])),
});

/** The procedure on the route of a nomination as a picture in pixels, and where the nomination has been. */
export const Statechart = z
  .object({
    nomination: id,
    current: z.string(),
    /** State and outcome only: no stays, days, counts or past are told. */
    limited: z.boolean(),
    /** Not submitted: the procedure and the route of today. */
    provisional: z.boolean(),
    /** On hold: no clock runs. */
    held: z.boolean(),
    procedure: z.object({ id: z.string(), version: z.int(), name: bilingual }),
    /** Version of the procedure that new nominations take, where it is a newer one. */
    newer: z.int().nullable(),
    /** Steps that a reorganisation or a migration renamed or dropped, in their order. */
    moved: z.array(z.object({ at: instant, from: z.string(), to: z.string().nullable() })),
    /** Names of units in the keys of steps, those of before too. */
    units: z.record(z.string(), z.string()),
    width: z.int(),
    height: z.int(),
    /** Stages of the route. */
    groups: z.array(z.object({ unit: z.object({ id, name: z.string() }), level: z.enum(unitLevels), status })),
    /** In the order of the process. */
    states: z.array(StatechartState),
    edges: z.array(StatechartEdge),
  })
  .meta({ id: 'Statechart' });
export type Statechart = z.infer<typeof Statechart>;
