/** Describes one request for a page: its language, its form, and links that keep the language. */
import type { ApiRequest } from '../../http/api-handler.ts';
import type { CityApi, SignIn } from '../ports.ts';
import type { Clock, Random } from '../../domain/kernel/ports.ts';
import type { Form, FormFile } from '../../http/open311/form.ts';
import { noForm } from '../../http/open311/form.ts';
import type { SessionKeys } from './session/cookie-cipher.ts';
import { en } from '../words/en/citizen.ts';
import { id, type Texts } from '../words/id/citizen.ts';

export type Lang = 'id' | 'en';

/** A file that a page loads, under a name that changes with its content. */
export type Asset = { name: string; type: string; body: string };

/** Outlines of the city's areas, projected into a box of `width` × `height`. */
export type CityMap = { width: number; height: number; paths: Record<string, string> };

/** Dependencies of the pages, wired in pages.lambda.ts. */
export type PageDeps = {
  api: CityApi;
  clock: Clock;
  /** IANA zone in which days are named. */
  zone: string;
  cityName: string;
  /** Origin of this site, from the settings: a request's `Host` is whatever its sender writes. */
  publicUrl: string;
  /** Licence of the open data in the city's own words; empty while the city has set none. */
  dataLicense: string;
  /** Answers whether the city has given its web form a key. */
  formOpen: () => Promise<boolean>;
  /** Keys of officers' sessions; undefined until the city makes a session key: the console is not open then. */
  sessionKeys: () => Promise<SessionKeys | undefined>;
  /** The officers' issuer; undefined where the city has registered no client for the pages. */
  signIn: SignIn | undefined;
  style: Asset;
  script: Asset;
  map: CityMap;
  random: Random;
};

/** Links of a page's head. */
export type Nav = readonly (readonly [path: string, text: string])[];

export type Visit = {
  deps: PageDeps;
  lang: Lang;
  t: Texts;
  request: ApiRequest;
  method: string;
  /** The path asked for, with parameters encoded, for the language switch. */
  path: string;
  form: Form;
  /** Navigation of another audience, in place of the public one. */
  nav?: Nav;
  /** A link within the site, in the visitor's language. */
  href: (path: string, query?: Record<string, string | undefined>) => string;
};

export function visitOf(deps: PageDeps, request: ApiRequest, method: string, path: string): Visit {
  const lang: Lang = request.query['lang'] === 'en' ? 'en' : 'id';
  return {
    deps,
    lang,
    t: lang === 'en' ? en : id,
    request,
    method,
    path,
    form: (request.body as Form | undefined) ?? noForm,
    href: (to, query = {}) => withQuery(to, { ...query, lang: lang === 'en' ? 'en' : undefined }),
  };
}

/** An address of this site as the browser calls it, for what leaves the browser. */
export const addressOf = ({ deps: { publicUrl } }: Visit, path: string): string => `${publicUrl}${path}`;

/** A path with its query; values that are undefined or empty are left out. */
export function withQuery(path: string, query: Record<string, string | undefined>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) parameters.set(name, value);
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** The one value of a field of the form that was sent; empty when it was not there. */
export const fieldOf = ({ form }: Visit, name: string): string => form.fields.get(name)?.[0]?.trim() ?? '';

/** Fields that no person fills in, and the relay's token: a secret is not shown. */
const technical: ReadonlySet<string> = new Set(['csrf', 'asal', 'semula', 'versi', 'kunci', 'langkah', 'token']);

/** Every value that was typed or chosen, by field. It is shown where a form cannot be taken, so that no word is lost. */
export const filledIn = ({ form }: Visit): { name: string; value: string }[] =>
  [...form.fields].flatMap(([name, values]) =>
    technical.has(name) ? [] : values.filter((value) => value.trim() !== '').map((value) => ({ name, value })),
  );

/** The file of a field. A browser sends an empty one when none was chosen. */
export const fileOf = ({ form }: Visit, name: string): FormFile | undefined =>
  form.files.find((file) => file.field === name && file.bytes.length > 0);
