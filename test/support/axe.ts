import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { strangeWords } from './shown-words.js';

interface Finding {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: {
    readonly target: unknown[];
    readonly any: { readonly data: { readonly messageKey?: string } | null }[];
  }[];
}

/** What axe objects to, and text in its own background colour, which axe files under "incomplete". */
export async function objections(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const result = (await page.evaluate('axe.run()')) as { violations: Finding[]; incomplete: Finding[] };
  const bad = result.violations.filter((v) => v.impact === 'serious' || v.impact === 'critical');
  const invisible = result.incomplete.filter((v) =>
    v.nodes.some((n) => n.any.some((a) => a.data?.messageKey === 'equalRatio')),
  );
  return [...bad, ...invisible].map((v) => `${v.id}: ${JSON.stringify(v.nodes.map((n) => n.target))}`);
}

/** The page is wider than the window. */
export async function sideways(page: Page): Promise<boolean> {
  return (await page.evaluate('document.documentElement.scrollWidth > innerWidth')) === true;
}

/** A window at a desk. */
export const DESK = { width: 1440, height: 900 };
const SIZES = [DESK, { width: 390, height: 844 }];

/**
 * What is wrong with a Vietnamese screen as it stands, with all that was done on it: in both languages and at both sizes (or those given), axe, contrast,
 * sideways scroll and strange words. Afterwards it is as wide and in the language as before.
 */
export async function everyWay(page: Page, sizes = SIZES): Promise<string[]> {
  const before = page.viewportSize() ?? DESK;
  const found: string[] = [];
  for (const language of ['vi', 'en'] as const) {
    if (language === 'en') await switchLanguage(page, 'en');
    for (const word of await strangeWords(page, language)) found.push(`${language}: ${word}`);
    for (const size of sizes) {
      await page.setViewportSize(size);
      const wrong = [...(await objections(page)), ...((await sideways(page)) ? ['scrolls sideways'] : [])];
      found.push(...wrong.map((w) => `${language}, ${String(size.width)} px: ${w}`));
    }
  }
  await switchLanguage(page, 'vi');
  await page.setViewportSize(before);
  return found;
}

/** Presses the switch of the header, which an open dialog covers, and waits until the choice is kept. */
async function switchLanguage(page: Page, language: 'vi' | 'en'): Promise<void> {
  await page.setViewportSize(DESK);
  const kept = page.waitForResponse((r) => r.url().endsWith('/api/me/preferences'));
  await page.locator(`header button[lang="${language}"]`).evaluate((e) => (e as unknown as { click(): void }).click());
  await page.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' });
  await kept;
}
