import { Module } from '@nestjs/common';
import { GATE } from '../access/action.guard.js';
import { SampleController } from './sample.controller.js';
import { SessionController } from './session.controller.js';
import { SessionGate } from './session-gate.js';

/** Signing in, and the gate that every route but the public ones stands behind. */
@Module({
  controllers: [SessionController, SampleController],
  providers: [{ provide: GATE, useClass: SessionGate }],
  exports: [GATE],
})
export class AuthModule {}
