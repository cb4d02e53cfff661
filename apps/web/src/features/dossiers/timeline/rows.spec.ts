import { describe, expect, it } from '@jest/globals';
import type { LedgerEntryView } from '#contract';
import { rowsOf, type Row } from './rows';

const entry = (seq: number, day: string, more: Partial<LedgerEntryView> = {}): LedgerEntryView => ({
  seq,
  at: `2026-11-${day}T02:00:00.000Z`,
  type: 'Recommend',
  actor: { person: 'p', name: 'Bà T.', role: null, unit: null, onBehalfOf: null },
  from: 'a',
  to: 'b',
  revision: 1,
  facts: [],
  texts: [],
  files: [],
  late: false,
  retracted: false,
  prevHash: '',
  hash: `hash ${String(seq)}`,
  ...more,
});
const bySystem = { actor: { person: null, name: '', role: null, unit: null, onBehalfOf: null }, to: 'a' };
const entered = (dueAt: string) => ({ facts: [{ type: 'StepEntered', deadline: { dueAt } }] });
const said = (rows: readonly Row[]) =>
  rows.map((r) => {
    if (r.kind === 'gap') return `gap ${String(r.days)} ${String(r.over)}`;
    return r.kind === 'entry' ? r.entry.seq : r.entries.map((e) => e.seq).join('+');
  });

describe('a timeline', () => {
  it('is newest first, and folds what the system did beside the way', () => {
    const all = [entry(1, '02'), entry(2, '03', bySystem), entry(3, '03', bySystem), entry(4, '04')];
    expect(said(rowsOf(all, { full: false, gaps: true, now: null }))).toEqual([4, '2+3', 1]);
    expect(said(rowsOf(all, { full: true, gaps: true, now: null }))).toEqual([4, 3, 2, 1]);
    const moving = [entry(1, '02'), entry(2, '03', { ...bySystem, to: 'c' })];
    expect(said(rowsOf([entry(1, '02'), entry(2, '14')], { full: false, gaps: false, now: null }))).toEqual([2, 1]);
    expect(said(rowsOf(moving, { full: false, gaps: true, now: null }))).toEqual([2, 1]);
  });

  it('tells of days without a deed, and how many of them were too late', () => {
    const first = entry(1, '02', entered('2026-11-07T16:59:59.999Z'));
    expect(said(rowsOf([first, entry(2, '14')], { full: false, gaps: true, now: null }))).toEqual([2, 'gap 12 7', 1]);
    expect(said(rowsOf([first, entry(2, '06')], { full: false, gaps: true, now: null }))).toEqual([2, 1]);
    expect(said(rowsOf([entry(1, '02'), entry(2, '14')], { full: false, gaps: true, now: null }))).toEqual([
      2,
      'gap 12 0',
      1,
    ]);
    const lapse = entry(2, '08', bySystem);
    expect(said(rowsOf([first, lapse, entry(3, '14')], { full: false, gaps: true, now: null }))).toEqual([
      3,
      'gap 12 7',
      '2',
      1,
    ]);
  });

  it('counts up to now while it waits', () => {
    const first = entry(1, '02', entered('2026-11-07T16:59:59.999Z'));
    expect(said(rowsOf([first], { full: false, gaps: true, now: new Date('2026-11-10T02:00:00.000Z') }))).toEqual([
      'gap 8 3',
      1,
    ]);
    const held = { ...first, facts: [...first.facts, { type: 'Held' }] };
    expect(said(rowsOf([held], { full: false, gaps: true, now: new Date('2026-11-10T02:00:00.000Z') }))).toEqual([
      'gap 8 0',
      1,
    ]);
  });
});
