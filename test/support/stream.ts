import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { Thing } from '#contract';
import type { Client } from './client.js';

/** One event as it came over the line. */
export interface Told {
  readonly event: string;
  readonly things: readonly Thing[];
  readonly why?: string;
}

const PATIENCE_MS = 6_000;

/** A stream of one person, read as it comes: what a browser's EventSource would be told. */
export class Stream {
  readonly told: Told[] = [];
  /** The place to go on from: the id of the last event or heartbeat. */
  place = '';
  /** Raw text so far. */
  text = '';
  over = false;
  private readonly waiting = new Set<() => void>();
  private left = '';

  private constructor(private readonly answer: IncomingMessage) {
    answer.setEncoding('utf8');
    answer.on('data', (part: string) => this.read(part));
    answer.on('error', () => undefined);
    answer.on('close', () => {
      this.over = true;
      this.wake();
    });
  }

  /** Opens a stream; without a place from now. Fails unless it is answered with 200. */
  static async open(client: Client, after?: string): Promise<Stream> {
    const headers = {
      cookie: `laurel=${client.cookie ?? ''}`,
      ...(after === undefined ? {} : { 'last-event-id': after }),
    };
    const sent = get(`${client.url}/api/stream`, { headers, agent: false });
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    if (answer.statusCode === 200) return new Stream(answer);
    answer.destroy();
    throw new Error(`a stream was answered with ${String(answer.statusCode)}`);
  }

  /** Opens one and waits until it was told what it missed. */
  static async ready(client: Client, after?: string): Promise<Stream> {
    const stream = await Stream.open(client, after);
    await stream.until((s) => s.told.some((t) => t.event === 'ready'), 'ready');
    return stream;
  }

  private read(part: string): void {
    this.text += part;
    const blocks = (this.left + part).split('\n\n');
    this.left = blocks.pop() ?? '';
    for (const block of blocks) this.take(block);
    this.wake();
  }

  private take(block: string): void {
    const fields = new Map(
      block.split('\n').map((l) => [l.slice(0, l.indexOf(':')), l.slice(l.indexOf(':') + 1).trim()]),
    );
    this.place = fields.get('id') ?? this.place;
    const event = fields.get('event');
    if (event === undefined) return;
    const data = JSON.parse(fields.get('data') ?? '{}') as { things?: Thing[]; why?: string };
    this.told.push({ event, things: data.things ?? [], ...(data.why === undefined ? {} : { why: data.why }) });
  }

  private wake(): void {
    for (const done of this.waiting) done();
  }

  /** Resolves when something holds of what was told; rejects after six seconds, saying what was. */
  async until(holds: (stream: Stream) => boolean, what: string): Promise<void> {
    const late = Date.now() + PATIENCE_MS;
    while (!holds(this)) {
      const left = late - Date.now();
      if (left <= 0 || this.over) throw new Error(`never ${what}; over: ${String(this.over)}; told ${this.text}`);
      await new Promise<void>((done) => {
        const timer = setTimeout(done, left);
        this.waiting.add(() => (clearTimeout(timer), done()));
      });
      this.waiting.clear();
    }
  }

  /** Ids of one kind told so far, in order. */
  ids(kind: Thing['kind']): string[] {
    return this.told.flatMap((t) => t.things.filter((x) => x.kind === kind).map((x) => x.id));
  }

  /** Resolves when a thing is told. */
  hears(kind: Thing['kind'], id: string): Promise<void> {
    return this.until((s) => s.ids(kind).includes(id), `${kind} ${id}`);
  }

  close(): void {
    this.answer.destroy();
  }
}

const NINE_MINUTES = 540_000_000n;

/** Whether somebody is told of a nomination (none yet: no) who asks for all that changed in the last nine minutes. */
export async function hears(client: Client, id: string): Promise<boolean> {
  const fresh = await Stream.ready(client);
  fresh.close();
  const all = await Stream.ready(client, String(BigInt(fresh.place) - NINE_MINUTES));
  all.close();
  return id !== '' && all.text.includes(id);
}
