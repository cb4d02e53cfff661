/** Requests and jobs under way get this long to finish. */
const PATIENCE_MS = 20_000;

type Closer = () => Promise<unknown>;

export interface Shutdown {
  /** Registers something to close; the last one registered is closed first. */
  add(closer: Closer): void;
  /** True once a signal came. */
  stopping(): boolean;
  /** Closes everything that was registered so far. */
  closeAll(): Promise<void>;
}

/** On SIGINT or SIGTERM closes everything in reverse order and exits 0; a second signal exits at once. */
export function onSignals(report: (words: string) => void): Shutdown {
  const closers: Closer[] = [];
  let closing: Promise<void> | undefined;
  const closeAll = () => (closing ??= closeInReverse(closers));
  let signalled = false;
  const stop = () => {
    if (signalled) process.exit(1);
    signalled = true;
    report('Đang dừng… / Stopping…');
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    closeAll().then(
      () => process.exit(0),
      (error: unknown) => {
        report(String(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return {
    add: (closer) => {
      closers.push(closer);
    },
    stopping: () => signalled,
    closeAll,
  };
}

/** One that fails does not keep the others open. */
async function closeInReverse(closers: Closer[]): Promise<void> {
  let failure: unknown;
  for (let closer = closers.pop(); closer !== undefined; closer = closers.pop()) {
    await closer().catch((error: unknown) => (failure ??= error));
  }
  if (failure !== undefined) throw failure;
}
