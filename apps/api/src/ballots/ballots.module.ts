import { Module } from '@nestjs/common';
import { ballotKeys } from '#engine';
import { CONFIG, type Config } from '#platform';
import { join } from 'node:path';
import { BALLOT_KEYS, BallotsController } from './ballots.controller.js';
import { ScanController } from './scan.controller.js';

@Module({
  controllers: [BallotsController, ScanController],
  providers: [
    {
      provide: BALLOT_KEYS,
      inject: [CONFIG],
      useFactory: ({ dataDir }: Config) => ballotKeys(join(dataDir, 'ballot-keys')),
    },
  ],
})
export class BallotsModule {}
