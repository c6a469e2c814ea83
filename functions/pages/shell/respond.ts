/** Builds answers: HTML under a strict policy, or a redirect. */
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { ApiResponse } from '../../http/api-handler.ts';

export type { ApiResponse };

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

/** Headers of every page beside those of every answer. A page's address may hold a tracking id, which no other site is told. */
export const securityHeaders = {
  'content-security-policy': policy,
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'geolocation=(self), camera=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
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

/** Answers a post with a redirect, so that a reload sends nothing again. */
export function seeOther(location: string, cookies?: string[]): ApiResponse {
  return {
    status: 303,
    body: '',
    headers: { 'content-type': 'text/plain; charset=utf-8', ...securityHeaders, location },
    ...(cookies && { cookies }),
  };
}
