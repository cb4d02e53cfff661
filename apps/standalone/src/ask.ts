import { createInterface, type Interface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Questions on the terminal. */
export interface Asker {
  ask(question: string): Promise<string>;
  /** Shows nothing of what is typed. */
  askSecret(question: string): Promise<string>;
  close(): void;
}

/** Asks on standard input and output. Ctrl+C reaches the process as the signal that it is. */
export function terminal(): Asker {
  let hidden = false;
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!hidden) process.stdout.write(chunk);
      done();
    },
  });
  const lines: Interface = createInterface({ input: process.stdin, output, terminal: true });
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  return {
    ask: (question) => lines.question(question),
    async askSecret(question) {
      process.stdout.write(question);
      hidden = true;
      try {
        return await lines.question('');
      } finally {
        hidden = false;
        process.stdout.write('\n');
      }
    },
    close: () => lines.close(),
  };
}
