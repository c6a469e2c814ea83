/** Calls the city's HTTP API by fetch, for the pages. */
import { ApiUnavailable, type ApiAnswer, type Caller, type CityApi, type Refusal } from '../../pages/ports.ts';

/** Milliseconds for one call: two in a row must fit in the 15 s of the pages function. */
const timeoutMs = 7_000;

/** Calls the API at `url`, a base URL without a slash at its end. `webKey` answers the API key of the city's own web form. */
export function createCityApi({ url, webKey }: { url: string; webKey: () => Promise<string> }): CityApi {
  async function call<T>(method: string, path: string, caller: Caller = {}, body?: unknown): Promise<ApiAnswer<T>> {
    const response = await ask(url + path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(caller.secret !== undefined && { 'x-reporter-secret': caller.secret }),
        ...(caller.token !== undefined && { authorization: `Bearer ${caller.token}` }),
        ...(caller.webKey === true && { 'x-api-key': await webKey() }),
        ...(caller.idempotencyKey !== undefined && { 'idempotency-key': caller.idempotencyKey }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (response.status >= 500) throw new ApiUnavailable(`answered ${response.status}`);
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok) return { ok: true, body: answer as T };
    return { ok: false, status: response.status, problem: refusalIn(answer, response.status) };
  }
  return {
    get: (path, caller) => call('GET', path, caller),
    post: (path, body, caller) => call('POST', path, caller, body),
    put: (path, body, caller) => call('PUT', path, caller, body),
    remove: (path, caller) => call('DELETE', path, caller),
    async sendPhoto({ url: store, fields }, bytes, type) {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      form.set('file', new Blob([new Uint8Array(bytes)], { type }));
      return (await ask(store, { method: 'POST', body: form })).ok;
    },
  };
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
  } catch (error) {
    throw new ApiUnavailable('no answer', { cause: error });
  }
}

/** Reads a refusal of API Gateway itself (401, 413, 429), which is no problem+json but `{"message": …}`. */
function refusalIn(answer: unknown, status: number): Refusal {
  const found = (typeof answer === 'object' && answer !== null ? answer : {}) as Partial<Refusal>;
  return { ...found, code: found.code ?? `http-${status}`, detail: found.detail ?? '' };
}
