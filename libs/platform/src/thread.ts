import { Worker } from 'node:worker_threads';

/** A piece of work that keeps a processor busy, as a program of its own. */
export interface ThreadWork {
  /** CommonJS that reads `workerData` and posts its one answer with `parentPort.postMessage`. */
  readonly program: string;
  /** What it works on; a structured clone. */
  readonly data: unknown;
  /** Names it in errors: "a layout". */
  readonly what: string;
}

/** Nothing that a person waits for takes longer, in milliseconds. */
const LONGEST = 60_000;

/** How many threads work at once: as many as leave the machine to the others. The rest wait in order. */
const AT_ONCE = 2;

let working = 0;
const waiting: (() => void)[] = [];

/** The answer of a program in a thread of its own, so that the main thread goes on serving. Rejects when it fails or takes over a minute. */
export async function inThread<Answer>(work: ThreadWork): Promise<Answer> {
  if (working === AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else working += 1;
  try {
    return await answerOf<Answer>(work);
  } finally {
    const next = waiting.shift();
    if (next === undefined) working -= 1;
    else next();
  }
}

function answerOf<Answer>({ program, data, what }: ThreadWork): Promise<Answer> {
  const worker = new Worker(program, { eval: true, workerData: data });
  const result = new Promise<Answer>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${what} took too long`)), LONGEST);
    worker.once('message', resolve).once('error', reject);
    worker.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`${what} ended with ${String(code)}`));
    });
  });
  return result.finally(() => worker.terminate());
}
