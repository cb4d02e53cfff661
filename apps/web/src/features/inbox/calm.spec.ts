import { describe, expect, it } from '@jest/globals';
import type { InboxRow } from '#contract';
import { calm, knowing } from './calm';

const rows = (...ids: string[]): InboxRow[] => ids.map((id) => ({ id }) as InboxRow);
const ids = (list: readonly InboxRow[]): string => list.map((r) => r.id).join('');

describe('a list that is fetched again', () => {
  it('keeps what came between the known rows until it is asked for; what left is gone', () => {
    const known = knowing('', rows('a', 'b', 'c'), false);
    const { shown, fresh } = calm(known, rows('x', 'a', 'y', 'c', 'z'));
    expect([ids(shown), fresh]).toEqual(['ac', 3]);
  });

  it('goes on after its last known row where it went on before', () => {
    const known = knowing('', rows('a', 'b', 'c'), true);
    const { shown, fresh } = calm(known, rows('x', 'b', 'c', 'd'));
    expect([ids(shown), fresh]).toEqual(['bcd', 1]);
  });

  it('is shown whole where nothing of it is known', () => {
    expect(calm(knowing('', [], false), rows('a', 'b'))).toEqual({ shown: rows('a', 'b'), fresh: 0 });
    expect(calm(knowing('', rows('a'), true), rows('b'))).toEqual({ shown: rows('b'), fresh: 0 });
  });
});
