const letters = /[\p{L}\p{N}]+/gu;

/** A word without marks, as titles are compared: "Nguyễn" and "NGUYEN" are one; Đ is d. */
function foldedWord(word: string): string {
  return word.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
}

/** Words of a title that another one has as well, once each, as the first one writes them. */
export function commonWords(title: string, other: string): string[] {
  const known = new Set((other.match(letters) ?? []).map(foldedWord));
  const seen = new Set<string>();
  return (title.match(letters) ?? []).filter((word) => {
    const folded = foldedWord(word);
    if (!known.has(folded) || seen.has(folded)) return false;
    seen.add(folded);
    return true;
  });
}
