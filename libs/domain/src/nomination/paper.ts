import type { DossierItem } from '../awards/types.js';
import type { PathUnit, Proposal, Refusal } from './world.js';

/** The scanned signed minutes of the nominating unit: without them nothing that was decided on paper is entered. */
export const PAPER_ITEM: DossierItem = 'paperMinutes';

/** Obligatory items: those of the award, and for what was entered from papers also the minutes that it rests on. */
export function requiredOf(items: readonly string[], enteredBy: string | null): readonly string[] {
  return enteredBy === null ? items : [...items, PAPER_ITEM];
}

/** A nomination as its clerks ask for it: by whom, entered where, and whether it was submitted. */
export interface Filed {
  readonly unit: string;
  readonly enteredBy?: string | undefined;
  readonly submitted: boolean;
}

/**
 * The units whose clerk works on the file. What is entered from papers is the entering unit's until it is submitted, so
 * that nobody passes over the steps of their own unit; afterwards both answer for it.
 */
export function filingUnits({ unit, enteredBy, submitted }: Filed): readonly string[] {
  if (enteredBy === undefined) return [unit];
  return submitted ? [unit, enteredBy] : [enteredBy];
}

/** Whether the unit that enters it stands above the nominating one, which is the first of the path. */
export function entersFor(path: readonly PathUnit[], { enteredBy }: Pick<Proposal, 'enteredBy'>): boolean {
  return enteredBy === undefined || path.slice(1).some((u) => u.id === enteredBy);
}

/** A unit that decides itself has no superior step left that would look at its papers: `paper-not-permitted`. */
export function decidesOnPaper(unit: PathUnit): Refusal {
  return {
    refused: 'paper-not-permitted',
    observed: 'the nominating unit decides itself',
    needed: 'electronic',
    clearedBy: 'clerk',
    data: { unit: unit.id },
  };
}
