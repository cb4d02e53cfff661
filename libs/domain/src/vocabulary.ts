/** Names that the browser, the wire and the law share. Pulls in no machine and no library. */

export * from './states.js';
export { mendOldText, oldEncodingOf, toUnicode } from './text/old-text.js';
export type { OldEncoding } from './text/old-text.js';

/** Levels of the union organisation (Trade Union Law 50/2024/QH15 Art 8(1)), lowest first. */
export const unitLevels = ['grassroots_union', 'immediate_superior_union', 'level2_union', 'federation'] as const;
export type UnitLevel = (typeof unitLevels)[number];

/** What a seat lets its holder do in its unit. */
export const roles = ['clerk', 'appraiser', 'signer', 'secretary', 'member', 'administrator', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** Extra powers that a seat may carry beside its role. */
export const seatFlags = ['override', 'hold', 'correct'] as const;
export type SeatFlag = (typeof seatFlags)[number];

export const stepKinds = [
  'appraisal',
  'consultation',
  'posting',
  'ballot',
  'selection',
  'signature',
  'external',
] as const;
export type StepKind = (typeof stepKinds)[number];

export const occasions = ['annual', 'thematic', 'adHoc', 'service'] as const;
export type Occasion = (typeof occasions)[number];

/** How a nomination was entered: by its unit, or by a superior one from signed papers (model.md 2). */
export const channels = ['electronic', 'paper'] as const;
export type Channel = (typeof channels)[number];

/** The five cases of the simplified procedure (Law 06/2022/QH15 Art 85). */
export const simplifiedCases = ['politicalTask', 'adHocDeed', 'discoveredByHead', 'serviceExternal', 'secret'] as const;
export type SimplifiedCase = (typeof simplifiedCases)[number];

/** Themes of thematic commendation (QĐ 1689 Art 15 [superseded]); the Presidium may name others. */
export const themes = ['workAndFamily', 'greenCleanSafe', 'cultureSport', 'other'] as const;
export type Theme = (typeof themes)[number];

/** Commands that a person may give on a nomination through the API. */
export const commandTypes = [
  'Submit',
  'Resubmit',
  'Recommend',
  'Return',
  'Reject',
  'Confirm',
  'Override',
  'Recuse',
  'DeclareRelation',
  'Withdraw',
  'Retract',
  'ReopenBallot',
  'Hold',
  'Release',
  'Object',
  'AssignVerifier',
  'Conclude',
  'RecordExternal',
  'CorrectReceipt',
  'ApplyMoreFavourable',
  'Complain',
  'ConcludeComplaint',
] as const;
export type CommandType = (typeof commandTypes)[number];

/** Commands that only an item of an act gives (model.md 3 and 8). */
export const actCommandTypes = [
  'Commended',
  'BallotClosed',
  'Selected',
  'NotSelected',
  'SentUp',
  'SubjectHeld',
  'SubjectReleased',
  'Annulled',
  'Reclocked',
  'Rerouted',
  'Migrated',
] as const;
export type ActCommandType = (typeof actCommandTypes)[number];

/** Commands that only the system gives: a deadline that ran out, an item of an act. */
export type SystemCommandType = 'Lapse' | ActCommandType;

/** Kinds of acts: one deed that concerns many nominations. */
export const actKinds = [
  'issue',
  'ballot',
  'selection',
  'letter',
  'hold',
  'annulment',
  'calendar',
  'rerouting',
  'migration',
] as const;
export type ActKind = (typeof actKinds)[number];

/** What a threshold is a share of: every member, those who took part, or those who were not recused. */
export const ballotBases = ['allMembers', 'present', 'notRecused'] as const;
export type BallotBase = (typeof ballotBases)[number];

/** What decides between equal ranks of a selection, in the order that the procedure gives. */
export const tieBreaks = ['women', 'womenCollective', 'directWorker'] as const;
export type TieBreak = (typeof tieBreaks)[number];

/** Why a nomination, a person or a unit is held. */
export const holdKinds = ['verification', 'discipline', 'complaint', 'other'] as const;
export type HoldKind = (typeof holdKinds)[number];

/** Why a decision on somebody is annulled (Law 06/2022/QH15 Art 93(2)). */
export const annulmentGrounds = ['fraud', 'falseFile', 'wrongAuthority', 'unlawfulProcedure'] as const;
export type AnnulmentGround = (typeof annulmentGrounds)[number];

/** In which days the report of an inspection is due: a setting of the unit (scenarios.md, case 10). */
export const dayUnits = ['calendarDays', 'workingDays'] as const;
export type DayUnit = (typeof dayUnits)[number];

/** What came back from the authority above: sent there, sent back for a supplement, awarded, refused. */
export const externalResults = ['sentOut', 'returned', 'awarded', 'refused'] as const;
export type ExternalResult = (typeof externalResults)[number];

/** Why a dossier item is sent back. */
export const returnCodes = ['missing', 'illegible', 'unsigned', 'wrongForm', 'contradictory', 'insufficient'] as const;
export type ReturnCode = (typeof returnCodes)[number];

/** Why a nomination is rejected. */
export const rejectCodes = ['criteriaNotMet', 'evidenceNotCredible', 'wrongAward', 'discipline', 'other'] as const;
export type RejectCode = (typeof rejectCodes)[number];

/** What a reviewer may be to the subject of a nomination. */
export const relationKinds = ['kin', 'coAuthor', 'superior', 'other'] as const;
export type RelationKind = (typeof relationKinds)[number];

/** In which capacity an official document is signed (Decree 30/2020 Annex I). */
export const capacities = ['TM', 'KT', 'TL', 'TUQ'] as const;
export type Capacity = (typeof capacities)[number];

/** How a delegate signs: for the head (ký thay), by order (thừa lệnh), by authorisation (thừa ủy quyền). */
export const signingForms = ['KT', 'TL', 'TUQ'] as const;
export type SigningForm = (typeof signingForms)[number];

/** Quyết định: a decision. Tờ trình: the letter with which a unit sends nominations up. */
export const documentKinds = ['QĐ', 'TTr'] as const;
export type DocumentKind = (typeof documentKinds)[number];

export const documentStates = ['draft', 'signed', 'issued', 'discarded'] as const;
export type DocumentState = (typeof documentStates)[number];

export const criterionResults = ['passed', 'failed', 'needsPerson', 'notApplicable', 'notComputable'] as const;
export type CriterionResultName = (typeof criterionResults)[number];

/** States of a dossier item on the checklist of one reader. */
export const checklistStates = ['unseen', 'missing', 'fit', 'notApplicable'] as const;
export type ChecklistState = (typeof checklistStates)[number];

export { refusalCodes, type RefusalCode } from './refusal-codes.js';

/** Subjects of the notices that people receive. Each has a template in both languages. */
export const noticeTopics = [
  'stepWaiting',
  'returned',
  'rejected',
  'withdrawn',
  'commended',
  'deadlineNear',
  'deadlineLapsed',
  'supplementLapsed',
  'documentToSign',
  'ballotClosed',
  'notSelected',
  'held',
  'released',
  'verifying',
  'concluded',
  'annulled',
  'complaintLodged',
  'complaintConcluded',
  'rerouted',
  'migrated',
] as const;
export type NoticeTopic = (typeof noticeTopics)[number];
