/** The little of pdfmake 0.3 that is used; its public types would bring those of a browser into the server. */

/** A piece of a page: text, a stack, columns, a table, a drawing. */
export type Content = string | Readonly<Record<string, unknown>>;

/** A PDF without its running head, which is a function and is added where it is made. */
export interface Definition {
  readonly pageSize: 'A4';
  /** Left, top, right, bottom, in points. */
  readonly pageMargins: readonly [number, number, number, number];
  readonly info: Readonly<Record<'title' | 'creator' | 'producer', string> & Record<'creationDate' | 'modDate', Date>>;
  readonly language: string;
  readonly defaultStyle: Readonly<Record<string, unknown>>;
  readonly watermark?: Content;
  readonly content: readonly Content[];
}
