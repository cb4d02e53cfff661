/** Small files of the types that a dossier may hold, and how they are spoilt. */

/** The first bytes of a PNG with a size. */
export function png(width = 100, height = 100): Buffer {
  const head = Buffer.alloc(33);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]).copy(head);
  head.write('IHDR', 12, 'latin1');
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head;
}

/** A JPEG with a segment before its frame, as cameras write it. */
export function jpeg(width = 100, height = 100): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 17, 8, 0, 0, 0, 0, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  const before = Buffer.concat([Buffer.from([0xff, 0xe1, 0x10, 0]), Buffer.alloc(0x1000 - 2)]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), before, frame]);
}

/** A zip file with empty parts; `unpacked` is what its directory says that each of them comes to. */
export function zip(names: readonly string[], unpacked = 0): Buffer {
  const parts = names.map((name) => {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    return Buffer.concat([local, Buffer.from(name)]);
  });
  const entries = names.map((name) => {
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt32LE(unpacked, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    return Buffer.concat([entry, Buffer.from(name)]);
  });
  const [body, directory, end] = [Buffer.concat(parts), Buffer.concat(entries), Buffer.alloc(22)];
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 8);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(body.length, 16);
  return Buffer.concat([body, directory, end]);
}

export const docx = (...more: readonly string[]): Buffer => zip(['[Content_Types].xml', 'word/document.xml', ...more]);
export const xlsx = (): Buffer => zip(['[Content_Types].xml', 'xl/workbook.xml']);
