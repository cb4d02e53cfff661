import { z } from 'zod';
import { id } from './text.js';

/**
 * What a change may be of. `notices`: the caller's own notices; `me`: the caller's seats, delegations, absences or what they put
 * aside. The id of these two is the caller's.
 */
export const thingKinds = [
  'nomination',
  'document',
  'act',
  'ballot',
  'sitting',
  'council',
  'selection',
  'notices',
  'me',
] as const;

export const Thing = z.object({ kind: z.enum(thingKinds), id });
export type Thing = z.infer<typeof Thing>;

/** Data of an event `changed`: ids of what changed, to be asked for again. Nothing else ever travels in the stream. */
export const Changed = z.object({ things: z.array(Thing) }).meta({ id: 'Changed' });
export type Changed = z.infer<typeof Changed>;

/** Where to go on for a client that cannot send `Last-Event-ID`: the id of the last event that it got. */
export const StreamQuery = z.strictObject({ after: z.string().max(40).optional() });
export type StreamQuery = z.infer<typeof StreamQuery>;
