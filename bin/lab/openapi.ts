/** Writes docs/openapi.json from the schemas and the operations: `npm run openapi`. A test fails while it is behind. */
import { writeFileSync } from 'node:fs';
import { openApiJson, openApiPath } from '../../lib/openapi/index.ts';

writeFileSync(openApiPath, openApiJson());
