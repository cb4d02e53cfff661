import { Worker } from 'node:worker_threads';
import type { CellFault } from './scan.js';

/** One row that is not empty: its number in the sheet, its cells as text (dates as `yyyy-mm-dd`), and the cells that have no value. */
export interface SheetRow {
  readonly line: number;
  readonly cells: readonly (string | null)[];
  readonly faults: Readonly<Record<number, CellFault>>;
}

export interface SheetRefusal {
  readonly reason: 'file-unreadable' | 'too-many-rows';
  readonly observed: string;
  readonly needed: string;
}

export type SheetAnswer = { readonly rows: readonly SheetRow[] } | { readonly fault: SheetRefusal };

/** Bytes that a workbook may have, and the seconds and megabytes that reading one may take. */
export const MOST_SHEET_BYTES = 5 * 1024 * 1024;
const SECONDS = 20;
const MEGABYTES = 256;

/** The compiled thread: beside this file, or in `dist` when the sources themselves run, as in tests. */
const thread = new URL(
  import.meta.url.endsWith('.ts') ? '../../../../dist/libs/engine/src/sheets/worker.js' : './worker.js',
  import.meta.url,
);

let last: Promise<unknown> = Promise.resolve();

/**
 * Reads the first sheet of an Excel workbook (.xlsx) in a thread of its own, one file at a time. A hostile one costs at most its
 * seconds and megabytes: it is refused with `file-unreadable` or, beyond `mostRows`, with `too-many-rows`.
 */
export function readSheet(file: Buffer, mostRows: number): Promise<SheetAnswer> {
  const turn = last.then(() => inThread(file, mostRows));
  last = turn.catch(() => undefined);
  return turn;
}

function inThread(file: Buffer, mostRows: number): Promise<SheetAnswer> {
  return new Promise((resolve) => {
    const worker = new Worker(thread, {
      workerData: { file: new Uint8Array(file), mostRows },
      resourceLimits: { maxOldGenerationSizeMb: MEGABYTES, maxYoungGenerationSizeMb: 32 },
      env: {},
    });
    const end = (answer: SheetAnswer): void => {
      clearTimeout(timer);
      resolve(answer);
      void worker.terminate();
    };
    const fault = (observed: string): SheetAnswer => ({
      fault: { reason: 'file-unreadable', observed, needed: '.xlsx' },
    });
    const timer = setTimeout(() => end(fault(`> ${String(SECONDS)} s`)), SECONDS * 1000);
    worker.once('message', (answer: SheetAnswer) => end(answer));
    worker.once('error', (error: NodeJS.ErrnoException) => end(fault(error.code ?? error.message)));
    worker.once('exit', (code) => end(fault(`exit ${String(code)}`)));
  });
}
