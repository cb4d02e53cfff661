import { Module } from '@nestjs/common';
import { FilesController } from './files.controller.js';
import { NominationsController } from './nominations.controller.js';
import { ObjectionsController } from './objections.controller.js';
import { OutsideController } from './outside.controller.js';

@Module({ controllers: [NominationsController, FilesController, OutsideController, ObjectionsController] })
export class NominationsModule {}
