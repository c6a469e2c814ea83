import type { JsonSchema } from './shapes.ts';

/** Text at the top of the document. */
export const about =
  "The city's complaints: file, follow, answer. Errors are problem+json with a stable `code`; bad input changes nothing. " +
  'Instants are UTC, days are local. An answer may gain fields in a later version: ignore those you do not know.';

/** Credential of a caller; `anybody` needs none. */
export type Credential = 'anybody' | keyof typeof securitySchemes;

/** The security schemes of the document. */
export const securitySchemes = {
  apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key', description: "An app's key." },
  reporterSecret: {
    type: 'apiKey',
    in: 'header',
    name: 'x-reporter-secret',
    description: 'Given once, when the complaint was filed.',
  },
  gateway: {
    type: 'apiKey',
    in: 'header',
    name: 'x-signature',
    description:
      'HMAC-SHA256 in hex over `<x-timestamp>.<content-type>.<raw body>`, with the secret given to the gateway.',
  },
  officer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: "Token of the city's OIDC issuer." },
} as const satisfies Record<string, JsonSchema>;

/** Headings of the document. */
export const tags = {
  Complaints: 'For apps: file a complaint and follow it.',
  Reporters: 'What a reporter does with their own complaint.',
  Staff: 'For officers of the city.',
  Directory: 'What a complaint can be about, and where.',
  Statistics: 'Figures of the city, without anything of a single complaint.',
  Administration: 'For admins: the records that decide who gets a complaint, under which rules, and who may act.',
  Gateway: "For the city's SMS gateway.",
  Open311: 'Open311 GeoReport v2, for apps that speak it already: docs/open311.md.',
  Reference: 'This document.',
} as const;

/** Refusals by status: the component's name and what it means. */
export const refusals = {
  400: { name: 'BadInput', means: 'Bad input; `errors` names each field. Nothing was changed.' },
  401: { name: 'Unauthenticated', means: 'No valid credentials.' },
  403: { name: 'Forbidden', means: 'Known, but not allowed.' },
  404: { name: 'NotFound', means: 'No such thing, or none that you may know of.' },
  409: { name: 'Conflict', means: 'Somebody was faster, or it is not possible now; `current` tells how it stands.' },
  413: { name: 'TooLarge', means: 'The body is too large.' },
  415: { name: 'UnsupportedMediaType', means: 'The body is of another media type.' },
  429: { name: 'TooManyRequests', means: 'Wait as long as `Retry-After` says, else a second.' },
  500: { name: 'Failed', means: 'A fault of ours; quote the correlation id.' },
  503: { name: 'Busy', means: 'Try again.' },
} as const;
export type Refusal = keyof typeof refusals;

/** Answered by API Gateway before any function is called, or by the function: both forms are possible. */
export const byGateway: ReadonlySet<Refusal> = new Set<Refusal>([401, 413, 429, 500, 503]);
