/** A piece of a text that stayed, went or came. */
export interface Piece {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Cells of the table of a comparison; above it texts are compared by lines, and at the last as a whole. */
const MOST_CELLS = 4_000_000;

/**
 * Two texts in one, by words (by lines where they are long): without `removed` it is the later one, without `added` the earlier.
 * Empty when they are the same.
 */
export function textDiff(before: string, after: string): readonly Piece[] {
  if (before === after) return [];
  const words = [tokens(before, /\s+|[^\s]+/gu), tokens(after, /\s+|[^\s]+/gu)] as const;
  const lines = [tokens(before, /[^\n]*\n|[^\n]+/gu), tokens(after, /[^\n]*\n|[^\n]+/gu)] as const;
  const [a, b] = fits(words) ? words : fits(lines) ? lines : [[before], [after]];
  return joined(compared(a, b));
}

const tokens = (text: string, by: RegExp): readonly string[] => text.match(by) ?? [];
const fits = ([a, b]: readonly [readonly string[], readonly string[]]): boolean =>
  (a.length + 1) * (b.length + 1) <= MOST_CELLS;

/** The longest common subsequence, walked from the start. */
function compared(a: readonly string[], b: readonly string[]): readonly Piece[] {
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && left === right) {
      pieces.push({ kind: 'same', text: left });
      i += 1;
      j += 1;
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      pieces.push({ kind: 'removed', text: left });
      i += 1;
    } else {
      pieces.push({ kind: 'added', text: right ?? '' });
      j += 1;
    }
  }
  return pieces;
}

function joined(pieces: readonly Piece[]): readonly Piece[] {
  const out: { kind: Piece['kind']; text: string }[] = [];
  for (const { kind, text } of pieces) {
    const last = out.at(-1);
    if (last?.kind === kind) last.text += text;
    else out.push({ kind, text });
  }
  return out;
}
