import axe from 'axe-core';
import type { Page } from 'playwright-core';

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
