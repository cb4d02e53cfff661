import type { Text } from '../criteria/types.js';
import { catalogue } from './catalogue-data.js';
import type { RawAward } from './raw.js';
import type { DossierItem } from './types.js';

const ENGLISH: Readonly<Record<DossierItem, string>> = {
  submissionLetter: 'submission letter',
  achievementReport: 'achievement report',
  achievementReportCertified: 'achievement report certified by the submitting level',
  summaryReport: 'summary report of achievements',
  minutes: 'minutes of the review or of the council',
  ballotResult: 'result of the secret ballot',
  initiativeCertificate: 'certificate of an initiative or research work',
  nomineeList: 'nominee list',
  serviceRecordSelfDeclared: 'self-declared record of union service',
  otherDocumentsArt33: 'other documents (Decree 152 Art 33)',
  electronicFile: 'electronic file',
  taxInsuranceConfirmation: 'confirmation of taxes and insurance (heads of enterprises)',
  deedConfirmation: 'confirmation of the ad hoc deed',
  paperMinutes: 'signed minutes of the nominating unit (scan)',
};

/** The label of a dossier item, or `undefined` for a name the catalogue does not have. */
export function dossierItemLabel(item: string): Text | undefined {
  if (!Object.hasOwn(ENGLISH, item)) return undefined;
  return { vi: catalogue.dossierItemTypes[item as DossierItem], en: ENGLISH[item as DossierItem] };
}

/** Items of an award's own list, or those of its kind (Law 2022 Art 84, for the union's own awards by analogy). */
export function dossierItemsOf({ code, kind, dossierItems }: RawAward): readonly DossierItem[] {
  if (dossierItems !== null) return dossierItems;
  const { title, award, form } = catalogue.dossierDefaults;
  switch (kind) {
    case 'title':
      return code.includes('FIGHTER') ? [...title.items, ...title.plusForFighterTitles] : title.items;
    case 'form':
      return form.items;
    case 'award':
      return award.appliesPlusTo.includes(code) ? [...award.items, ...award.plusForInitiativeAwards] : award.items;
  }
}
