import { Transform } from 'node:stream';
import { mendOldText, oldEncodingOf, toUnicode, type OldEncoding } from '#domain';

/** Why a file as a whole was not read; nothing of it is kept. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  constructor(
    readonly reason: 'file-unreadable' | 'columns-missing' | 'too-many-rows',
    readonly observed: string,
    readonly needed?: string,
  ) {
    super(`${reason}: ${observed}`);
  }
}

export const LONGEST_LINE = 64 * 1024;
/** So much of a file tells its encoding; what comes after it is in the same one. */
const SAMPLE = 256 * 1024;
const UNICODE_ONLY = /[\u0100-\u024f\u1ea0-\u1ef9\u0300-\u0323]/u;

/**
 * Lets a file through by whole lines of text. UTF-8 stays; TCVN3 (ABC) and VNI, as bytes or saved as UTF-8 by a program that did not know,
 * become Unicode, and `from` says so. Any other line is named and refused: encodings are not guessed.
 */
export class Lines extends Transform {
  from: OldEncoding | null = null;
  private held: Buffer = Buffer.alloc(0);
  private text: ((bytes: Buffer) => string) | null = null;
  private line = 0;

  constructor(private readonly hash: { update(chunk: Buffer): void }) {
    super({ readableObjectMode: false });
  }

  override _transform(chunk: Buffer, _encoding: string, done: (error?: Error | null, text?: string) => void): void {
    this.hash.update(chunk);
    this.held = Buffer.concat([this.held, chunk]);
    if (this.text === null && this.held.length < SAMPLE) done();
    else this.whole(done);
  }

  override _flush(done: (error?: Error | null, text?: string) => void): void {
    this.whole((error, text = '') => {
      if (error) done(error);
      else
        try {
          done(null, text + this.decoded(this.held));
        } catch (fault) {
          done(fault as Error);
        }
    });
  }

  /** Hands on the whole lines that are held, and keeps the rest. */
  private whole(done: (error?: Error | null, text?: string) => void): void {
    const end = this.held.lastIndexOf(10) + 1;
    const bytes = this.held.subarray(0, end);
    this.text ??= this.decoderOf(end > 0 ? bytes : this.held);
    try {
      const text = this.decoded(bytes);
      this.line += linesOf(bytes).length;
      this.held = this.held.subarray(end);
      if (this.held.length > LONGEST_LINE)
        throw new Unreadable('file-unreadable', `dòng ${String(this.line + 1)}: quá dài`, 'CSV');
      done(null, text);
    } catch (error) {
      done(error as Error);
    }
  }

  private decoderOf(sample: Buffer): (bytes: Buffer) => string {
    const utf8 = isUtf8(sample);
    const text = sample.toString(utf8 ? 'utf8' : 'latin1');
    // Where some rows are in Unicode, those that are not are for a person to look at, one by one.
    const from = UNICODE_ONLY.test(text) ? null : oldEncodingOf(text);
    this.from = from;
    if (from === null) return strictly;
    return utf8 ? (b) => mendOldText(strictly(b), from) : (b) => toUnicode(b.toString('latin1'), from);
  }

  private decoded(bytes: Buffer): string {
    try {
      const text = (this.text ?? strictly)(bytes);
      if (text.includes('\u0000')) throw new Error('NUL');
      return text;
    } catch {
      const found = linesOf(bytes);
      const bad = found.findIndex((l) => !isUtf8(l));
      const like = oldEncodingOf(found[bad]?.toString('latin1') ?? '');
      const seems = like === null ? '' : ` (có vẻ là ${like})`;
      throw new Unreadable('file-unreadable', `dòng ${String(this.line + bad + 1)}: không phải UTF-8${seems}`, 'UTF-8');
    }
  }
}

function strictly(bytes: Buffer): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

function linesOf(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let from = 0, to = bytes.indexOf(10); from < bytes.length; from = to + 1, to = bytes.indexOf(10, from)) {
    if (to < 0) to = bytes.length;
    found.push(bytes.subarray(from, to));
  }
  return found;
}

function isUtf8(bytes: Buffer): boolean {
  return bytes.equals(Buffer.from(bytes.toString('utf8'), 'utf8')) && !bytes.includes(0);
}
