import { Organisation1000000000000 } from './1000-organisation.js';
import { Ledger1100000000000 } from './1100-ledger.js';
import { Nomination1200000000000 } from './1200-nomination.js';
import { Recording1300000000000 } from './1300-recording.js';
import { RecordingDocuments1400000000000 } from './1400-recording-documents.js';
import { RecordingAdministration1500000000000 } from './1500-recording-administration.js';
import { Grants1900000000000 } from './1900-grants.js';
import { Acts2000000000000 } from './2000-acts.js';
import { Councils2100000000000 } from './2100-councils.js';
import { Ballots2150000000000 } from './2150-ballots.js';
import { Selection2200000000000 } from './2200-selection.js';
import { Letters2300000000000 } from './2300-letters.js';
import { Procedures2400000000000 } from './2400-procedures.js';
import { Money2500000000000 } from './2500-money.js';
import { Corrections2600000000000 } from './2600-corrections.js';
import { BallotScans2760000000000 } from './2760-ballot-scans.js';
import { Calendar2800000000000 } from './2800-calendar.js';
import { Holds3000000000000 } from './3000-holds.js';
import { Simplified3100000000000 } from './3100-simplified.js';
import { Annulments3200000000000 } from './3200-annulments.js';
import { Complaints3300000000000 } from './3300-complaints.js';
import { Achievements3310000000000 } from './3310-achievements.js';
import { Delegations3400000000000 } from './3400-delegations.js';
import { Separation3410000000000 } from './3410-separation.js';
import { RouteUnits3420000000000 } from './3420-route-units.js';
import { Absences3430000000000 } from './3430-absences.js';
import { Merges3500000000000 } from './3500-merges.js';
import { Imports3510000000000 } from './3510-imports.js';
import { Claims3520000000000 } from './3520-claims.js';
import { PaperChannel3540000000000 } from './3540-paper-channel.js';
import { Reorganisation3600000000000 } from './3600-reorganisation.js';
import { Evidence3700000000000 } from './3700-evidence.js';
import { Desk4000000000000 } from './4000-desk.js';
import { DraftOverrides4100000000000 } from './4100-draft-overrides.js';
import { RightsOfOthers4200000000000 } from './4200-rights-of-others.js';
import { HoldsInOrder4210000000000 } from './4210-holds-in-order.js';
import { Uploads4300000000000 } from './4300-uploads.js';
import { Exports4700000000000 } from './4700-exports.js';
import { OpenUnits4710000000000 } from './4710-open-units.js';
import { UnitAffairs4720000000000 } from './4720-unit-affairs.js';
import { ProcedureMigrations4750000000000 } from './4750-procedure-migrations.js';
import { TitleStatistics4780000000000 } from './4780-title-statistics.js';
import { ImportEncoding4781000000000 } from './4781-import-encoding.js';
import { Statecharts4800000000000 } from './4800-statecharts.js';
import { ItemChecks4820000000000 } from './4820-item-checks.js';
import { Changes4840000000000 } from './4840-changes.js';
import { NomineeLists4860000000000 } from './4860-nominee-lists.js';
import { DocumentExports4881000000000 } from './4881-document-exports.js';
import { SittingFocus4900000000000 } from './4900-sitting-focus.js';
import { RankingByHand4920000000000 } from './4920-ranking-by-hand.js';
import { NomineeListExports4921000000000 } from './4921-nominee-list-exports.js';
import { Heirs4960000000000 } from './4960-heirs.js';
import { ChangeOfThing5000000000000 } from './5000-change-of-thing.js';
import { WorkListExports5050000000000 } from './5050-work-list-exports.js';
import { DocumentPrints4880000000000 } from './4880-document-prints.js';

/** Every migration, in order. They are append-only: mend by adding another. */
export const migrations = [
  Organisation1000000000000,
  Ledger1100000000000,
  Nomination1200000000000,
  Recording1300000000000,
  RecordingDocuments1400000000000,
  RecordingAdministration1500000000000,
  Grants1900000000000,
  Acts2000000000000,
  Councils2100000000000,
  Ballots2150000000000,
  Selection2200000000000,
  Letters2300000000000,
  Procedures2400000000000,
  Money2500000000000,
  Corrections2600000000000,
  BallotScans2760000000000,
  Calendar2800000000000,
  Holds3000000000000,
  Simplified3100000000000,
  Annulments3200000000000,
  Complaints3300000000000,
  Achievements3310000000000,
  Delegations3400000000000,
  Separation3410000000000,
  RouteUnits3420000000000,
  Absences3430000000000,
  Merges3500000000000,
  Imports3510000000000,
  Claims3520000000000,
  PaperChannel3540000000000,
  Reorganisation3600000000000,
  Evidence3700000000000,
  Desk4000000000000,
  DraftOverrides4100000000000,
  RightsOfOthers4200000000000,
  HoldsInOrder4210000000000,
  Uploads4300000000000,
  Exports4700000000000,
  OpenUnits4710000000000,
  UnitAffairs4720000000000,
  ProcedureMigrations4750000000000,
  TitleStatistics4780000000000,
  ImportEncoding4781000000000,
  Statecharts4800000000000,
  ItemChecks4820000000000,
  Changes4840000000000,
  NomineeLists4860000000000,
  DocumentPrints4880000000000,
  DocumentExports4881000000000,
  SittingFocus4900000000000,
  RankingByHand4920000000000,
  NomineeListExports4921000000000,
  Heirs4960000000000,
  ChangeOfThing5000000000000,
  WorkListExports5050000000000,
];
