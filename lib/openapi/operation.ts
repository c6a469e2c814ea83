import type * as z from 'zod';
import type { RouteKey } from '../constructs/function-route.ts';
import type { Credential, Refusal, tags } from './texts.ts';

/** A body by media type; `undefined` where no JSON Schema can say what it holds (XML, HTML). */
export type Content = Readonly<Record<string, z.ZodType | undefined>>;

/** One answer of an operation: a JSON schema alone, or whatever media types it comes in. */
export type OpenApiAnswer =
  | z.ZodType
  | { readonly description: string; readonly content?: Content; readonly headers?: Readonly<Record<string, string>> };

/**
 * One operation of the API. Add one as data in `operations/`, then run `npm run openapi`; answers common to all operations (429, 500, 503, and
 * 413 where there is a body) are added automatically.
 */
export interface Operation {
  /** The template's route that takes it. */
  readonly route: RouteKey;
  /** Path in the document, where one route serves several operations (default: the route's). */
  readonly path?: `/${string}`;
  /** Unique, in camelCase: generated clients name their methods after it. */
  readonly id: string;
  /** Heading in the document; texts.ts describes new ones. */
  readonly tag: keyof typeof tags;
  readonly summary: string;
  /** More, where one line is not enough. */
  readonly description?: string;
  /** Credentials that are accepted, as alternatives (default: anybody). */
  readonly by?: readonly Credential[];
  /** Query parameters, as the use case parses them. */
  readonly query?: z.ZodObject;
  /** Request headers besides credentials. */
  readonly headers?: Readonly<Record<string, { readonly schema: z.ZodType; readonly description: string }>>;
  /** Request body: a JSON schema alone, or by media type. */
  readonly body?: z.ZodType | Content;
  /** Successful answers, by status. */
  readonly answers: Readonly<Record<number, OpenApiAnswer>>;
  /** Statuses of refusals in problem+json, besides those that follow from credentials, path, query and body. */
  readonly problems?: readonly Refusal[];
  /** Statuses of refusals in Open311's own form. */
  readonly open311Problems?: readonly Refusal[];
}
