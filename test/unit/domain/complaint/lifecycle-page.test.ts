/** docs/lifecycle.md is what the rules say. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lifecyclePage, lifecyclePath } from '../../../../bin/lab/docs-lifecycle/page.ts';
import { action, state } from '../../../../functions/domain/complaint/lifecycle.ts';

test('docs/lifecycle.md is up to date: npm run docs:lifecycle', () => {
  expect(readFileSync(lifecyclePath, 'utf8')).toBe(lifecyclePage());
});

test('it names every state, and every action but filing', () => {
  const page = lifecyclePage();
  const named = [...state.options, ...action.options.filter((a) => a !== 'file')];
  expect(named.filter((word) => !page.includes(`\`${word}\``))).toEqual([]);
});
