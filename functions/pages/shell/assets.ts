/** Serves style and script, each under a name that changes with its content, so that a browser keeps it for a year. */
import { createHash } from 'node:crypto';
import type { ApiResponse } from '../../http/api-handler.ts';
import { absent } from './refused.tsx';
import { securityHeaders } from './respond.ts';
import type { Asset, Visit } from './visit.ts';

/** @param file such as `tanggap.css` */
export function assetOf(file: string, type: string, body: string): Asset {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 10);
  return { name: file.replace('.', `-${hash}.`), type, body };
}

export async function sendAsset(visit: Visit): Promise<ApiResponse> {
  const { style, script } = visit.deps;
  const found = [style, script].find(({ name }) => name === visit.request.path['name']);
  if (!found) return absent(visit);
  return {
    status: 200,
    body: found.body,
    headers: {
      'content-type': found.type,
      ...securityHeaders,
      'cache-control': 'public, max-age=31536000, immutable',
    },
  };
}
