import type { Feature } from './app.module.js';
import { AchievementsModule } from './achievements/achievements.module.js';
import { AwardsModule } from './awards/awards.module.js';
import { BallotsModule } from './ballots/ballots.module.js';
import { CalendarsModule } from './calendars/calendars.controller.js';
import { ClockModule } from './clock/clock.module.js';
import { OrganisationModule } from './organisation/organisation.module.js';
import { AuthModule } from './auth/auth.module.js';
import { CouncilsModule } from './councils/councils.module.js';
import { DelegationsModule } from './delegations/delegations.module.js';
import { DeskModule } from './desk/desk.controller.js';
import { DocumentsModule } from './documents/documents.controller.js';
import { ExportsModule } from './exports/exports.controller.js';
import { HoldsModule } from './holds/holds.controller.js';
import { InboxModule } from './inbox/inbox.controller.js';
import { MoneyModule } from './money/money.controller.js';
import { ProceduresModule } from './procedures/procedures.controller.js';
import { QuotasModule } from './quotas/quotas.controller.js';
import { RuleSetsModule } from './rule-sets/rule-sets.controller.js';
import { SelectionsModule } from './selections/selections.controller.js';
import { StreamModule } from './stream/stream.controller.js';
import { NomineeListsModule } from './nominee-lists/nominee-lists.controller.js';
import { NominationsModule } from './nominations/nominations.module.js';

/** One module per folder of features. The one that exports `GATE` decides who is admitted. */
export const features: Feature[] = [
  AuthModule,
  OrganisationModule,
  ClockModule,
  AwardsModule,
  AchievementsModule,
  NominationsModule,
  NomineeListsModule,
  InboxModule,
  DelegationsModule,
  DeskModule,
  DocumentsModule,
  ExportsModule,
  CouncilsModule,
  BallotsModule,
  QuotasModule,
  HoldsModule,
  ProceduresModule,
  CalendarsModule,
  RuleSetsModule,
  MoneyModule,
  SelectionsModule,
  StreamModule,
];
