interface Type {
  readonly mime: string;
  readonly extensions: readonly string[];
  readonly magic: readonly number[];
}

export const PDF = 'application/pdf';
export const PNG = 'image/png';
export const JPEG = 'image/jpeg';
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const zip = [0x50, 0x4b, 0x03, 0x04];

/** What a dossier may hold (reliability.md 9): extension and first bytes must agree; `faultInside` looks further. */
const types: readonly Type[] = [
  { mime: PDF, extensions: ['pdf'], magic: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { mime: PNG, extensions: ['png'], magic: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mime: JPEG, extensions: ['jpg', 'jpeg'], magic: [0xff, 0xd8, 0xff] },
  { mime: DOCX, extensions: ['docx'], magic: zip },
  { mime: XLSX, extensions: ['xlsx'], magic: zip },
];

/** Is this the name of a file that a dossier may hold? What is inside is another question. */
export function isTypeName(name: string): boolean {
  return types.some((t) => t.extensions.includes(extensionOf(name)));
}

function extensionOf(name: string): string {
  return /\.([a-z]+)$/.exec(name.toLowerCase())?.[1] ?? '';
}

/** Media type of a file by its first bytes and its name; null when they disagree or it is none of the allowed ones. */
export function typeOf(start: Uint8Array, name: string): string | null {
  const extension = extensionOf(name);
  const found = types.find((t) => t.extensions.includes(extension));
  return found !== undefined && found.magic.every((b, i) => start[i] === b) ? found.mime : null;
}
