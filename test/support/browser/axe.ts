/** What axe-core finds wrong on a page. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

type Finding = { id: string; impact: string | null; nodes: { html: string }[] };

/** Rules of the tree that a screen reader walks: headings in order, one main part, everything inside a landmark that has a name of its own. */
export const treeRules = [
  'heading-order',
  'page-has-heading-one',
  'empty-heading',
  'region',
  'landmark-one-main',
  'landmark-unique',
  'landmark-no-duplicate-banner',
  'landmark-no-duplicate-contentinfo',
];

/** Serious and critical findings, and any of the rules in `also`, as `rule: element`. The page's policy allows no script of ours, so axe comes by the debugger. */
export async function graveFindings(page: Page, also: readonly string[] = []): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source);
  const run = `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)`;
  const violations = await page.evaluate<Finding[]>(run);
  return violations
    .filter(({ id, impact }) => impact === 'serious' || impact === 'critical' || also.includes(id))
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
