import type { Page } from 'playwright-core';
import { percentile } from '../system/figures.js';
import { newPage, type Place } from './load.js';

interface Times {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
}

/** How the inbox answers to the keyboard. */
export interface Keys {
  /** From a key that moves through the rows to the next picture, as the browser measures it (Event Timing, steps of 8 ms). */
  readonly press: Times;
  /** From the digit to the focus on the next row: dialog, Enter, decision on the server. */
  readonly decide: Times;
  /** Nominations decided without a mouse, and what still waits then. */
  readonly decided: number;
  readonly left: number;
}

const FOCUSED = `(document.activeElement?.dataset?.row ?? '')`;
const WATCH = `window.presses = [];
  new PerformanceObserver((l) => { for (const e of l.getEntries()) if (e.name === 'keydown') presses.push(e.duration); })
    .observe({ type: 'event', durationThreshold: 16 });`;

/** Moves through a whole inbox of eligible nominations by arrows, then recommends each by `1` and Enter. */
export async function keysOf(place: Place, rows: number): Promise<Keys> {
  const page = await newPage(place);
  await page.goto(`${place.url}/viec`, { timeout: 60_000 });
  await page.locator('[data-row]').first().waitFor({ timeout: 60_000 });
  await all(page, rows);
  await top(page);
  const press = await moved(page, 60);
  await top(page);
  const decide: number[] = [];
  for (let i = 0; i < rows; i += 1) decide.push(await decided(page));
  const inbox = (await (await page.request.get(`${place.url}/api/inbox?limit=1`)).json()) as {
    counts: { waiting: number };
  };
  await page.context().close();
  return { press, decide: times(decide), decided: decide.length, left: inbox.counts.waiting };
}

async function all(page: Page, rows: number): Promise<void> {
  const shown = page.locator('[data-row]');
  while ((await shown.count()) < rows) {
    const before = await shown.count();
    await page.getByRole('button', { name: 'Tải thêm', exact: true }).click();
    await page.waitForFunction(`document.querySelectorAll('[data-row]').length > ${String(before)}`);
  }
}

/** The first row, chosen and with the focus. */
function top(page: Page): Promise<void> {
  return page.locator('[data-row]').first().click();
}

async function moved(page: Page, presses: number): Promise<Times> {
  await page.evaluate(WATCH);
  for (let i = 0; i < presses; i += 1) {
    await page.keyboard.press(i % 10 < 7 ? 'ArrowDown' : 'ArrowUp');
    await page.waitForTimeout(60);
  }
  await page.waitForTimeout(500);
  const slow = (await page.evaluate('presses')) as number[];
  // What took less than two frames is not reported.
  return times([...slow, ...Array.from({ length: Math.max(0, presses - slow.length) }, () => 16)]);
}

async function decided(page: Page): Promise<number> {
  const row = (await page.evaluate(FOCUSED)) as string;
  const from = performance.now();
  await page.keyboard.press('Digit1');
  await page.getByRole('button', { name: 'Xác nhận đồng ý' }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForFunction(`(${FOCUSED} !== "" && ${FOCUSED} !== "${row}") || !document.querySelector("[data-row]")`);
  return performance.now() - from;
}

function times(values: readonly number[]): Times {
  const at = (share: number) => Math.round(percentile(values, share));
  return { p50Ms: at(0.5), p95Ms: at(0.95), maxMs: Math.round(Math.max(...values)) };
}
