import { Controller, Get, HttpCode, Inject, Module, Post, Query } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Inbox, InboxQuery, InboxUnits, NotificationQuery, Notifications } from '#contract';
import { inbox, inboxUnits, markNotificationsRead, notificationsOf } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';

/** What needs this person now, and what they were told. */
@ApiTags('inbox')
@Controller('api')
export class InboxController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get('inbox')
  @Action('inbox.read')
  @ApiResponse({ status: 200, description: 'Rows and counts by urgency', standardSchema: Inbox })
  read(@Caller() caller: SignedIn, @Query({ schema: InboxQuery }) query: InboxQuery): Promise<Inbox> {
    return inbox(this.engine, caller.person, query);
  }

  @Get('inbox/units')
  @Action('inbox.read')
  @ApiResponse({ status: 200, description: 'Nominating units of what waits', standardSchema: InboxUnits })
  units(@Caller() caller: SignedIn): Promise<InboxUnits> {
    return inboxUnits(this.engine, caller.person);
  }

  @Get('notifications')
  @Action('notification.read')
  @ApiResponse({ status: 200, description: 'Newest first', standardSchema: Notifications })
  notifications(
    @Caller() caller: SignedIn,
    @Query({ schema: NotificationQuery }) query: NotificationQuery,
  ): Promise<Notifications> {
    return notificationsOf(this.engine, caller.person, query);
  }

  @Post('notifications/read')
  @HttpCode(204)
  @Action('notification.read')
  @ApiResponse({ status: 204, description: 'Everything is read' })
  async markRead(@Caller() caller: SignedIn): Promise<void> {
    await markNotificationsRead(this.engine, caller.person);
  }
}

@Module({ controllers: [InboxController] })
export class InboxModule {}
