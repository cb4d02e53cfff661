import { addDays } from '../calendar/index.js';
import { simplifiedCases, type Occasion, type SimplifiedCase, type StepKind } from '../vocabulary.js';
import type { Refusal } from './world.js';

/** A nomination under the simplified procedure, and the day of the deed where it is for one. */
export interface Simplified {
  readonly case: SimplifiedCase;
  /** Local date, `YYYY-MM-DD`. */
  readonly deedOn?: string;
}

/** The five cases in words (Law 06/2022/QH15 Art 85). */
export const simplifiedCaseLabel: Readonly<Record<SimplifiedCase, { readonly vi: string; readonly en: string }>> = {
  politicalTask: {
    vi: 'khen thưởng phục vụ nhiệm vụ chính trị, động viên kịp thời',
    en: 'to motivate promptly in a political task',
  },
  adHocDeed: {
    vi: 'thành tích xuất sắc đột xuất, dũng cảm cứu người, cứu tài sản hoặc giải thưởng quốc tế',
    en: 'an outstanding ad hoc deed, bravery, an international prize',
  },
  discoveredByHead: {
    vi: 'tập thể, cá nhân do người đứng đầu phát hiện, lựa chọn',
    en: 'discovered by the head of the body',
  },
  serviceExternal: {
    vi: 'khen thưởng quá trình cống hiến, niên hạn, đối ngoại',
    en: 'service, length of service, external relations',
  },
  secret: { vi: 'thành tích thuộc bí mật nhà nước', en: 'achievements that are secret' },
};

/** Days after the deed in which it should be filed: a warning only, by another ministry's rule (TT 16/2018 [superseded]). */
const FILING_DAYS = 45;

/** The simplified procedure is not for annual awards: `simplified-not-permitted`, with the five cases it is for. */
export function simplifiedRefusal(simplified: Simplified | null, occasion: Occasion): Refusal | null {
  if (simplified === null || occasion !== 'annual') return null;
  return {
    refused: 'simplified-not-permitted',
    observed: occasion,
    needed: simplifiedCases.join(', '),
    data: { cases: simplifiedCases.map((name) => ({ case: name, label: simplifiedCaseLabel[name] })) },
  };
}

/** Steps that the simplified procedure passes over: no council, no ranking, no posting; appraisal and signature stay. */
export function isWaived(kind: StepKind): boolean {
  return kind === 'ballot' || kind === 'selection' || kind === 'posting' || kind === 'consultation';
}

/** One set of papers: submission and summary report, for a deed also its confirmation (NĐ 98 Art 40(1) [superseded]). */
export function simplifiedItems({ case: which }: Simplified): readonly string[] {
  const items = ['submissionLetter', 'summaryReport'];
  return which === 'adHocDeed' ? [...items, 'deedConfirmation'] : items;
}

/** The last day of the filing window, and whether it has passed; null without the day of a deed. Nothing is refused by it. */
export function filingWindow({ deedOn }: Simplified, today: string): { until: string; passed: boolean } | null {
  if (deedOn === undefined) return null;
  const until = addDays(deedOn, FILING_DAYS);
  return { until, passed: today > until };
}
