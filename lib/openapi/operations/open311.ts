import * as z from 'zod';
import { updateFields } from '../../../functions/follow-up/update-fields.ts';
import { requestFields } from '../../../functions/intake/request-fields.ts';
import { requestsParameters } from '../../../functions/query/open311/requests-query.ts';
import { windowParameters } from '../../../functions/query/open311/list-updates.ts';
import type { RouteKey } from '../../constructs/function-route.ts';
import type { Content, Operation } from '../operation.ts';
import * as answers from './open311-answers.ts';

/** Query parameters of every call. */
const everywhere = z.object({ jurisdiction_id: z.string().optional(), api_key: z.string().optional() });

type Facts = Pick<Operation, 'id' | 'summary' | 'description' | 'body'> & { answer: z.ZodType; query?: z.ZodObject };

const formats = { Json: 'application/json', Xml: 'text/xml' } as const;
type Format = keyof typeof formats;

const contentIn = (format: Format, answer: z.ZodType): Content =>
  format === 'Json' ? { [formats.Json]: answer } : { [formats.Xml]: undefined };

function operation(
  route: RouteKey,
  { answer: _answer, query = z.object({}), ...facts }: Facts,
  content: Content,
): Operation {
  return {
    ...facts,
    route,
    tag: 'Open311',
    by: ['anybody', 'apiKey'],
    query: everywhere.extend(query.shape),
    answers: { 200: { description: 'Done.', content } },
    open311Problems: [400, 403, 404],
  };
}

/** A resource whose path ends in its format: one operation for each. */
const inBothFormats = (route: RouteKey, facts: Facts): Operation[] =>
  (['Json', 'Xml'] as const).map((format) =>
    operation(
      `${route}.${format.toLowerCase()}` as RouteKey,
      { ...facts, id: `${facts.id}${format}`, summary: `${facts.summary} (${format === 'Json' ? 'JSON' : 'XML'})` },
      contentIn(format, facts.answer),
    ),
  );

/** An item, whose last segment ends in `.json` or `.xml`. */
const bySuffix = (route: RouteKey, facts: Facts): Operation =>
  operation(
    route,
    { ...facts, description: 'The last segment of the path ends in `.json` or `.xml`.' },
    { ...contentIn('Json', facts.answer), ...contentIn('Xml', facts.answer) },
  );

/** Fields of a form, with what any form may hold besides. */
const form = (fields: z.ZodObject): Content => {
  const whole = z.looseObject({ ...fields.shape, ...everywhere.shape });
  return { 'application/x-www-form-urlencoded': whole, 'multipart/form-data': whole };
};

const v2 = '/open311/v2';

/** Open311 GeoReport v2 (docs/open311.md), for apps that speak it already. */
export const open311: readonly Operation[] = [
  ...inBothFormats('GET /open311/discovery', {
    id: 'open311Discover',
    summary: 'Which endpoints there are',
    answer: answers.discovery,
  }),
  ...inBothFormats(`GET ${v2}/discovery`, {
    id: 'open311DiscoverHere',
    summary: 'Which endpoints there are',
    answer: answers.discovery,
  }),
  ...inBothFormats(`GET ${v2}/services`, { id: 'open311Services', summary: 'Services', answer: answers.services }),
  bySuffix(`GET ${v2}/services/{service_code}`, {
    id: 'open311Definition',
    summary: 'What a service asks besides the report',
    answer: answers.definition,
  }),
  ...inBothFormats(`POST ${v2}/requests`, {
    id: 'open311Post',
    summary: 'File a complaint',
    description:
      'Needs a key. Attributes as `attribute[CODE]`; photos as files of a multipart form, at most five and together 4.5 MB. `media_url` is kept and never fetched.',
    body: form(requestFields),
    answer: answers.posted,
  }),
  ...inBothFormats(`GET ${v2}/requests`, {
    id: 'open311Requests',
    summary: 'Requests, by id or by window',
    query: requestsParameters,
    answer: answers.requests,
  }),
  bySuffix(`GET ${v2}/requests/{service_request_id}`, {
    id: 'open311Request',
    summary: 'One request',
    query: requestsParameters.pick({ extensions: true }),
    answer: answers.requests,
  }),
  bySuffix(`GET ${v2}/tokens/{token}`, {
    id: 'open311Token',
    summary: 'The request that a token became',
    answer: answers.tokens,
  }),
  ...inBothFormats(`GET ${v2}/servicerequestupdates`, {
    id: 'open311Updates',
    summary: 'What has happened to requests in a window',
    query: windowParameters,
    answer: answers.updates,
  }),
  ...inBothFormats(`POST ${v2}/servicerequestupdates`, {
    id: 'open311PostUpdate',
    summary: 'Say something more about a request',
    description: 'Needs the key of a client that may (`updates:write`).',
    body: form(updateFields),
    answer: answers.postedUpdate,
  }),
];
