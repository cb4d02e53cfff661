import { z } from 'zod';
import { themes } from '#domain/vocabulary';
import { CommandView } from './nominations.js';
import { id, instant, line, text, year } from './text.js';

export const NewSelection = z
  .strictObject({ unit: id, award: line(2, 60), theme: z.enum(themes).optional(), year })
  .meta({ id: 'NewSelection' });
export type NewSelection = z.infer<typeof NewSelection>;

/** The whole order: nominations of one group share a place, and the tie-breaks decide between them. */
export const RankingOrder = z
  .strictObject({ groups: z.array(z.array(id).min(1).max(1_000)).min(1).max(1_000) })
  .meta({ id: 'RankingOrder' });
export type RankingOrder = z.infer<typeof RankingOrder>;

const reason = text(10, 4_000);

/** One row put before another one; null: last. */
export const RankingMove = z
  .strictObject({ nomination: id, before: id.nullable(), reason })
  .meta({ id: 'RankingMove' });
export type RankingMove = z.infer<typeof RankingMove>;

/** The order of equals whom nothing else separates: all of them, each once. */
export const TieDecision = z.strictObject({ order: z.array(id).min(2).max(1_000), reason }).meta({ id: 'TieDecision' });
export type TieDecision = z.infer<typeof TieDecision>;

const places = { cap: z.int(), used: z.int(), remaining: z.int() };
const unit = z.object({ id, name: z.string() });

const openCommand = z.object({ allowed: z.boolean(), refusal: CommandView.shape.refusal });

const heading = {
  unit,
  award: z.string(),
  awardName: z.object({ vi: z.string(), en: z.string() }),
  theme: z.string().nullable(),
  year: z.int(),
};

const namedItem = z.object({ nomination: id, code: z.string(), subject: z.string() });

export const SelectionView = z
  .object({
    id,
    ...heading,
    version: z.int(),
    closed: z.boolean(),
    by: z.enum(['order', 'score']),
    ties: z.array(z.string()),
    /** Null where no national quota has been set. */
    quota: z.object(places).nullable(),
    /** Units below with places of their own, with how many of theirs are listed and would be selected. */
    units: z.array(z.object({ unit, ...places, listed: z.int(), selected: z.int() })),
    rows: z.array(
      z.object({
        nomination: id,
        code: z.string(),
        subject: z.string(),
        unit: z.string(),
        rank: z.int(),
        /** The place that people gave it, 1 for the first; null where a score ranks or none was given. */
        place: z.int().nullable(),
        /** Whether it is above the cut as things stand. */
        selected: z.boolean(),
        ties: z.record(z.string(), z.boolean()),
        /** Those tie-breaks that separated it from a neighbour of the same place. */
        brokenBy: z.array(z.string()),
        /** How many others share its place. */
        equal: z.int(),
        score: z.int().nullable(),
        /** Of its last ballot. */
        votes: z.object({ agree: z.int(), base: z.int() }).nullable(),
      }),
    ),
    /** Equals whom no tie-break separates and nobody decided; `atCut`: the list cannot be closed before. */
    undecided: z.array(z.object({ items: z.array(namedItem), atCut: z.boolean() })),
    /** What people did to the order, in its order; the reason is null when it was erased. */
    hand: z.array(
      z.object({
        type: z.enum(['RankingMoved', 'TieDecided']),
        by: z.string(),
        at: instant,
        reason: z.string().nullable(),
        /** The row that was moved, or the order that was decided. */
        items: z.array(namedItem),
        /** The row it was put before; null: last, or a tie. */
        before: namedItem.nullable(),
      }),
    ),
    /** Items that the reader has an interest in: they are counted and not shown. */
    hidden: z.int(),
    act: id.nullable(),
    commands: z.object({ rank: openCommand, move: openCommand, decideTie: openCommand, close: openCommand }),
  })
  .meta({ id: 'Selection' });
export type SelectionView = z.infer<typeof SelectionView>;

/** Selections of my units, open ones first, then the latest; and what waits there for a list that nobody has opened. */
export const Selections = z
  .object({
    selections: z.array(
      z.object({
        id,
        ...heading,
        openedAt: instant,
        closedAt: instant.nullable(),
        /** Nominations in the list. */
        count: z.int(),
        quota: z.object(places).nullable(),
      }),
    ),
    waiting: z.array(z.object({ ...heading, count: z.int(), open: openCommand })),
  })
  .meta({ id: 'Selections' });
export type Selections = z.infer<typeof Selections>;
