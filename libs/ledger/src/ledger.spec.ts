import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
  canonicalize,
  checkChain,
  commitment,
  entryHash,
  genesisHash,
  seal,
  uuidv5,
  type StoredEntry,
} from './index.js';

const draft = (seq: number) => ({
  chain: 'n:1',
  seq,
  at: `2026-11-22T00:00:0${String(seq)}.000Z`,
  commandId: uuidv5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', String(seq)),
  type: 'Recommend',
  actor: { person: 'p' },
  facts: [{ type: 'Recommended', b: 1, a: true }],
  files: [],
});

function chainOf(length: number): StoredEntry[] {
  const entries: StoredEntry[] = [];
  let prev: Buffer | null = null;
  for (let seq = 1; seq <= length; seq++) {
    const s = seal(draft(seq), [{ id: 'opinion', value: 'Đồng ý' }], prev);
    entries.push({ chain: 'n:1', seq, canon: s.canon, prevHash: s.prev, hash: s.hash });
    prev = s.hash;
  }
  return entries;
}

describe('canonical text', () => {
  it('sorts keys, leaves out undefined and adds no space', () => {
    expect(canonicalize({ b: [1, 'é'], a: undefined, A: true })).toBe('{"A":true,"b":[1,"é"]}');
  });
  it.each([[null], [1.5], [-0], [2 ** 53], ['\u0000'], ['\ud800'], ['e\u0301']])('refuses %p', (v) => {
    expect(() => canonicalize({ v } as never)).toThrow(TypeError);
  });
  it('is what JSON parses back to, for any object of safe values', () => {
    const leaf = fc.oneof(
      fc.boolean(),
      fc.integer(),
      fc.string().map((s) => s.normalize('NFC').replaceAll('\u0000', '')),
    );
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string().map((s) => `k${s.normalize('NFC').replaceAll('\u0000', '')}`.normalize('NFC')),
          leaf,
        ),
        (o) => {
          const canon = canonicalize(o);
          expect(canonicalize(JSON.parse(canon) as never)).toBe(canon);
        },
      ),
    );
  });
});

describe('the chain', () => {
  it('hashes prefix, previous hash and canonical text', () => {
    const bytes = Buffer.concat([Buffer.from('\u0000laurel/audit/v1\u0000'), genesisHash, Buffer.from('{"a":"Đ"}')]);
    expect(entryHash(genesisHash, '{"a":"Đ"}').toString('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
  });
  it('accepts what seal made', () => {
    expect(checkChain(chainOf(5))).toBeNull();
  });
  it('holds no word that a person typed', () => {
    expect(chainOf(1)[0]?.canon).not.toContain('Đồng ý');
  });
  it('finds any changed byte, and names the entry', () => {
    const entries = chainOf(4);
    fc.assert(
      fc.property(fc.nat(3), fc.nat(), (which, at) => {
        const e = entries[which];
        if (e === undefined) return;
        const i = at % e.canon.length;
        const canon = e.canon.slice(0, i) + String.fromCharCode(e.canon.charCodeAt(i) ^ 1 || 1) + e.canon.slice(i + 1);
        const changed = entries.map((x, k) => (k === which ? { ...x, canon } : x));
        expect(checkChain(changed)).toMatchObject({ seq: which + 1 });
      }),
    );
  });
  it('finds swapped, missing and doubled entries', () => {
    const [a, b, c] = chainOf(3) as [StoredEntry, StoredEntry, StoredEntry];
    expect(checkChain([b, a, c])).toMatchObject({ kind: 'gap' });
    expect(checkChain([a, c])).toMatchObject({ kind: 'gap' });
    expect(checkChain([a, { ...c, seq: 2 }])).toMatchObject({ seq: 2, kind: 'fields' });
  });
  it('commits to NFC text under a salt', () => {
    const salt = Buffer.alloc(32, 7);
    expect(commitment(salt, 'Nguye\u0302\u0303n')).toBe(commitment(salt, 'Nguyễn'));
    expect(commitment(Buffer.alloc(32, 8), 'Nguyễn')).not.toBe(commitment(salt, 'Nguyễn'));
  });
});

it('makes the version 5 UUID of RFC 9562 appendix A.4', () => {
  expect(uuidv5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  );
});
