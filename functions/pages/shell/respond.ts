/** What the pages answer with: HTML under a strict policy, or the way to another page. */
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { ApiResponse } from '../../http/api-handler.ts';

/** No inline script or style, nothing of another host, in no frame. A photo is opened as a page of its own, not embedded. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Of every page. The address of a page may hold a tracking id: no other site is told it. */
export const securityHeaders = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'geolocation=(self), camera=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // A year; browsers heed it only over HTTPS.
  'strict-transport-security': 'max-age=31536000',
};

export function html(
  status: number,
  page: VNode,
  more: { headers?: Record<string, string> | undefined } = {},
): ApiResponse {
  return {
    status,
    body: `<!doctype html>${renderToString(page)}`,
    headers: { 'content-type': 'text/html; charset=utf-8', ...securityHeaders, ...more.headers },
  };
}

/** After a post: the browser gets the next page by itself, and reloading it sends nothing again. */
export function seeOther(location: string, cookies?: string[]): ApiResponse {
  return {
    status: 303,
    body: '',
    headers: { 'content-type': 'text/plain; charset=utf-8', ...securityHeaders, location },
    ...(cookies && { cookies }),
  };
}
