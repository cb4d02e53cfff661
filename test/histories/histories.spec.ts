import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fold, type FoldedEntry, type Nomination } from '#domain';
import { canonicalize, checkChain, genesisHash, type Canonical } from '#ledger';
import { projectRoot } from '#platform';

/**
 * Chains as a release wrote them, by a folder per version of the facts that an entry may hold. Whatever comes later must read
 * them: the hashes fit, and folding the recorded facts gives the row that was stored then. A file is never changed; new facts get a
 * new folder.
 */

interface History {
  readonly what: string;
  readonly row: Canonical;
  readonly entries: readonly { readonly canon: string; readonly hash: string }[];
}

type Canon = FoldedEntry & { readonly chain: string; readonly actor: { readonly person?: string } };

const folder = join(projectRoot(), 'test/histories');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as History;
const plain = (value: unknown): string =>
  canonicalize(JSON.parse(JSON.stringify(value ?? {}, (_key, v: unknown) => v ?? undefined)) as Canonical);

describe.each(files.sort())('%s', (file) => {
  const { entries, row } = read(file);
  const canons = entries.map((e) => JSON.parse(e.canon) as Canon);

  it('has hashes that fit', () => {
    const chain = entries.map((e, i) => ({
      chain: canons[i]?.chain ?? '',
      seq: i + 1,
      canon: e.canon,
      prevHash: i === 0 ? genesisHash : Buffer.from(entries[i - 1]?.hash ?? '', 'hex'),
      hash: Buffer.from(e.hash, 'hex'),
    }));
    expect(checkChain(chain)).toBeNull();
  });

  it('folds to the row that was stored', () => {
    const folded = canons.reduce<Nomination | null>(
      (before, c) => fold(before, { ...c, actorPerson: c.actor.person ?? null }),
      null,
    );
    expect(plain(folded)).toBe(plain(row));
  });
});

it('there are histories to read, with the facts that each version brought', () => {
  const facts = new Set(files.flatMap((file) => read(file).entries.flatMap((e) => typesOf(e.canon))));
  const first = ['Submitted', 'Recommended', 'Returned', 'Resubmitted', 'Retracted', 'Lapsed', 'Commended'];
  const second = ['BallotClosed', 'BallotReopened', 'Selected', 'NotSelected', 'SentUp', 'QuotaHeld', 'QuotaReleased'];
  const third = ['Migrated', 'Rerouted', 'PostingStopped', 'ComplaintLodged', 'ComplaintConcluded', 'Withdrawn'];
  expect([...facts]).toEqual(expect.arrayContaining([...first, ...second, ...third]));
});

it('one of them was re-routed by its own complaint', () => {
  const complained = read('v3/complained-rerouted.json').entries.map((e) => typesOf(e.canon));
  expect(complained).toContainEqual(['Rerouted', 'Held', 'ComplaintLodged']);
});

function typesOf(canon: string): string[] {
  return (JSON.parse(canon) as Canon).facts.map((f) => f.type);
}
