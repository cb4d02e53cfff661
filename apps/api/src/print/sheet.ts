/**
 * An official document in the layout of Decree 30/2020, Annex I: what stands where, and how large. `pdf.ts` and `docx.ts` draw it; the
 * words come from one file per kind of document.
 */
export interface Sheet {
  readonly title: string;
  /** Makes the same words the same bytes. */
  readonly created: Date;
  /** Printed across every page while it is no official document. */
  readonly mark: string | null;
  /** The union above, and the one that issues. */
  readonly above: string | null;
  readonly body: string;
  readonly number: string;
  readonly day: string;
  readonly blocks: readonly Block[];
  readonly recipients: readonly string[];
  /** Capacity and post, each a line of capitals, and the name under the signature. */
  readonly sign: Signature;
  /** Who signs on the left, where others would read whom it goes to. */
  readonly beside?: Signature;
  readonly annex: Annex | null;
}

export interface Signature {
  readonly lines: readonly string[];
  readonly name: string | null;
}

export type Block =
  /** `bold` may begin the paragraph: "Điều 1." */
  | { readonly kind: 'text'; readonly bold?: string; readonly text: string }
  | { readonly kind: 'centred'; readonly text: string; readonly size?: number; readonly italic?: boolean }
  | { readonly kind: 'ground'; readonly text: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'table'; readonly table: Table };

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

interface Column {
  readonly head: string;
  /** Share of the width, of 100. */
  readonly width: number;
  readonly align?: 'left' | 'center' | 'right';
}

export interface Annex {
  readonly title: string;
  readonly note: string;
  readonly table: Table;
}

export const COUNTRY = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
export const MOTTO = 'Độc lập - Tự do - Hạnh phúc';

/** A4 in millimetres: 20 above and below, 30 on the side of the binding, 15 on the other (Annex I, I.3). */
export const PAGE = { width: 210, height: 297, top: 20, right: 15, bottom: 20, left: 30 } as const;

/** Sizes of letters in points (Annex I, V): words 14, tables one less so that three columns of names have room. */
export const SIZES = { text: 14, head: 12, small: 11, heading: 15, table: 12 } as const;

/** Upper case that keeps Vietnamese marks in one letter each. */
export const capitals = (text: string): string => text.toLocaleUpperCase('vi').normalize('NFC');

/** `2026-12-05` as "ngày 05 tháng 12 năm 2026": days below ten and the first two months with a zero before them. */
export function longDay(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `ngày ${day} tháng ${Number(month) <= 2 ? month : String(Number(month))} năm ${year}`;
}

/** VND in groups of three: `3795000` → "3.795.000". */
export const vnd = (amount: bigint | string): string =>
  String(amount)
    .replace(/\.\d+$/, '')
    .replace(/\B(?=(\d{3})+$)/g, '.');
