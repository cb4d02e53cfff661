import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { canonicalize, uuidv5 } from '#ledger';
import type { Mark } from '../support/councils.js';
import { newRows, shapeOf, tokensOf, type Dump, type DumpedRow } from '../support/dump.js';
import { hold, sha256, watched, type Round, type Watched } from '../support/secret-ballots.js';

/**
 * T13: nothing but unanimity joins a member to a choice. Two ballots are held that differ only in who chose what; the whole database
 * is dumped after every paper.
 */

const MARKS: readonly (readonly Mark[])[] = [
  ['agree', 'disagree', 'none'],
  ['disagree', 'agree', 'agree'],
  ['none', 'none', 'disagree'],
  ['agree', 'agree', 'agree'],
  ['disagree', 'disagree', 'disagree'],
  ['agree', 'disagree', 'none'],
];
const SIZE = MARKS.length;
const AGAIN = [2, 4];
const SECRETARY = 1;
const CHOICE = /agree|\bnone\b/i;
const COUNTED = /\\?"(agree|disagree|none)\\?": ?\d+/g;

let on: Watched;
let rounds: readonly Round[];
beforeAll(async () => {
  on = await watched(SIZE);
  const first = await hold(on, MARKS, AGAIN);
  const second = await hold(on, [...MARKS.slice(1), ...MARKS.slice(0, 1)], AGAIN);
  const single = await hold(on, MARKS.map((m) => m.slice(0, 1)), AGAIN); // prettier-ignore
  rounds = [first, second, single];
}, 120_000);
afterAll(() => on.close());

const opened = ({ dumps }: Round): Dump => dumps[0] ?? [];
const voted = ({ dumps }: Round): Dump => dumps.at(-2) ?? [];
const after = ({ dumps }: Round): Dump => dumps.at(-1) ?? [];
const of = (table: string, dump: Dump): Dump => dump.filter((r) => r.table === `public.${table}`);
/** Everything that was written between the opening and the end, also what was replaced or deleted meanwhile. */
const everSeen = (r: Round): Dump => r.dumps.slice(1).flatMap((d, i) => newRows(r.dumps[i] ?? [], d));

/** Ids of a ballot by what they are, the same for every ballot. */
function names({ ballot, items }: Round): Record<string, string> {
  const known: [string, string][] = [
    [ballot, '<ballot>'],
    ...items.map((id, i): [string, string] => [id, `<item ${i}>`]),
  ];
  on.c.members.forEach((id, i) => known.push([id, `<member ${i}>`], [on.c.member(i).person, `<person ${i}>`]));
  return Object.fromEntries(known);
}

/** Voters that a row names: by membership or person, by the command id that they sent or the receipt that they keep. */
function votersIn({ text }: DumpedRow, { commands, receipts }: Round): number[] {
  return on.c.members.flatMap((member, i) => {
    const receipt = receipts[i] ?? '';
    const own = [member, on.c.member(i).person, commands[i] ?? '', receipt, sha256(receipt)];
    return own.some((id) => text.includes(id)) ? [i] : [];
  });
}

function grouped(rows: Dump, keys: (row: DumpedRow) => readonly string[]): DumpedRow[][] {
  const groups = new Map<string, DumpedRow[]>();
  for (const row of rows) for (const k of keys(row)) groups.set(k, [...(groups.get(k) ?? []), row]);
  return [...groups.values()];
}

it('the ballots were real: totals are right, every receipt is counted', () => {
  for (const { items, marks, receipts, closed } of rounds) {
    expect(closed.receipts).toEqual(receipts.map(sha256).sort());
    expect(closed.votes).toEqual([]);
    items.forEach((nomination, at) => {
      const count = (mark: Mark) => marks.filter((m) => m[at] === mark).length;
      const totals = { papers: SIZE, agree: count('agree'), disagree: count('disagree'), none: count('none') };
      expect(closed.items[at]).toMatchObject({ nomination, totals });
    });
  }
});

it('two ballots that differ only in who chose what leave the same rows, after every paper and after the count', () => {
  const [a, b] = rounds as [Round, Round];
  expect(a.dumps).toHaveLength(SIZE + AGAIN.length + 2);
  for (let i = 1; i < a.dumps.length; i += 1) {
    const [left, right] = [a, b].map((r) => {
      const rows = newRows(r.dumps[i - 1] ?? [], r.dumps[i] ?? []).filter((row) => !row.table.startsWith('queue.'));
      return shapeOf(rows, names(r));
    });
    expect(left).not.toEqual([]);
    expect(right).toEqual(left);
  }
});

it('while a ballot is open no row says a choice; afterwards only totals do', () => {
  for (const r of rounds) {
    expect(newRows(opened(r), voted(r)).filter((row) => CHOICE.test(row.text))).toEqual([]);
    const saying = newRows(opened(r), after(r)).filter((row) => CHOICE.test(row.text));
    expect(saying.length).toBeGreaterThan(0);
    for (const { text } of saying) expect(text.replaceAll(COUNTED, '')).not.toMatch(CHOICE);
  }
});

describe('no join of rows that were there at any time names some voters and a choice', () => {
  it.each<[string, (row: DumpedRow) => readonly string[]]>([
    ['one row', (r) => [`${r.table} ${r.text}`]],
    ['one place (table, ctid), in any version', (r) => [`${r.table} ${r.ctid}`]],
    ['one transaction (xmin)', (r) => [r.xmin]],
    ['any id, hash or time: member, person, command, receipt, request hash, entry, outbox, job', tokensOf],
    ['any long number', (r) => r.text.match(/\b\d{5,}\b/g) ?? []],
  ])('%s', (_, keys) => {
    for (const r of rounds) {
      for (const group of grouped(everSeen(r), keys)) {
        if (!group.some(({ text }) => CHOICE.test(text))) continue;
        const named = [...new Set(group.flatMap((row) => votersIn(row, r)))];
        if (named.length === 1 && named[0] === SECRETARY) continue;
        expect([0, SIZE]).toContain(named.length);
      }
    }
  });

  it('a value that some members have in common, and not others, follows no choice', () => {
    for (const r of rounds) {
      const owned = grouped(everSeen(r).filter((row) => votersIn(row, r).length === 1), tokensOf); // prettier-ignore
      const sets = owned.map((rows) => new Set(rows.flatMap((row) => votersIn(row, r))).size);
      expect(sets.filter((n) => n > 1 && n < SIZE)).toEqual([]);
    }
  });

  it('the order of rows and lists follows names and hashes, never choices or the order of arrival', () => {
    for (const r of rounds) {
      const turnout = of('turnout', after(r)).filter((row) => row.text.includes(r.ballot));
      expect(turnout).toHaveLength(SIZE);
      const [counted] = of('ledger_entry', newRows(voted(r), after(r))).filter((row) =>
        row.text.includes('BallotCounted'),
      );
      const { canon } = JSON.parse(counted?.text ?? '{}') as { canon: string };
      const fact = (JSON.parse(canon) as { facts: { voters: string[]; receipts: string[] }[] }).facts[0];
      expect(fact?.voters).toEqual([...on.c.members].sort());
      expect(fact?.receipts).toEqual(r.receipts.map(sha256).sort());
      expect(Object.keys(fact ?? {}).sort()).toEqual(['items', 'receipts', 'type', 'voters']);
    }
  });
});

describe('hashes', () => {
  /** Every list of choices for n nominations: 3^n. */
  const all = (n: number): Mark[][] =>
    n === 0 ? [[]] : all(n - 1).flatMap((rest) => (['agree', 'disagree', 'none'] as const).map((m) => [m, ...rest]));

  /** What a curious person would hash to find a body without the receipt in it. */
  function guesses({ ballot, items }: Round, marks: readonly Mark[], i: number): string[] {
    const choices = Object.fromEntries(items.map((n, at) => [n, marks[at] ?? 'none']));
    const bodies = [
      choices,
      { choices },
      { receipt: '', choices },
      { receipt: '0'.repeat(32), choices },
      marks,
      marks.join(),
    ];
    const who = [on.c.members[i] ?? '', on.c.member(i).person];
    const routes = ['ballot.vote', 'ballot.paper', 'paper', `/api/ballots/${ballot}/paper`];
    return bodies.flatMap((body) => {
      const text = JSON.stringify(body);
      const asked = [ballot, ...who].flatMap((target) => routes.map((route) => JSON.stringify([route, target, body])));
      const joined = [ballot, ...who].flatMap((id) => [`${id}${text}`, `${id}:${text}`, `${text}${id}`]);
      const salted = [ballot, ...who].flatMap((id) => [
        createHmac('sha256', id).update(text).digest('hex'),
        uuidv5(id, text).replaceAll('-', ''),
      ]);
      return [...[text, canonicalize(body), ...asked, ...joined].map(sha256), ...salted];
    });
  }

  it('no stored hash, or id made of one, is that of a paper that can be guessed', () => {
    for (const r of rounds) {
      const stored = new Set(
        everSeen(r)
          .flatMap((row) => row.text.match(/[0-9a-f]{32,}/g) ?? [])
          .flatMap((h) => [h, h.slice(0, 64)]),
      );
      const ids = new Set(
        everSeen(r)
          .flatMap(tokensOf)
          .map((t) => t.replaceAll('-', '').slice(0, 12)),
      );
      expect(stored.size).toBeGreaterThan(SIZE);
      const lists = all(r.items.length);
      expect(lists).toHaveLength(3 ** r.items.length);
      for (const marks of lists) {
        for (let i = 0; i < SIZE; i += 1) {
          const found = guesses(r, marks, i).filter((hash) => stored.has(hash) || ids.has(hash.slice(0, 12)));
          expect(found).toEqual([]);
        }
      }
    }
  });

  it('a paper leaves no command with a request hash', () => {
    for (const r of rounds) {
      expect(of('command', newRows(opened(r), voted(r)))).toEqual([]);
      const commands = of('command', after(r)).map((row) => row.text).join(); // prettier-ignore
      for (const id of r.commands) expect(commands).not.toContain(id);
    }
  });
});
