import { parentPort, workerData } from 'node:worker_threads';
import readXlsxFile from 'read-excel-file/node';
import { firstSheet, scanSheet, xmlOf } from './scan.js';
import { SheetFault, unzipSheet, zipAgain } from './unzip.js';
import type { SheetAnswer, SheetRow } from './read-sheet.js';

/** Reads one workbook in a thread of its own: what it takes, and what goes wrong with it, stays there. */

const LONGEST_CELL = 20_000;

async function answer(file: Buffer, mostRows: number): Promise<SheetAnswer> {
  try {
    return { rows: await rowsOf(file, mostRows) };
  } catch (error) {
    if (error instanceof SheetFault) {
      return { fault: { reason: error.reason, observed: error.observed, needed: error.needed } };
    }
    const observed = error instanceof Error ? error.message.slice(0, 200) : 'xlsx';
    return { fault: { reason: 'file-unreadable', observed, needed: '.xlsx' } };
  }
}

async function rowsOf(file: Buffer, mostRows: number): Promise<SheetRow[]> {
  const parts = new Map(unzipSheet(file));
  for (const name of parts.keys()) xmlOf(parts, name);
  const sheet = firstSheet(parts);
  const { xml, faults } = scanSheet(xmlOf(parts, sheet), mostRows);
  parts.set(sheet, Buffer.from(xml, 'utf8'));
  const [first] = await readXlsxFile(zipAgain(parts));
  return (first?.data ?? []).flatMap((cells, i) => {
    const line = i + 1;
    const found = [...(faults.get(line) ?? [])];
    if (found.length === 0 && cells.every((c) => c === null || c === '')) return [];
    return [{ line, cells: cells.map(textOf), faults: Object.fromEntries(found) }];
  });
}

function textOf(cell: unknown): string | null {
  if (cell === null || cell === undefined) return null;
  const text = cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell as string | number | boolean);
  const tidy = text.normalize('NFC').trim().slice(0, LONGEST_CELL);
  return tidy === '' ? null : tidy;
}

const { file, mostRows } = workerData as { file: Uint8Array; mostRows: number };
parentPort?.postMessage(await answer(Buffer.from(file), mostRows));
