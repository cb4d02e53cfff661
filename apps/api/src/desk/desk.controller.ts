import { Body, Controller, Delete, Get, HttpCode, Inject, Module, Param, Post, Put } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  Claim,
  ClaimView,
  id as uuid,
  NewSavedFilter,
  Preferences,
  SavedFilter,
  SavedFilters,
  Snooze,
  Snoozed,
} from '#contract';
import {
  claimNomination,
  dropFilter,
  releaseClaim,
  savedFilters,
  saveFilter,
  savePreferences,
  snooze,
  wake,
} from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { valueOf } from '../problems/refuse.js';

/** A person's own desk: what they put aside, their filters, their preferences. */
@ApiTags('desk')
@Controller('api')
export class DeskController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Put('nominations/:id/snooze')
  @Action('nomination.snooze')
  @ApiResponse({ status: 200, description: 'Put aside until then', standardSchema: Snoozed })
  async snooze(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: Snooze }) body: Snooze,
  ): Promise<Snoozed> {
    return valueOf(await snooze(this.engine, caller.person, id, body));
  }

  @Delete('nominations/:id/snooze')
  @HttpCode(204)
  @Action('nomination.snooze')
  @ApiResponse({ status: 204, description: 'It waits again' })
  async wake(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<void> {
    await wake(this.engine, caller.person, id);
  }

  @Put('nominations/:id/claim')
  @Action('nomination.claim')
  @ApiResponse({ status: 200, description: 'Who works on it now', standardSchema: ClaimView })
  @ApiResponse({ status: 409, description: '`claimed` with who in `data.claim`' })
  async claim(
    @Caller() caller: SignedIn,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: Claim }) body: Claim,
  ): Promise<ClaimView> {
    return valueOf(await claimNomination(this.engine, caller.person, id, body));
  }

  @Delete('nominations/:id/claim')
  @HttpCode(204)
  @Action('nomination.claim')
  @ApiResponse({ status: 204, description: 'Let go' })
  async release(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<void> {
    await releaseClaim(this.engine, caller.person, id);
  }

  @Get('inbox/filters')
  @Action('inbox.filters')
  @ApiResponse({ status: 200, description: 'Own filters, by name', standardSchema: SavedFilters })
  filters(@Caller() caller: SignedIn): Promise<SavedFilters> {
    return savedFilters(this.engine, caller.person);
  }

  @Post('inbox/filters')
  @Action('inbox.filters')
  @ApiResponse({ status: 201, description: 'Kept under its name', standardSchema: SavedFilter })
  async saveFilter(
    @Caller() caller: SignedIn,
    @Body({ schema: NewSavedFilter }) body: NewSavedFilter,
  ): Promise<SavedFilter> {
    return valueOf(await saveFilter(this.engine, caller.person, body));
  }

  @Delete('inbox/filters/:id')
  @HttpCode(204)
  @Action('inbox.filters')
  @ApiResponse({ status: 204, description: 'The filter is gone' })
  async dropFilter(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<void> {
    await dropFilter(this.engine, caller.person, id);
  }

  @Put('me/preferences')
  @Action('me.preferences')
  @ApiResponse({ status: 200, description: 'What was chosen', standardSchema: Preferences })
  preferences(@Caller() caller: SignedIn, @Body({ schema: Preferences }) body: Preferences): Promise<Preferences> {
    return savePreferences(this.engine, caller.person, body);
  }
}

@Module({ controllers: [DeskController] })
export class DeskModule {}
