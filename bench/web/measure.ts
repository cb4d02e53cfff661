import { chromium, type Browser } from 'playwright-core';
import { walk } from '../decisions/capture.js';
import { signIn } from '../decisions/driver.js';
import { makeDossiers } from '../system/dossiers.js';
import { each } from '../system/figures.js';
import { startProcess } from '../system/process.js';
import { progress } from '../system/progress.js';
import { startServer, TEMPLATE, withEngine, type Server } from '../system/server.js';
import { makeWorld, type Officer } from '../system/world.js';
import { chromiumPath } from './chromium.js';
import { keysOf, type Keys } from './keys.js';
import { firstLoads, type Line, type Loads } from './load.js';

const SLOW: Line = { mbit: 1.6, rttMs: 150, cpu: 4 };
const FAST: Line = { mbit: 20, rttMs: 20, cpu: 1 };

/** What the bench prints (AC11 of the design). */
export interface WebFigures {
  readonly rows: number;
  readonly slow: Loads;
  readonly fast: Loads;
  readonly keys: Keys;
}

/** The inbox of an appraiser with five hundred dossiers: its first load on a slow line and on a fast one, then its keys. */
export async function webBench(quick: boolean): Promise<WebFigures> {
  const [rows, loads] = quick ? [40, 1] : [500, 5];
  const server = await startServer();
  const api = startProcess(new URL('../system/api-process.js', import.meta.url));
  let browser: Browser | undefined;
  try {
    const appraiser = await inboxOf(server, rows);
    const { url } = await api.ask<{ url: string }>({ host: server.host, database: TEMPLATE, poolSize: 10 });
    const cookie = (await signIn(url, [appraiser])).get(appraiser.login) ?? '';
    browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu'] });
    const place = { browser, url, cookie };
    const slow = await firstLoads(place, SLOW, loads);
    progress(`1.6 Mbit/s: ${JSON.stringify(slow)}`);
    const fast = await firstLoads(place, FAST, loads);
    progress(`20 Mbit/s: ${JSON.stringify(fast)}`);
    const keys = await keysOf(place, rows);
    progress(`keys: ${JSON.stringify(keys)}`);
    return { rows, slow, fast, keys };
  } finally {
    await browser?.close();
    await api.end();
    await server.close();
  }
}

/** One grassroots union whose appraiser has it all to do, each dossier made and submitted by the engine. */
function inboxOf(server: Server, rows: number): Promise<Officer> {
  return withEngine({ host: server.host, database: TEMPLATE }, async (engine) => {
    const world = await makeWorld(engine, { corporations: 1, grassroots: 1, accounts: ({ index }) => index === 2 });
    const dossiers = await makeDossiers(
      engine,
      world,
      Array.from({ length: rows }, () => 'certificate' as const),
    );
    await each(
      dossiers,
      8,
      async (dossier) => void (await walk(engine, world, dossier, { index: 0, course: 3, deeds: 1 })),
    );
    progress(`${String(rows)} dossiers wait`);
    const appraiser = world.units[2]?.officers.appraiser[0];
    if (appraiser === undefined) throw new Error('a unit without an appraiser');
    return appraiser;
  });
}
