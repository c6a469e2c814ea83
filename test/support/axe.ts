/** What axe-core finds wrong on a page. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

type Finding = { id: string; impact: string | null; nodes: { html: string }[] };

/** Serious and critical findings, as `rule: element`. The page's policy allows no script of ours, so axe comes by the debugger. */
export async function graveFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate<Finding[]>('axe.run().then(({ violations }) => violations)');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
