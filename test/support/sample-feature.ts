import { Body, Controller, Get, Module, Param, Post, Query } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { Action, Public } from '#api';

const name = z
  .string()
  .refine((s) => s.isWellFormed() && !s.includes('\0'), { message: 'not well-formed' })
  .overwrite((s) => s.normalize('NFC'));
const Note = z.strictObject({ name, size: z.int().optional(), tags: z.array(z.strictObject({ t: name })).optional() });
const NoteQuery = z.strictObject({ q: z.string().max(10).optional() });

/** A feature for tests of what every route has in common. */
@Controller('api/notes')
class NotesController {
  @Public()
  @Post()
  write(@Body({ schema: Note }) note: z.infer<typeof Note>): z.infer<typeof Note> {
    return note;
  }

  @Public()
  @Get('broken')
  broken(): never {
    throw new Error('secret detail of the inside');
  }

  @Public()
  @Get('away')
  away(): never {
    throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  }

  @Public()
  @Get('slow')
  async slow(): Promise<{ done: boolean }> {
    await sleep(300);
    return { done: true };
  }

  @Action('note.read')
  @Get(':id')
  read(@Param('id', { schema: z.uuid() }) id: string): { id: string } {
    return { id };
  }

  @Public()
  @Get('of/:id')
  of(@Param('id', { schema: z.uuid() }) id: string): { id: string } {
    return { id };
  }

  @Public()
  @Get()
  list(@Query({ schema: NoteQuery }) query: z.infer<typeof NoteQuery>): z.infer<typeof NoteQuery> {
    return query;
  }
}

@Module({ controllers: [NotesController] })
export class NotesFeature {}

@Controller('api/forgotten')
class ForgottenController {
  @Get()
  read(): string {
    return 'open by mistake';
  }
}

/** A feature whose author forgot to say who may call it. */
@Module({ controllers: [ForgottenController] })
export class ForgottenFeature {}
