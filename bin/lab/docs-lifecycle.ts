/** Writes docs/lifecycle.md from the lifecycle table, the policy and the message rules: `npm run docs:lifecycle`. A test fails while it is behind. */
import { writeFileSync } from 'node:fs';
import { lifecyclePage, lifecyclePath } from './docs-lifecycle/page.ts';

writeFileSync(lifecyclePath, lifecyclePage());
