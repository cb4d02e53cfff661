import { Module } from '@nestjs/common';
import { FilesController } from './files.controller.js';
import { NominationsController } from './nominations.controller.js';

@Module({ controllers: [NominationsController, FilesController] })
export class NominationsModule {}
