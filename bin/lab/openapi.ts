/** Writes docs/openapi.json from the schemas and the operations. A test fails while it is behind. */
import { writeFileSync } from 'node:fs';
import * as z from 'zod';
import { openApiJson, openApiPath } from '../../lib/openapi/index.ts';
import { command } from '../support/command.ts';

export default command(import.meta, {
  script: 'openapi',
  about: 'Writes docs/openapi.json from the schemas of the functions.',
  options: z.object({}),
  run: () => writeFileSync(openApiPath, openApiJson()),
});
