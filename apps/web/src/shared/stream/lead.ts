import type { Changed } from '#contract';

/** What the tab that holds the stream tells itself and the others. */
export type News =
  | { readonly up: boolean }
  | { readonly place: string }
  | { readonly things: Changed['things'] }
  | { readonly all: true }
  | { readonly ended: true };

export interface Leading {
  readonly say: (news: News) => void;
  /** The last place that any tab of this browser was told. */
  readonly place: () => string;
  readonly signal: AbortSignal;
}

const soon = 1_000;
const late = 60_000;
/** The server says every 15 seconds that it is there; a line that says nothing for so long is dead. */
const silence = 45_000;

/** The one event source of this browser. */
class Line {
  private source: EventSource | undefined;
  private wait = soon;
  private again: ReturnType<typeof setTimeout> | undefined;
  private watch: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly leading: Omit<Leading, 'signal'>) {}

  close(): void {
    clearTimeout(this.again);
    clearTimeout(this.watch);
    this.source?.close();
  }

  open(): void {
    this.close();
    const { say, place } = this.leading;
    const from = place();
    const source = new EventSource(`/api/stream${from === '' ? '' : `?after=${from}`}`);
    this.source = source;
    this.alive('');
    const on = (event: string, told: (data: unknown) => void): void =>
      source.addEventListener(event, (e: MessageEvent<string>) => {
        this.alive(e.lastEventId);
        told(JSON.parse(e.data));
      });
    on('beat', () => undefined);
    on('changed', (data) => say({ things: (data as Changed).things }));
    on('resync', () => say({ all: true }));
    on('ready', () => {
      this.wait = soon;
      say({ up: true });
    });
    on('end', (data) => ((data as { why: string }).why === 'signed-out' ? say({ ended: true }) : undefined));
    source.onerror = () => (source.readyState === EventSource.CLOSED ? this.retry() : say({ up: false }));
  }

  /** Later and later, as long as the server refuses or says nothing. */
  private retry(): void {
    this.close();
    this.leading.say({ up: false });
    this.again = setTimeout(() => this.open(), this.wait);
    this.wait = Math.min(late, this.wait * 2);
  }

  private alive(place: string): void {
    clearTimeout(this.watch);
    this.watch = setTimeout(() => this.retry(), silence);
    if (place !== '') this.leading.say({ place });
  }
}

/**
 * Holds the event source until the signal says so. A line that is lost comes back by itself; one that is refused is asked for again,
 * later and later; at once when the network is back.
 */
export function lead({ say, place, signal }: Leading): Promise<void> {
  const line = new Line({ say, place });
  line.open();
  return new Promise((done) => {
    addEventListener('online', () => line.open(), { signal });
    signal.addEventListener('abort', () => {
      line.close();
      done();
    });
  });
}
