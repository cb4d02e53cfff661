import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkLedger } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { pdf, type Client, type Given } from '../support/client.js';
import { startProgram } from '../support/processes.js';
import { startProxy, type Proxy } from '../support/proxy.js';
import { testServer } from '../support/database.js';
import { world, type World } from '../support/world.js';

/** Random histories: what the screen offers is taken, what it does not offer is refused, and folding gives the row. */

let app: TestApp;
let w: World;
let proxy: Proxy;
beforeAll(async () => {
  proxy = await startProxy(testServer());
  app = await startApp();
  w = await world(app);
  for (const unit of ['G1', 'C', 'F']) {
    await w.seat(`appraiser2.${unit}`, 'appraiser', unit);
    await w.seat(`signer2.${unit}`, 'signer', unit);
  }
  await w.seat('clerk2.F', 'clerk', 'F');
});
afterAll(async () => {
  await app.close();
  await proxy.close();
});

const PEOPLE = ['G1', 'C', 'F'].flatMap((u) =>
  ['appraiser', 'appraiser2', 'signer', 'signer2', 'clerk'].map((r) => `${r}.${u}`),
);
const TYPES = [
  'Submit',
  'Resubmit',
  'Recommend',
  'Return',
  'Reject',
  'Confirm',
  'Override',
  'Recuse',
  'DeclareRelation',
  'Withdraw',
];
const reason = 'Lý do đủ mười ký tự';

function commandOf(type: string): Given {
  const more: Record<string, object> = {
    Recommend: { opinion: reason },
    Return: { items: [{ item: 'minutes', code: 'illegible' }], reason },
    Reject: { code: 'other', reason },
    Confirm: { criterion: 'BK-TLD-2', result: 'passed', reason },
    Override: { criterion: 'BK-TLD-1', reason },
    Recuse: { reason },
    DeclareRelation: { relation: 'other', reason },
    Withdraw: { reason },
  };
  return { type, ...more[type] };
}

/** Park and Miller: the same seed walks the same way. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** Rare commands, so that most walks get far. */
const RARE = new Set(['Reject', 'Withdraw', 'Recuse', 'DeclareRelation', 'Return']);

async function offered(id: string): Promise<{ who: Client; type: string }[]> {
  const all = await Promise.all(
    PEOPLE.map(async (key) => {
      const answer = await w.as(key).get<{ commands?: { type: string; allowed: boolean }[] }>(`/api/nominations/${id}`);
      return (answer.body.commands ?? []).filter((c) => c.allowed).map((c) => ({ who: w.as(key), type: c.type }));
    }),
  );
  return all.flat();
}

async function walk(seed: number): Promise<string[]> {
  const next = numbers(seed);
  const pick = <T>(list: readonly T[]): T | undefined => list[next(list.length)];
  const id = await w.nominate();
  const path: string[] = [];
  for (let step = 0; step < 11; step += 1) {
    const open = await offered(id);
    const usual = open.filter((o) => !RARE.has(o.type));
    const choice = pick(usual.length > 0 && next(4) > 0 ? usual : open);
    await refuseOther(id, open, pick(PEOPLE) ?? '', pick(TYPES) ?? '');
    if (choice === undefined) break;
    if (choice.type === 'Resubmit') await choice.who.file(id, 'minutes', { bytes: pdf(String(step)) });
    const answer = await choice.who.command(id, commandOf(choice.type));
    expect([seed, path, choice.type, answer.status, answer.status === 200 ? '' : answer.text]).toEqual([
      seed,
      path,
      choice.type,
      200,
      '',
    ]);
    path.push(choice.type);
  }
  return path;
}

/** Somebody tries what the screen does not offer them. */
async function refuseOther(
  id: string,
  open: readonly { who: Client; type: string }[],
  person: string,
  type: string,
): Promise<void> {
  const who = w.as(person);
  if (open.some((o) => o.who.person === who.person && o.type === type)) return;
  const seen = { step: await stateOf(id), evaluation: '0'.repeat(64) };
  const view = await who.get<{ evaluation?: string }>(`/api/nominations/${id}`);
  const command = {
    ...commandOf(type),
    ...(SEEING.has(type) ? { seen: { ...seen, evaluation: view.body.evaluation ?? seen.evaluation } } : {}),
  };
  const answer = await who.command(id, command);
  expect([person, type, answer.status >= 400 && answer.status < 500]).toEqual([person, type, true]);
}

const SEEING = new Set(['Recommend', 'Return', 'Reject', 'Confirm', 'Override']);
const stateOf = async (id: string) =>
  (await app.sql<{ state: string }>('select state from nomination where id = $1', [id]))[0]?.state ?? '';

describe('histories', () => {
  it.each([1, 3, 5, 13])('seed %i: what is offered is taken, and the fold is the row', async (seed) => {
    const path = await walk(seed);
    expect(path.length).toBeGreaterThan(0);
    expect(await checkLedger(app.engine.db, app.files)).not.toHaveProperty('what');
  });
});

describe('npm run ledger:check', () => {
  const run = async (url: string) => {
    const env = { NODE_ENV: 'test', LAUREL_MODE: 'test', DATABASE_URL: url, DATA_DIR: app.folder };
    const program = startProgram('apps/standalone/src/ledger-check.js', env);
    return { code: await program.ended, output: program.output() };
  };

  it('exits 0 on a ledger that fits, 1 naming the first difference, 2 when it cannot look', async () => {
    const url = proxy.url('postgres', app.database.name);
    expect(await run(url)).toEqual({
      code: 0,
      output: expect.stringMatching(/^OK \d+ chains, \d+ entries, \d+ files/),
    });
    const [row] = await app.sql<{ id: string; state: string }>(
      `select id, state from nomination where state <> 'withdrawn' limit 1`,
    );
    await app.sql(`update nomination set state = 'withdrawn' where id = $1`, [row?.id]);
    expect(await run(url)).toEqual({
      code: 1,
      output: expect.stringMatching(`FAILED n:${row?.id ?? ''} entry \\d+: row state withdrawn`),
    });
    await app.sql('update nomination set state = $2 where id = $1', [row?.id, row?.state]);
    expect((await run(proxy.url('postgres', 'no_such_database'))).code).toBe(2);
  });
});
