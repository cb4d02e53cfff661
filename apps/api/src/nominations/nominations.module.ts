import { Module } from '@nestjs/common';
import { BulkController } from './bulk.controller.js';
import { DossierController } from './dossier.controller.js';
import { FilesController } from './files.controller.js';
import { NominationsController } from './nominations.controller.js';
import { ObjectionsController } from './objections.controller.js';
import { OutsideController } from './outside.controller.js';
import { StatechartController } from './statechart.controller.js';
import { UploadsController } from './uploads.controller.js';
import { VersionsController } from './versions.controller.js';

@Module({
  controllers: [
    NominationsController,
    DossierController,
    FilesController,
    UploadsController,
    VersionsController,
    StatechartController,
    OutsideController,
    ObjectionsController,
    BulkController,
  ],
})
export class NominationsModule {}
