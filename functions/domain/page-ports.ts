/** What the pages need of the outside: the city's own HTTP API, as any other client sees it. */
import type { FieldError } from './errors.ts';

/** In whose name a call is made. Nothing of it is kept. */
export type Caller = {
  /** The reporter's secret, as the reporter's browser sent it. */
  secret?: string | undefined;
  /** An officer's access token. */
  token?: string | undefined;
  /** Send the key of the city's own web form: for filing and joining only. */
  webKey?: boolean;
  idempotencyKey?: string | undefined;
};

/** A refusal of the API, as its problem+json says it. */
export type Refusal = {
  code: string;
  detail: string;
  errors?: readonly FieldError[];
  /** Seconds. */
  retryAfter?: number;
  current?: unknown;
};

export type ApiAnswer<T> = { ok: true; body: T } | { ok: false; status: number; problem: Refusal };

/** The city's HTTP API. Throws ApiUnavailable when it does not answer, or answers 5xx. */
export type CityApi = {
  get<T>(path: string, caller?: Caller): Promise<ApiAnswer<T>>;
  post<T>(path: string, body: unknown, caller?: Caller): Promise<ApiAnswer<T>>;
  put<T>(path: string, body: unknown, caller?: Caller): Promise<ApiAnswer<T>>;
  remove<T>(path: string, caller?: Caller): Promise<ApiAnswer<T>>;
  /** Sends a photo by a form that the API offered. Answers whether the store took it. */
  sendPhoto(offer: { url: string; fields: Record<string, string> }, bytes: Uint8Array, type: string): Promise<boolean>;
};

/** The API cannot be reached, or failed; what was asked may or may not have happened. */
export class ApiUnavailable extends Error {
  override readonly name = 'ApiUnavailable';
}
