import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { changesAfter, KEPT_SECONDS, livingSessions, seenBy, type Note, type Place } from '#engine';
import { LOGGER, type Logger } from '#platform';
import { ENGINE, type Engine } from '../access/engine.js';
import { ProblemError } from '../problems/problem.js';
import type { Listener } from './listener.js';

const EVERY_MS = 1_000;
/** A comment after so many turns: no proxy takes the stream for dead. */
const BEAT_TURNS = 15;
/** Streams of one person: several browsers and computers, not several tabs. */
const MAX_OF_PERSON = 6;
const MAX_STREAMS = 2_000;

/**
 * The streams of this replica. While there are any, the notes of changes are read once a second for all of them; a place in the stream is
 * a time of the database, so every replica can go on where another stopped (model.md 12). Nothing is read for nobody.
 */
@Injectable()
export class StreamHub implements OnModuleDestroy {
  private readonly listeners = new Set<Listener>();
  private place: Place | null = null;
  private last = new Set<string>();
  private turns = 0;
  private running: Promise<void> | null = null;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Refuses a further stream of a person who has six here, and any while the replica is full or closing. */
  admit(person: string): void {
    if (this.closed || this.listeners.size >= MAX_STREAMS) throw new ProblemError('unavailable');
    const own = [...this.listeners].filter((l) => l.person === person).length;
    if (own >= MAX_OF_PERSON) {
      throw new ProblemError('too-many-streams', { observed: String(own), needed: `< ${String(MAX_OF_PERSON)}` });
    }
  }

  /** Follows from a place, or from now: first what was missed, then `ready`, then what happens. */
  async follow(listener: Listener, after: Place | null): Promise<void> {
    this.listeners.add(listener);
    await this.start();
    const { at, behind, changes } = await changesAfter(this.engine, after);
    if (behind !== null && (behind > KEPT_SECONDS || behind < -1)) listener.resync(at);
    else await this.tell([listener], changes, at);
    listener.ready(at);
  }

  /** Its reader is gone. */
  leave(listener: Listener): void {
    this.listeners.delete(listener);
  }

  /** Ends every stream, and the turn that is under way. */
  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    for (const listener of this.listeners) listener.end('closing');
    this.listeners.clear();
    await this.running;
  }

  /** Notes where the first stream begins, and begins to take turns. */
  private async start(): Promise<void> {
    while (this.place === null && !this.closed) {
      this.running ??= this.begin().finally(() => (this.running = null));
      await this.running;
    }
  }

  private async begin(): Promise<void> {
    const { at, changes } = await changesAfter(this.engine, null);
    this.place = at;
    this.last = new Set(changes.map((c) => c.row));
    this.wait();
  }

  private wait(taken = 0): void {
    if (this.closed) return;
    this.timer = setTimeout(
      () => {
        const began = Date.now();
        this.running = this.turn()
          .catch((error: unknown) => this.logger.warn({ err: error }, 'changes could not be read'))
          .finally(() => {
            this.running = null;
            if (this.place !== null) this.wait(Date.now() - began);
          });
      },
      Math.max(0, EVERY_MS - taken),
    );
  }

  private async turn(): Promise<void> {
    await this.dropSignedOut();
    if (this.listeners.size === 0) return this.stop();
    const { at, behind, changes } = await changesAfter(this.engine, this.place);
    const fresh = changes.filter((c) => !this.last.has(c.row));
    const listeners = [...this.listeners];
    if ((behind ?? 0) > KEPT_SECONDS) for (const listener of listeners) listener.resync(at);
    else await this.tell(listeners, fresh, at);
    this.place = at;
    this.last = new Set(changes.map((c) => c.row));
    this.turns = (this.turns + 1) % BEAT_TURNS;
    if (this.turns === 0) for (const listener of listeners) listener.beat(at);
  }

  private stop(): void {
    this.place = null;
  }

  private async dropSignedOut(): Promise<void> {
    if (this.listeners.size === 0) return;
    const living = await livingSessions(
      this.engine,
      [...this.listeners].map((l) => l.session),
    );
    for (const listener of [...this.listeners].filter((l) => !living.has(l.session.toString('hex')))) {
      listener.end('signed-out');
      this.leave(listener);
    }
  }

  private async tell(listeners: readonly Listener[], changes: readonly Note[], at: Place): Promise<void> {
    if (changes.length === 0) return;
    const seen = await seenBy(this.engine, changes, [...new Set(listeners.map((l) => l.person))]);
    for (const listener of listeners) listener.tell(seen.get(listener.person) ?? [], at);
  }
}
