import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '#platform';
import { AccountsController } from './accounts.controller.js';
import { CITIZEN_KEY, citizenKey } from './citizen-key.js';
import { ImportsController } from './imports.controller.js';
import { PersonsController } from './persons.controller.js';
import { ReorganisationsController } from './reorganisations.controller.js';
import { SeatsController } from './seats.controller.js';
import { UnitsController } from './units.controller.js';

/** Units, people, accounts and seats; every change is an entry of the ledger. */
@Module({
  controllers: [
    UnitsController,
    PersonsController,
    AccountsController,
    SeatsController,
    ImportsController,
    ReorganisationsController,
  ],
  providers: [{ provide: CITIZEN_KEY, inject: [CONFIG], useFactory: ({ dataDir }: Config) => citizenKey(dataDir) }],
})
export class OrganisationModule {}
