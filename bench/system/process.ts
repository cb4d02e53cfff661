import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A part of the bench in a process of its own: asked by message, answers by message. */
export interface Worker {
  readonly pid: number;
  ask<Reply>(message: object): Promise<Reply>;
  end(): Promise<void>;
}

/** Forks a compiled file of the bench. Its standard output goes to standard error: the result stands alone. */
export function startProcess(file: URL, flags: readonly string[] = []): Worker {
  const child = fork(fileURLToPath(file), { execArgv: [...flags], stdio: ['ignore', 2, 2, 'ipc'] });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  return {
    pid: child.pid ?? 0,
    ask: (message) => ask(child, message),
    async end() {
      if (child.exitCode === null) child.disconnect();
      await ended;
    },
  };
}

function ask<Reply>(child: ChildProcess, message: object): Promise<Reply> {
  return new Promise((reply, fail) => {
    const gone = () => fail(new Error('a process of the bench ended early'));
    child.once('exit', gone);
    child.once('message', (answer) => {
      child.off('exit', gone);
      const { error } = answer as { error?: string };
      if (error === undefined) reply(answer as Reply);
      else fail(new Error(error));
    });
    child.send(message);
  });
}

/** Answers the messages of the process that forked this one, one after the other; ends when it lets go. */
export function serve(answer: (message: never) => Promise<object>, close: () => Promise<void>): void {
  process.on('message', (message) => {
    answer(message as never).then(
      (reply) => process.send?.(reply),
      (error: unknown) =>
        process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.once('disconnect', () => void close().finally(() => process.exit(0)));
}
