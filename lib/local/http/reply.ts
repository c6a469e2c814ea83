import type { ServerResponse } from 'node:http';
import { isObject, parseJson, textOf, type Json, type JsonObject } from '../json.ts';

/**
 * Sends what a function returned, by the rules of payload format 2.0: an object with `statusCode` is the response, anything else is a JSON body
 * with status 200. Answers false, sending nothing, when API Gateway could not use it.
 */
export function sendReply(response: ServerResponse, payload: string): boolean {
  const result = parseJson(payload);
  if (!isObject(result) || result['statusCode'] === undefined) {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(payload);
    return true;
  }
  const status = Number(result['statusCode']);
  const body = result['body'] ?? '';
  if (!Number.isInteger(status) || status < 200 || status > 599 || typeof body !== 'string') return false;
  response.writeHead(status, headersOf(result));
  response.end(result['isBase64Encoded'] === true ? Buffer.from(body, 'base64') : body);
  return true;
}

function headersOf(result: JsonObject): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = { 'content-type': 'text/plain; charset=utf-8' };
  const given: Json = result['headers'] ?? {};
  for (const [name, value] of Object.entries(isObject(given) ? given : {})) headers[name.toLowerCase()] = textOf(value);
  if (Array.isArray(result['cookies'])) headers['set-cookie'] = result['cookies'].map((cookie) => textOf(cookie));
  return headers;
}
