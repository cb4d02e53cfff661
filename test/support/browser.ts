import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';
import { chromium } from './needs.js';
import { freePort, startProgram, type Program } from './processes.js';

/** Laurel as `npm start` runs it, with its own data and the sample federation. */
export interface Running {
  readonly url: string;
  readonly dataDir: string;
  readonly program: Program;
  stop(): Promise<void>;
}

/** Starts the built program on a free port with an empty data folder and waits until it answers. */
export async function startLaurel(env: Record<string, string> = {}): Promise<Running> {
  const dataDir = mkdtempSync(join(tmpdir(), 'laurel-e2e-'));
  const port = await freePort();
  const program = startProgram('apps/standalone/src/main.js', { PORT: String(port), DATA_DIR: dataDir, ...env });
  await program.until(/Ctrl\+C/);
  return {
    url: `http://localhost:${String(port)}`,
    dataDir,
    program,
    async stop() {
      await program.end('SIGTERM');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A headless Chromium of the machine. */
export function openBrowser(): Promise<Browser> {
  return playwright.launch({ executablePath: chromium ?? '', args: flags });
}

/** A page of its own person: fresh cookies, Vietnamese, 1440 px unless told. */
export async function openPage(browser: Browser, width = 1440): Promise<Page> {
  const height = width < 600 ? 844 : 900;
  const context = await browser.newContext({
    locale: 'vi-VN',
    viewport: { width, height },
    timezoneId: 'Asia/Ho_Chi_Minh',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return page;
}

/** What every person of the sample federation signs in with. */
export const SAMPLE_PASSWORD = 'Laurel-mau-2026';

/** Signs a page's person in, who is one of the sample; fails unless it is let in. */
export async function signIn(page: Page, url: string, login: string): Promise<void> {
  const answer = await page.context().request.post(`${url}/api/session`, {
    data: { login, password: SAMPLE_PASSWORD },
    headers: { origin: url },
  });
  if (answer.status() !== 200) throw new Error(`${login} was answered with ${String(answer.status())}`);
}
