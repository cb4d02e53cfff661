import { open, type FileHandle } from 'node:fs/promises';
import { archiveOf, MOST_UNPACKED } from './archive.js';
import { bytesAt } from './bytes.js';
import { MOST_PIXELS, pixelsOfJpeg, pixelsOfPng } from './pixels.js';
import { DOCX, JPEG, PDF, PNG, XLSX } from './type.js';

export type Fault = 'wrong-type' | 'too-many-pixels' | 'unpacks-too-large';

type Look = (file: FileHandle) => Promise<Fault | null>;

const looks: Readonly<Record<string, Look>> = {
  [PDF]: pdf,
  [PNG]: async (file) => picture(await pixelsOfPng(file)),
  [JPEG]: async (file) => picture(await pixelsOfJpeg(file)),
  [DOCX]: (file) => office(file, 'word/document.xml'),
  [XLSX]: (file) => office(file, 'xl/workbook.xml'),
};

/** What is wrong inside a stored file of a type that its first bytes and its name agreed on; null when nothing is. */
export async function faultInside(path: string, mime: string): Promise<Fault | null> {
  const file = await open(path);
  try {
    return (await looks[mime]?.(file)) ?? null;
  } finally {
    await file.close();
  }
}

/** A document that is a page as well is made to be taken for the other one. */
async function pdf(file: FileHandle): Promise<Fault | null> {
  const head = (await bytesAt(file, 0, 1024)).toString('latin1');
  return /<(?:!doctype|html|head|body|script|svg|iframe)\b/i.test(head) ? 'wrong-type' : null;
}

function picture(pixels: number | null): Fault | null {
  if (pixels === null || pixels === 0) return 'wrong-type';
  return pixels > MOST_PIXELS ? 'too-many-pixels' : null;
}

/** An office document: its own parts, none that runs, no part that would be unpacked elsewhere. */
async function office(file: FileHandle, main: string): Promise<Fault | null> {
  const archive = await archiveOf(file);
  if (archive === null) return 'wrong-type';
  if (archive.unpacked > MOST_UNPACKED) return 'unpacks-too-large';
  const { names } = archive;
  const whole = names.includes('[Content_Types].xml') && names.includes(main);
  const foreign = names.some((n) => /vbaProject/i.test(n) || /^[/\\]|\\|(?:^|\/)\.\.(?:\/|$)/.test(n));
  return whole && !foreign ? null : 'wrong-type';
}
