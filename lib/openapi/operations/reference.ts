import * as z from 'zod';
import type { Operation } from '../operation.ts';

/** Operations that answer this document. */
export const reference: readonly Operation[] = [
  {
    route: 'GET /openapi.json',
    id: 'getOpenApi',
    tag: 'Reference',
    summary: 'This description of the API, as OpenAPI 3.1',
    answers: {
      200: { description: 'OpenAPI 3.1.', content: { 'application/json': z.looseObject({ openapi: z.string() }) } },
    },
  },
  {
    route: 'GET /docs',
    id: 'getDocs',
    tag: 'Reference',
    summary: 'The same as a page to read',
    answers: { 200: { description: 'A page without scripts.', content: { 'text/html': undefined } } },
  },
];
