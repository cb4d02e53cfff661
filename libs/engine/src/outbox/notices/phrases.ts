import { awardOf, partsOfStep } from '#domain';
import type { Language, NoticeData } from './data.js';

const steps: Readonly<Record<string, Record<Language, string>>> = {
  appraisal: { vi: 'thẩm định', en: 'appraisal' },
  signature: { vi: 'ký trình', en: 'signature' },
  ballot: { vi: 'hội đồng bỏ phiếu', en: 'the ballot' },
  selection: { vi: 'xét chọn theo chỉ tiêu', en: 'the selection' },
  returned: { vi: 'bổ sung', en: 'the supplement' },
  awaitingDecision: { vi: 'ban hành quyết định', en: 'the decision' },
};

/** What has to be done with the nomination. */
export function step(n: NoticeData, language: Language): string {
  const name = n.step === null ? '' : (partsOfStep(n.step)?.step ?? n.step);
  return steps[name]?.[language] ?? { vi: 'xử lý', en: 'review' }[language];
}

/** Who is proposed or commended. */
export function nominee(n: NoticeData, language: Language): string {
  return n.subject ?? { vi: 'hồ sơ khen thưởng', en: 'a nomination' }[language];
}

/** The award by its name, with the year it is given for. */
export function award(n: NoticeData, language: Language): string {
  const found = n.award === null ? undefined : awardOf(n.award);
  const name =
    found === undefined
      ? { vi: 'khen thưởng', en: 'the award' }[language]
      : { vi: found.nameVi, en: found.nameEn }[language];
  return n.year === null ? name : { vi: `${name} năm ${n.year}`, en: `${name} for ${n.year}` }[language];
}

/** "Hồ sơ HS-2026-00418 đề nghị tặng … cho … (Công đoàn …)": the start of a sentence. */
export function dossier(n: NoticeData, language: Language): string {
  const code = n.code === null ? '' : ` ${n.code}`;
  const unit = n.unit === null || n.unit === n.subject ? '' : ` (${n.unit})`;
  if (n.subject === null) return { vi: `Hồ sơ${code}`, en: `Nomination${code}` }[language];
  return {
    vi: `Hồ sơ${code} đề nghị tặng ${award(n, 'vi')} cho ${n.subject}${unit}`,
    en: `Nomination${code} of ${n.subject}${unit} for ${award(n, 'en')}`,
  }[language];
}

/** A sentence with the day, by the calendar of Vietnam; nothing when there is no deadline. */
export function until(n: NoticeData, language: Language): string {
  if (n.dueAt === null) return '';
  const day = new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    timeZone: 'Asia/Ho_Chi_Minh',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).format(new Date(n.dueAt));
  return { vi: ` Hạn: ngày ${day}.`, en: ` Due on ${day}.` }[language];
}

/** The number of the decision, where it has one. */
export function number(n: NoticeData, language: Language): string {
  if (n.documentNumber === null) return '';
  return { vi: ` theo Quyết định số ${n.documentNumber}`, en: ` by decision ${n.documentNumber}` }[language];
}

/** The document by its number or title. */
export function document(n: NoticeData, language: Language): string {
  return n.documentNumber ?? n.documentTitle ?? { vi: 'chưa có tiêu đề', en: 'without a title' }[language];
}
