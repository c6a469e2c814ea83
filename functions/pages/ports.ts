/** Defines what the pages need: the city's own HTTP API as any client sees it, and the officers' issuer. */
import type { Blocker, FieldError } from '../domain/kernel/errors.ts';

/** Credentials of a call, used once and not kept. */
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
  /** Records and complaints that still need the directory record. */
  blockers?: readonly Blocker[];
};

/** An answer of the API: its body, or its refusal. */
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

/** The officers' OpenID Connect issuer. Each call throws IssuerUnavailable when it does not answer as it should. */
export type SignIn = {
  /** As its tokens name it. */
  issuer: string;
  /** The address at which a browser signs in: code flow with PKCE (S256). */
  authorizeUrl(asked: { redirectUri: string; state: string; challenge: string; lang: string }): Promise<string>;
  /** The access token for a code, and for how many seconds it is good; undefined when the issuer refuses the code. */
  redeem(given: {
    code: string;
    verifier: string;
    redirectUri: string;
  }): Promise<{ token: string; seconds: number } | undefined>;
  /** The address at which a browser signs out at the issuer too; undefined where there is none. */
  signOutUrl(backTo: string): Promise<string | undefined>;
};

/** The issuer cannot be reached, or answers what no issuer should. */
export class IssuerUnavailable extends Error {
  override readonly name = 'IssuerUnavailable';
}
