import { join } from 'node:path';
import { openApiDocument } from './document.ts';
import { operations } from './operations/index.ts';
import { referencePage } from './page.ts';

/** Version of the API, not of the program: raised when a client must change. */
const apiVersion = '1.0.0';
export const openApiPath = join(import.meta.dirname, '..', '..', 'docs', 'openapi.json');

/** The document as it is committed and served. */
export const openApiJson = (): string => `${JSON.stringify(openApiDocument(operations, apiVersion), null, 1)}\n`;

/** Files beside the query function's code: the document, without white space, and its page. */
export function openApiFiles(): Record<'openapi.json' | 'docs.html', string> {
  const document = openApiDocument(operations, apiVersion);
  return { 'openapi.json': JSON.stringify(document), 'docs.html': referencePage(document) };
}
