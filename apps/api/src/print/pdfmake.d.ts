/** The little of pdfmake 0.3 that is used; its public types would bring those of a browser into the server. */
declare module 'pdfmake' {
  /** A piece of a page: text, a stack, columns, a table, a drawing. */
  export type Content = string | Readonly<Record<string, unknown>>;

  export interface Definition {
    readonly pageSize: 'A4';
    /** Left, top, right, bottom, in points. */
    readonly pageMargins: readonly [number, number, number, number];
    readonly info: Readonly<
      Record<'title' | 'creator' | 'producer', string> & Record<'creationDate' | 'modDate', Date>
    >;
    readonly language: string;
    readonly defaultStyle: Readonly<Record<string, unknown>>;
    readonly header: (page: number) => Content;
    readonly watermark?: Content;
    readonly content: readonly Content[];
  }

  interface Pdfmake {
    setFonts(fonts: Record<string, Record<'normal' | 'bold' | 'italics' | 'bolditalics', string>>): void;
    setUrlAccessPolicy(allowed: (url: string) => boolean): void;
    setLocalAccessPolicy(allowed: (path: string) => boolean): void;
    createPdf(definition: Definition): { getBuffer(): Promise<Buffer> };
  }

  const pdfmake: Pdfmake;
  export default pdfmake;
}
