/**
 * Vietnamese text of fonts before Unicode, as it comes from old files and by the clipboard. TCVN3 (ABC) puts signs of Latin-1 where
 * Vietnamese letters are meant (TCVN 5712:1993); VNI a letter followed by a sign for its marks. Pure functions for browser and server:
 * found, shown, and converted only when a person agrees.
 */
export type OldEncoding = 'TCVN3' | 'VNI';

/** Latin-1 signs ¡ to þ as TCVN 5712 reads them; `.` where it has a mark alone or nothing. */
const TCVN3_FROM = 0xa1;
const TCVN3_LETTERS = 'ĂÂÊÔƠƯĐăâêôơưđẰ.....àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ';

/** Marks behind a vowel in VNI, in the order of `MARKED`: tones, then the hat or the breve alone and with tones. */
const VNI_TONES = 'ùøûõï';
const VNI_HAT = 'âáàåãä';
const VNI_BREVE = 'êéèúüë';
/** What VNI writes as one sign: í ì ỉ ĩ ị ỵ đ, and ơ ư, which take the tones behind them. */
const VNI_ALONE: Readonly<Record<string, string>> = { í: 'í', ì: 'ì', æ: 'ỉ', ó: 'ĩ', ò: 'ị', î: 'ỵ', ñ: 'đ' };
const VNI_HORN: Readonly<Record<string, string>> = { ô: 'ơ', ö: 'ư' };

const TONES = ['\u0301', '\u0300', '\u0309', '\u0303', '\u0323'];

const tcvn3 = tcvn3Table();
const vni = vniTable();

/** A text of that encoding in Unicode, NFC. Signs that the encoding does not know stay. */
export function toUnicode(text: string, from: OldEncoding): string {
  const plain = text.normalize('NFC');
  if (from === 'TCVN3') return plain.replace(/[\u00a1-\u00fe]/g, (sign) => tcvn3.get(sign) ?? sign);
  return plain.replace(VNI_LETTER, (letter) => vni.get(letter) ?? vniCased(letter));
}

/**
 * Which old encoding a text is in, or null when it is Unicode or no Vietnamese at all. A text counts as old when more of its marked words
 * become Vietnamese syllables by converting than stop being ones. Texts of a few short words may be undecidable ("Vò"): judge a list by its
 * whole column or file, not cell by cell. Lines that hold letters which only Unicode has are left out.
 */
export function oldEncodingOf(text: string): OldEncoding | null {
  const words = oldLines(text).flatMap(markedWords);
  if (words.length === 0) return null;
  const best = (['TCVN3', 'VNI'] as const)
    .map((name) => ({ name, ...gain(words, name) }))
    .sort((a, b) => b.won - b.lost - (a.won - a.lost))[0];
  return best !== undefined && best.won > best.lost && best.fit >= words.length * 0.6 && best.sure ? best.name : null;
}

/** A text with its lines of that encoding in Unicode; lines that hold letters which only Unicode has stay as they are. */
export function mendOldText(text: string, from: OldEncoding): string {
  return text
    .normalize('NFC')
    .split('\n')
    .map((line) => (UNICODE_ONLY.test(line) ? line : toUnicode(line, from)))
    .join('\n');
}

/** Letters of Vietnamese that no old encoding of one byte holds. */
const UNICODE_ONLY = /[\u0100-\u024f\u1ea0-\u1ef9\u0300-\u0323]/u;

function oldLines(text: string): string[] {
  const lines = text.normalize('NFC').split('\n');
  return lines.filter((line) => !UNICODE_ONLY.test(line));
}

function markedWords(line: string): string[] {
  return line.split(/[\s!-@[-`{-~\u2000-\u2fff]+/u).filter((word) => /[\u00a1-\u00ff]/u.test(word));
}

function gain(words: readonly string[], name: OldEncoding) {
  const pairs = words.map((word) => {
    const converted = toUnicode(word, name);
    return { word, asWritten: isSyllable(word), asConverted: isSyllable(converted) };
  });
  const won = pairs.filter((p) => p.asConverted && !p.asWritten);
  const lost = pairs.filter((p) => p.asWritten && !p.asConverted).length;
  // One short word alone may be a unit of measure or a footnote sign: µm, 1ª.
  const sure = won.length > 1 || won.some((p) => p.word.length > 2);
  return { won: won.length, lost, fit: pairs.filter((p) => p.asConverted).length, sure };
}

const ONSET = '(?:ngh?|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?';
const RIME = [
  'a(?:[ciomnptuy]|ch|ng|nh)?|ă(?:[cmnpt]|ng)|â(?:[cmnptuy]|ng)',
  'e(?:[cmnopt]|ng)?|ê(?:[mnptu]|ch|nh)?|i(?:[acmnptu]|ch|nh)?|iê(?:[cmnptu]|ng)|yê(?:[mntu]|ng)|y(?:nh|t)?',
  'o(?:[cimnpt]|ng)?|oo(?:c|ng)|oa(?:[cimnopty]|ch|ng|nh)?|oă(?:[cmnt]|ng)|oe(?:[not])?',
  'ô(?:[cimnpt]|ng)?|ơ(?:[imnpt])?',
  'u(?:[acimnpt]|ng)?|uâ(?:[nty]|ng)|uê(?:ch|nh)?|uơ|uy(?:[anptu]|ch|nh)?|uyê(?:n|t)|uô(?:[cimnt]|ng)',
  'ư(?:[acimntu]|ng)?|ươ(?:[cimnptu]|ng)',
].join('|');
const SYLLABLE = new RegExp(`^${ONSET}(?:${RIME})$`, 'u');
const TONE_MARK = /[\u0300\u0301\u0303\u0309\u0323]/gu;

/** Whether a word is spelt like a Vietnamese syllable: an onset, a rime, at most one tone. */
function isSyllable(word: string): boolean {
  const apart = word.toLowerCase().normalize('NFD');
  if ((apart.match(TONE_MARK) ?? []).length > 1) return false;
  return SYLLABLE.test(apart.replace(TONE_MARK, '').normalize('NFC'));
}

function tcvn3Table(): ReadonlyMap<string, string> {
  const letters = [...TCVN3_LETTERS].map((letter, i) => [String.fromCharCode(TCVN3_FROM + i), letter] as const);
  return new Map(letters.filter(([, letter]) => letter !== '.'));
}

/** A vowel with its marks, or a letter that is one sign; the marks may be of either case. */
const VNI_LETTER = new RegExp(
  `[ôö][${VNI_TONES}]?|a[${VNI_TONES}${VNI_HAT}${VNI_BREVE}]|[eo][${VNI_TONES}${VNI_HAT}]|[uy][${VNI_TONES}]|[íìæóòîñ]`,
  'giu',
);

function vniTable(): ReadonlyMap<string, string> {
  const table = new Map(Object.entries({ ...VNI_ALONE, ...VNI_HORN }));
  const add = (vowel: string, base: string, marks: string, tones: readonly string[]): void =>
    [...marks].forEach((mark, i) => table.set(vowel + mark, `${base}${tones[i] ?? ''}`.normalize('NFC')));
  for (const vowel of 'aeouy') add(vowel, vowel, VNI_TONES, TONES);
  for (const [sign, base] of Object.entries(VNI_HORN)) add(sign, base, VNI_TONES, TONES);
  for (const vowel of 'aeo') add(vowel, `${vowel}\u0302`, VNI_HAT, ['', ...TONES]);
  add('a', 'a\u0306', VNI_BREVE, ['', ...TONES]);
  return table;
}

/** A letter that the table holds in lower case: it is a capital when its vowel is one. */
function vniCased(letter: string): string {
  const found = vni.get(letter.toLowerCase());
  if (found === undefined) return letter;
  return letter.charAt(0) === letter.charAt(0).toLowerCase() ? found : found.toUpperCase();
}
