import { connect, type Socket } from 'node:net';

/** What came back, and how long it took from the first byte sent to the last one received. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly ms: number;
}

/**
 * One keep-alive connection to the API, one request at a time. Bare, because the driver shares two cores with what it measures:
 * it understands answers with a `content-length` and nothing else.
 */
export class Connection {
  private held: Buffer[] = [];
  private answer: ((a: Answer) => void) | undefined;
  private fail: ((e: Error) => void) | undefined;
  private began = 0;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (data: Buffer) => this.receive(data));
    socket.on('close', () => this.fail?.(new Error('the API closed the connection')));
    socket.on('error', (error) => this.fail?.(error));
  }

  /** Opens a connection to a URL's host and port. */
  static async open(url: string): Promise<Connection> {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port) });
    await new Promise<void>((done, failed) => socket.once('connect', done).once('error', failed));
    return new Connection(socket);
  }

  /** Sends a request whose head ends before the blank line; `content-length` is added. */
  send(head: string, body = ''): Promise<Answer> {
    const length = body === '' ? '' : `content-length: ${String(Buffer.byteLength(body))}\r\n`;
    return new Promise((answer, fail) => {
      this.answer = answer;
      this.fail = fail;
      this.began = performance.now();
      this.socket.write(`${head}${length}\r\n${body}`);
    });
  }

  close(): void {
    this.fail = undefined;
    this.socket.destroy();
  }

  private receive(data: Buffer): void {
    this.held.push(data);
    const all = this.held.length === 1 ? data : Buffer.concat(this.held);
    const end = all.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = all.toString('latin1', 0, end);
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? '0');
    if (all.length < end + 4 + length) return;
    this.held = [];
    const ms = performance.now() - this.began;
    this.answer?.({ status: Number(head.slice(9, 12)), body: all.toString('utf8', end + 4), ms });
  }
}
