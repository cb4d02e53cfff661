/**
 * Text of fonts before Unicode, as it comes from old files by the clipboard: TCVN3 (ABC) puts letters of Latin-1 where Vietnamese
 * ones are meant, VNI a letter followed by marks. Only noticed, never changed: the person sees what they pasted.
 */
export function oldEncodingOf(text: string): 'TCVN3 (ABC)' | 'VNI' | null {
  const words = text.match(/\S+/g) ?? [];
  const share = (pattern: RegExp): number => words.filter((w) => pattern.test(w)).length;
  const least = Math.max(2, Math.ceil(words.length / 5));
  if (share(tcvn3) >= least) return 'TCVN3 (ABC)';
  return share(vni) >= least ? 'VNI' : null;
}

/** Signs beside a letter that no Vietnamese or English word holds in Unicode. */
const tcvn3 = /[§®¨©ª«¬µ¶·¸¹»¼½¾]\p{L}|\p{L}[¨©ª«¬®µ¶·¸¹»¼½¾]|\p{L}[ÞÐÑ×Ø]/u;
const vni = /ñ\p{L}|[öÖ]|\p{L}[øûï]|[aeiouyôâê]ù/u;
