import { randomUUID } from 'node:crypto';
import { entryHash, genesisHash } from '#ledger';
import type { Way } from './capture.js';

/** A text cut where ids and instants stand; odd pieces are numbers of slots. */
interface Cut {
  readonly pieces: readonly string[];
  readonly slots: readonly number[];
}

/** A recorded way as a form: filled with fresh ids and the clock, it is another nomination's way. */
export interface Form {
  readonly course: number;
  readonly nomination: string;
  readonly subject: string;
  readonly calls: readonly { readonly canon: Cut; readonly payload: Cut }[];
  /** What stood in each slot; `at` slots are filled when their decision is recorded. */
  readonly originals: readonly string[];
  readonly atSlots: readonly number[];
}

interface Canon {
  readonly at: string;
  readonly commandId: string;
  readonly facts: readonly { readonly code?: string }[];
}
interface Payload {
  readonly deadlines: readonly { readonly id: string }[];
  readonly outbox: readonly { readonly id: string }[];
}

/** Cuts a way at everything that has to be fresh: nomination, subject, code, command, deadline and outbox ids, instants. */
export function formOf(way: Way): Form {
  const ats = way.calls.map((c) => (JSON.parse(c.canon) as Canon).at);
  const ids = way.calls.flatMap(({ canon, payload }) => {
    const c = JSON.parse(canon) as Canon;
    const p = JSON.parse(payload) as Payload;
    return [
      c.commandId,
      ...c.facts.flatMap((f) => (f.code?.startsWith('HS-') === true ? [f.code] : [])),
      ...[...p.deadlines, ...p.outbox].map((x) => x.id),
    ];
  });
  const originals = [...new Set([way.nomination, way.subject, ...ids, ...ats])];
  const pattern = new RegExp(`(${originals.map((o) => o.replaceAll('.', '\\.')).join('|')})`);
  const cut = (text: string): Cut => {
    const parts = text.split(pattern);
    return {
      pieces: parts.filter((_, i) => i % 2 === 0),
      slots: parts.filter((_, i) => i % 2 === 1).map((o) => originals.indexOf(o)),
    };
  };
  return {
    course: way.course,
    nomination: way.nomination,
    subject: way.subject,
    calls: way.calls.map((c) => ({ canon: cut(c.canon), payload: cut(c.payload) })),
    originals,
    atSlots: ats.map((at) => originals.indexOf(at)),
  };
}

function filled({ pieces, slots }: Cut, values: readonly string[]): string {
  let out = pieces[0] ?? '';
  for (let i = 0; i < slots.length; i++) out += (values[slots[i] ?? 0] ?? '') + (pieces[i + 1] ?? '');
  return out;
}

/** A nomination of the yardstick's database on its way. */
export class Replay {
  private readonly values: string[];
  private prev = genesisHash;
  private next = 0;

  constructor(
    private readonly form: Form,
    nomination: string,
    subject: string,
    code: string,
  ) {
    this.values = form.originals.map((o) => (o.startsWith('HS-') ? code : randomUUID()));
    this.values[0] = nomination;
    this.values[1] = subject;
  }

  get over(): boolean {
    return this.next === this.form.calls.length;
  }

  /** Arguments of the next call of `record_decision`: canonical text, previous hash, hash, hash of the request, payload. */
  call(): [string, Buffer, Buffer, Buffer, string] {
    const call = this.form.calls[this.next] as Form['calls'][number];
    this.values[this.form.atSlots[this.next] ?? 0] = new Date().toISOString();
    this.next += 1;
    const canon = filled(call.canon, this.values);
    const { prev } = this;
    const hash = entryHash(prev, canon);
    this.prev = hash;
    return [canon, prev, hash, requestHash, filled(call.payload, this.values)];
  }
}

const requestHash = Buffer.alloc(32, 1);
