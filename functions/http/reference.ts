/** Serves the API's description, the document for programs and the page for people, from files shipped with the function. */
import { createHash } from 'node:crypto';
import type { ApiResponse } from './api-handler.ts';

/** Reads a file shipped with the function. */
export type ReadBeside = (name: 'openapi.json' | 'docs.html') => string;

/** The description changes only with a deployment. */
const cached = { 'cache-control': 'public, max-age=300' };

/** Answers the OpenAPI document. */
export const readOpenApi = (beside: ReadBeside) => (): ApiResponse => ({
  status: 200,
  body: beside('openapi.json'),
  headers: { ...cached, 'content-type': 'application/json; charset=utf-8' },
});

/** Answers the page for people. */
export const readDocs = (beside: ReadBeside) => (): ApiResponse => {
  const page = beside('docs.html');
  return {
    status: 200,
    body: page,
    headers: {
      ...cached,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src '${styleHash(page)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      'referrer-policy': 'no-referrer',
    },
  };
};

/** Returns the hash of the page's style element, so that no other style and no script is allowed. */
function styleHash(page: string): string {
  const style = /<style>([^]*?)<\/style>/.exec(page)?.[1] ?? '';
  return `sha256-${createHash('sha256').update(style).digest('base64')}`;
}
