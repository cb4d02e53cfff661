/**
 * `npm run screenshots`: every route in both languages, wide and narrow, on the sample federation, into `docs/screenshots`.
 * Names as arguments take only those: `npm run screenshots -- inbox help`.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { routes } from './routes.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = join(root, 'docs/screenshots');
const PASSWORD = 'Laurel-mau-2026';
const SIZES = [
  [1440, 900],
  [390, 844],
];
const browsers = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

const wanted = process.argv.slice(2);
const sessions = new Map();
const chosen = routes.filter((r) => wanted.length === 0 || wanted.includes(r.name));
mkdirSync(out, { recursive: true });
const laurel = await start();
try {
  const browser = await chromium.launch({
    executablePath: browsers.find((b) => b && existsSync(b)),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  for (const lang of ['vi', 'en']) {
    for (const route of chosen) await shootBoth(browser, route, lang);
  }
  await browser.close();
} finally {
  await laurel.stop();
}

/** Wide, then narrow: the same page made smaller, or done again where something was done on it first. */
async function shootBoth(browser, route, lang) {
  const context = await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
  await context.addInitScript((l) => localStorage.setItem('laurel.language', l), lang);
  if (route.who) await context.addCookies(await cookiesOf(context, route.who));
  const page = await context.newPage();
  for (const [width, height] of route.wide ? SIZES.slice(0, 1) : SIZES) {
    await page.setViewportSize({ width, height });
    if (width > 600 || route.keys || route.click) await shoot(page, route);
    else await rested(page);
    const file = `${route.name}-${lang}-${width}.jpg`;
    await page.screenshot({ path: join(out, file), type: 'jpeg', quality: 60 });
    process.stdout.write(`${file}\n`);
  }
  await context.close();
}

/** One sign-in for each person, however many pictures show what they see. */
async function cookiesOf(context, who) {
  const known = sessions.get(who);
  if (known) return known;
  await context.request.post(`${laurel.url}/api/session`, {
    data: { login: who, password: PASSWORD },
    headers: { origin: laurel.url },
  });
  const cookies = await context.cookies();
  sessions.set(who, cookies);
  return cookies;
}

async function shoot(page, { path, keys = [], click }) {
  await page.goto(laurel.url + (typeof path === 'function' ? await path(page, laurel.url) : path));
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForLoadState('networkidle');
  }
  if (click) await page.locator(click).first().click();
  await rested(page);
}

async function rested(page) {
  await page.waitForLoadState('networkidle');
  // A page may ask for more only after what came first; until then it shows nothing, or a skeleton.
  await page.waitForTimeout(500);
  await page.waitForLoadState('networkidle');
  await page.evaluate('document.fonts.ready');
}

/** Laurel with sample data of its own on a free port. */
async function start() {
  const dataDir = mkdtempSync(join(tmpdir(), 'laurel-shots-'));
  const port = await freePort();
  const program = spawn(process.execPath, [join(root, 'dist/apps/standalone/src/main.js')], {
    cwd: root,
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => program.once('exit', resolve));
  await Promise.race([
    new Promise((resolve) =>
      program.stdout.on('data', (text) => String(text).includes('Ctrl+C') && resolve(undefined)),
    ),
    ended.then(() => Promise.reject(new Error('Laurel did not start'))),
  ]);
  return {
    url: `http://localhost:${port}`,
    async stop() {
      program.kill('SIGTERM');
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
