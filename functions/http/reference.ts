/** The API's own description: the document for programs and the page for people, as they lie beside the bundle. */
import { createHash } from 'node:crypto';
import type { ApiResponse } from './api-handler.ts';

/** Reads a file that was shipped with the function. */
export type ReadBeside = (name: 'openapi.json' | 'docs.html') => string;

/** It changes with a deployment only. */
const cached = { 'cache-control': 'public, max-age=300' };

export const readOpenApi = (beside: ReadBeside) => (): ApiResponse => ({
  status: 200,
  body: beside('openapi.json'),
  headers: { ...cached, 'content-type': 'application/json; charset=utf-8' },
});

export const readDocs = (beside: ReadBeside) => (): ApiResponse => {
  const page = beside('docs.html');
  return {
    status: 200,
    body: page,
    headers: {
      ...cached,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src '${styleHash(page)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  };
};

/** The page's one style element, by its hash: nothing else may style it and nothing may run. */
function styleHash(page: string): string {
  const style = /<style>([^]*?)<\/style>/.exec(page)?.[1] ?? '';
  return `sha256-${createHash('sha256').update(style).digest('base64')}`;
}
