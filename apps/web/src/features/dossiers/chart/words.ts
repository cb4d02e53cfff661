import type { Statechart } from '#contract';
import { partsOfStep } from '#domain/vocabulary';
import i18next from 'i18next';
import { stateName, word } from '../../../shared/labels';

export type ChartState = Statechart['states'][number];
export type ChartEdge = Statechart['edges'][number];

/** A sign beside the colour of each status. */
export const signs: Record<ChartState['status'], string> = {
  past: '✓',
  current: '●',
  next: '○',
  notTaken: '–',
  hidden: '',
};

/** The name of a state in the picture: short, for its unit stands above it. */
export function shortName(state: string): string {
  const step = partsOfStep(state)?.step;
  if (step !== undefined) return word('step', step);
  return state === 'returned' ? i18next.t('chart.returned') : stateName(state);
}

/** The name with its unit, for sentences and for whoever does not see the picture. */
export function fullName(chart: Statechart, state: string): string {
  const unit = partsOfStep(state)?.unit;
  if (unit === undefined) return shortName(state);
  const name = chart.units[unit];
  return name === undefined ? shortName(state) : stateName(state, { name });
}

/** `text` on at most `lines` lines of `length` letters, the last one cut. */
export function wrapped(text: string, length: number, lines = 2): string[] {
  const rows: string[] = [];
  for (const piece of text.split(' ')) {
    const row = rows.at(-1);
    if (row !== undefined && row.length + piece.length < length) rows[rows.length - 1] = `${row} ${piece}`;
    else rows.push(piece);
  }
  if (rows.length <= lines) return rows;
  const last = rows.slice(lines - 1).join(' ');
  return [...rows.slice(0, lines - 1), `${last.slice(0, length - 1).trimEnd()}…`];
}
