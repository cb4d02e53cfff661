import type { Browser, Page } from 'playwright-core';
import { percentile, rounded } from '../system/figures.js';

/** A line and a processor: Mbit/s down and up, milliseconds there and back, and by what the processor is divided. */
export interface Line {
  readonly mbit: number;
  readonly rttMs: number;
  readonly cpu: number;
}

export interface Place {
  readonly browser: Browser;
  readonly url: string;
  readonly cookie: string;
}

export interface Loads {
  /** Median of the first loads. */
  readonly lcpMs: number;
  readonly allMs: readonly number[];
  /** The worst of them. */
  readonly cls: number;
  readonly kilobytes: number;
}

const WATCH = `window.seen = { lcp: 0, cls: 0 };
  new PerformanceObserver((l) => { for (const e of l.getEntries()) seen.lcp = e.startTime; })
    .observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((l) => { for (const e of l.getEntries()) if (!e.hadRecentInput) seen.cls += e.value; })
    .observe({ type: 'layout-shift', buffered: true });`;

/** A page of the signed-in person with an empty cache. */
export async function newPage({ browser, url, cookie }: Place): Promise<Page> {
  const context = await browser.newContext({
    locale: 'vi-VN',
    viewport: { width: 1366, height: 768 },
    bypassCSP: true,
  });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url }]);
  return context.newPage();
}

/** First loads of the inbox over a line; one without an entry is repeated, as the design says. */
export async function firstLoads(place: Place, line: Line, times: number): Promise<Loads> {
  const all: { lcp: number; cls: number; bytes: number }[] = [];
  for (let tries = 0; all.length < times && tries < 3 * times; tries += 1) {
    const load = await firstLoad(place, line);
    if (load.lcp > 0) all.push(load);
  }
  const lcps = all.map((l) => Math.round(l.lcp));
  return {
    lcpMs: percentile(lcps, 0.5),
    allMs: lcps,
    cls: rounded(Math.max(...all.map((l) => l.cls)), 3),
    kilobytes: Math.round(
      percentile(
        all.map((l) => l.bytes),
        0.5,
      ) / 1024,
    ),
  };
}

async function firstLoad(
  place: Place,
  { mbit, rttMs, cpu }: Line,
): Promise<{ lcp: number; cls: number; bytes: number }> {
  const page = await newPage(place);
  const cdp = await page.context().newCDPSession(page);
  let bytes = 0;
  cdp.on('Network.loadingFinished', (e) => (bytes += e.encodedDataLength));
  await cdp.send('Network.enable');
  const throughput = (mbit * 1_000_000) / 8;
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: rttMs,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  await page.addInitScript(WATCH);
  await page.goto(`${place.url}/viec`, { timeout: 60_000 });
  await page.locator('[data-row]').first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(1_500);
  const seen = (await page.evaluate('seen')) as { lcp: number; cls: number };
  await page.context().close();
  return { ...seen, bytes };
}
