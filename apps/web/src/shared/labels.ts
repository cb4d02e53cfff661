import i18next from 'i18next';
import { useSyncExternalStore } from 'react';
import { partsOfStep } from '#domain/vocabulary';
import { day } from './format';
import { currentLanguage, type Language } from './i18n';

type Group =
  | 'state'
  | 'step'
  | 'role'
  | 'level'
  | 'occasion'
  | 'theme'
  | 'result'
  | 'source'
  | 'returnCode'
  | 'rejectCode'
  | 'capacity'
  | 'documentState'
  | 'eligibility'
  | 'entry'
  | 'refusal'
  | 'citation'
  | 'operator'
  | 'unitOf'
  | 'subjectType'
  | 'awardKind';

/** The word for a name that the server sent; the name itself when no dictionary holds it. */
export function word(group: Group, name: string): string {
  const key = `${group}.${name}`;
  return i18next.exists(key) ? i18next.t(key as never) : name;
}

export const has = (group: Group, name: string): boolean => i18next.exists(`${group}.${name}`);

export interface Bilingual {
  vi: string;
  en: string;
}

export const said = (text: Bilingual): string => text[currentLanguage()] || text.vi;

export function awardName(award: { nameVi: string; nameEn: string }): string {
  return said({ vi: award.nameVi, en: award.nameEn });
}

/** The nominating unit by the name that it had, and the one that carries on for it since a reorganisation. */
export function unitName({ name, now }: { name: string; now?: string | undefined }): string {
  return now === undefined ? name : i18next.t('unitNow', { name, now });
}

/** Fact labels are parts of a sentence; as the name of a field they begin with a capital. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

/** Where approving leads: the step, or the state, at a unit. */
export function placeName(next: { state: string; step: string | null; unit: string | null }): string {
  if (next.step === null) return stateName(next.state, next.unit ? { name: next.unit } : null);
  const step = word('step', partsOfStep(next.step)?.step ?? next.step);
  return next.unit ? i18next.t('state.at', { step, unit: next.unit }) : step;
}

/** "Thẩm định tại Công đoàn X", "Chờ quyết định", "Đã khen thưởng". */
export function stateName(state: string, waitingUnit?: { name: string } | null): string {
  const parts = partsOfStep(state);
  if (!parts) return word('state', state);
  const step = word('step', parts.step);
  return waitingUnit ? i18next.t('state.at', { step, unit: waitingUnit.name }) : step;
}

/** `clerk@<unit>`, as refusals name a seat, in words. */
export function seatsInWords(text: string): string {
  return text.replace(/\b([a-z]+)(?:@[0-9a-f-]{36})?(?=,|$)/g, (whole, role: string) =>
    has('role', role) ? word('role', role) : whole,
  );
}

const uuid = /[0-9a-f]{8}-[0-9a-f-]{27}/;

/**
 * What a refusal observed or needed, in words: seats by their role, days as they are written here. Null for what says nothing to a
 * person: an id, or English words on a Vietnamese page, where the sentence of the refusal stands alone.
 */
export function detailInWords(text: string): string | null {
  const seats = seatsInWords(text);
  if (uuid.test(seats)) return null;
  const term = /^(from|until) (\d{4}-\d\d-\d\d)(?: on)?$/.exec(seats);
  if (term) return i18next.t(term[1] === 'from' ? 'problem.from' : 'problem.until', { day: day(term[2]!) });
  if (currentLanguage() === 'vi' && /^[a-z][a-z ’',|-]*$/i.test(seats)) return null;
  return seats.replace(/\b\d{4}-\d\d-\d\d\b/g, (date) => day(date));
}

const provision = /\bArt (\w+)(?:\((\w+)\))?(?:\((\w+)\))?(?: (\d+\.\d+))?/g;

/** "QĐ 1689 Art 14(1) 1.1; …", as a rule names where it stands, in words: "QĐ 1689 Điều 14 khoản 1 mục 1.1; …". */
export function citationInWords(citation: string): string {
  return citation.split('; ').map(sourceInWords).join('; ');
}

function sourceInWords(source: string): string {
  if (has('citation', source)) return word('citation', source);
  const part = (kind: 'article' | 'clause' | 'point' | 'item', n?: string): string =>
    n === undefined ? '' : i18next.t(`citation.${kind}`, { n });
  return source
    .replace(/^Law (\d{4})/, (_, n: string) => i18next.t('citation.law', { n }))
    .replace(
      provision,
      (_, article?: string, clause?: string, point?: string, item?: string) =>
        part('article', article) + part('clause', clause) + part('point', point) + part('item', item),
    );
}

const wordsIn = (language: Language) => ({
  t: i18next.getFixedT(language),
  seatsInWords,
  citationInWords,
  word,
  has,
  said,
  awardName,
  stateName,
  language,
});

type Words = ReturnType<typeof wordsIn>;
let words: Words | undefined;

function current(): Words {
  const language = currentLanguage();
  if (words?.language !== language) words = wordsIn(language);
  return words;
}

function onLanguage(onChange: () => void): () => void {
  i18next.on('languageChanged', onChange);
  return () => i18next.off('languageChanged', onChange);
}

/** The words above, renewed when the language changes. Hundreds of rows ask for them: it costs a subscription and nothing else. */
export const useWords = (): Words => useSyncExternalStore(onLanguage, current);
