import { Module } from '@nestjs/common';
import { AbsencesController } from './absences.controller.js';
import { DelegationsController } from './delegations.controller.js';

@Module({ controllers: [DelegationsController, AbsencesController] })
export class DelegationsModule {}
