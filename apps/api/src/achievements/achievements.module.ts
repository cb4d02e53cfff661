import { Module } from '@nestjs/common';
import { AchievementsController } from './achievements.controller.js';

@Module({ controllers: [AchievementsController] })
export class AchievementsModule {}
