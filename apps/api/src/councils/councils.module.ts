import { Module } from '@nestjs/common';
import { CouncilsController } from './councils.controller.js';
import { SittingsController } from './sittings.controller.js';

@Module({ controllers: [CouncilsController, SittingsController] })
export class CouncilsModule {}
