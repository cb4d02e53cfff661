import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { textDiff, type Piece } from './text-diff.js';

const without = (pieces: readonly Piece[], kind: Piece['kind']) =>
  pieces.flatMap((p) => (p.kind === kind ? [] : [p.text])).join('');

describe('two texts in one', () => {
  it('is empty when they are the same', () => {
    expect(textDiff('một hai', 'một hai')).toEqual([]);
    expect(textDiff('', '')).toEqual([]);
  });

  it('shows the words that changed, and the rest once', () => {
    expect(textDiff('Có hai sáng kiến năm 2025', 'Có ba sáng kiến năm 2025')).toEqual([
      { kind: 'same', text: 'Có ' },
      { kind: 'removed', text: 'hai' },
      { kind: 'added', text: 'ba' },
      { kind: 'same', text: ' sáng kiến năm 2025' },
    ]);
  });

  it('gives both texts back, whatever they are', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', 'ệ'), maxLength: 60 });
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const pieces = textDiff(a, b);
        if (a === b) return pieces.length === 0;
        return without(pieces, 'added') === a && without(pieces, 'removed') === b;
      }),
    );
  });

  it('of the longest statements stays small: by lines, or as a whole', () => {
    const long = (word: string) => `${word} `.repeat(4_999);
    expect(textDiff(long('a'), long('b'))).toHaveLength(2);
    const lines = (first: string) => `${first}\n${'x y z\n'.repeat(1_500)}`;
    expect(textDiff(lines('a'), lines('b')).map((p) => p.kind)).toEqual(['removed', 'added', 'same']);
  });
});
