/** Writes docs/lifecycle.md from the lifecycle table, the policy and the message rules. A test fails while it is behind. */
import { writeFileSync } from 'node:fs';
import * as z from 'zod';
import { command } from '../support/command.ts';
import { lifecyclePage, lifecyclePath } from './docs-lifecycle/page.ts';

export default command(import.meta, {
  script: 'docs:lifecycle',
  about: 'Writes docs/lifecycle.md from the lifecycle table, the policy and the message rules.',
  options: z.object({}),
  run: () => writeFileSync(lifecyclePath, lifecyclePage()),
});
