import { Module } from '@nestjs/common';
import { CouncilsController } from './councils.controller.js';
import { SittingMinutesController } from './minutes.controller.js';
import { SittingsController } from './sittings.controller.js';

@Module({ controllers: [CouncilsController, SittingsController, SittingMinutesController] })
export class CouncilsModule {}
