import type { Difference } from './check.js';
import { same } from './same.js';

/** Where an entry stands. */
export interface Place {
  readonly chain: string;
  readonly seq: number;
}

/** A row as the database holds it, with the name by which entries speak of it and the chain where they would stand. */
export interface StoredRow {
  readonly name: string;
  readonly chain: string;
  readonly row: object;
}

/** Rows of a register as its entries made them, each with the entry that changed it last. */
export class Rebuilt {
  private readonly rows = new Map<string, Place & { readonly row: object }>();

  /** Makes a row, or changes members of it. */
  set(name: string, { chain, seq }: Place, change: object): void {
    this.rows.set(name, { chain, seq, row: { ...this.rows.get(name)?.row, ...change } });
  }

  row<Row>(name: string): Row | undefined {
    return this.rows.get(name)?.row as Row | undefined;
  }

  /** The first row that is missing, was changed, or that no entry made. */
  fault(stored: readonly StoredRow[]): Difference | null {
    const left = new Map(this.rows);
    for (const { name, chain, row } of stored) {
      const made = left.get(name);
      if (made === undefined) return { chain, seq: null, what: `${name}, which no entry made` };
      if (!same(row, made.row)) return { chain: made.chain, seq: made.seq, what: name };
      left.delete(name);
    }
    for (const [name, { chain, seq }] of left) return { chain, seq, what: `${name} is missing` };
    return null;
  }
}
