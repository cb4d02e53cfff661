import type { ServerResponse } from 'node:http';
import type { Changed } from '#contract';

/** Bytes that wait for a reader at most: who does not read is dropped, and comes back to where it was. */
const MAX_UNREAD = 64 * 1024;
/** Things told at once at most; beyond, the reader asks for everything again. */
const MAX_THINGS = 200;
/** Browsers come back after this time, not all in the same moment. */
const RETRY_MS = 2_000;

export interface ListenerParts {
  readonly person: string;
  /** Hash of the session that it lives with. */
  readonly session: Buffer;
  readonly response: ServerResponse;
}

/** One open stream: server-sent events for one session, never more in memory than a reader may leave unread. */
export class Listener {
  readonly person: string;
  readonly session: Buffer;
  private readonly response: ServerResponse;

  constructor({ person, session, response }: ListenerParts) {
    this.person = person;
    this.session = session;
    this.response = response;
  }

  /** Tells how to come back. */
  greet(): void {
    this.write(`retry: ${String(RETRY_MS + Math.floor(Math.random() * RETRY_MS))}\n\n`);
  }

  /** Tells what changed up to a place; nothing is no event. */
  tell(things: Changed['things'], place: string): void {
    if (things.length > MAX_THINGS) this.resync(place);
    else if (things.length > 0) this.event('changed', place, { things });
  }

  /** Nobody knows any more what this reader missed. */
  resync(place: string): void {
    this.event('resync', place, {});
  }

  /** What was missed has been told; from here on it is told as it happens. */
  ready(place: string): void {
    this.event('ready', place, {});
  }

  /** Keeps the connection, and gives a reader that heard nothing for long a place and the proof that the line is not dead. */
  beat(place: string): void {
    this.write(': here\n');
    this.event('beat', place, {});
  }

  /** Ends the stream; `why` is for the reader. */
  end(why: 'signed-out' | 'closing'): void {
    this.write(`event: end\ndata: ${JSON.stringify({ why })}\n\n`);
    this.response.end();
  }

  private event(name: string, place: string, data: object): void {
    this.write(`event: ${name}\nid: ${place}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  private write(text: string): void {
    if (this.response.destroyed || this.response.writableEnded) return;
    this.response.write(text);
    if (this.response.writableLength > MAX_UNREAD) this.response.destroy();
  }
}
