import * as z from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject } from 'zod-openapi';
import { gatewayMessage, problem } from '../../functions/http/views/problem-schema.ts';
import type { Content, OpenApiAnswer, Operation } from './operation.ts';
import { errors } from './operations/open311-answers.ts';
import { byGateway, refusals, type Refusal } from './texts.ts';

/** One operation as zod-openapi takes it. */
export function pathOperation(operation: Operation, path: string): ZodOpenApiOperationObject {
  const { by = ['anybody'], body, description, query, headers = {} } = operation;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, z.string()] as const);
  const inHeader = Object.entries(headers).map(
    ([name, { schema, description: text }]) =>
      [name, schema.optional().meta({ param: { description: text } })] as const,
  );
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    ...(description === undefined ? {} : { description }),
    security: by.map((credential) => (credential === 'anybody' ? {} : { [credential]: [] })),
    requestParams: {
      path: z.object(Object.fromEntries(inPath)),
      ...(query && { query }),
      header: z.object(Object.fromEntries(inHeader)),
    },
    ...(body && { requestBody: { required: bodyIsRequired(body), content: mediaTypes(asContent(body)) } }),
    responses: Object.fromEntries([
      ...Object.entries(operation.answers).map(([status, answer]) => [status, response(answer)]),
      ...refusalsOf(operation).map(([status, name]) => [status, { $ref: `#/components/responses/${name}` }]),
    ]),
  };
}

/** The refusals of an operation: status and name of the component. What every operation may answer is among them. */
export function refusalsOf(operation: Operation): [Refusal, string][] {
  const { problems = [], open311Problems, body } = operation;
  const always: readonly Refusal[] = [...(body === undefined ? [] : [413 as const]), 429, 500, 503];
  return [...new Set([...problems, ...(open311Problems ?? following(operation)), ...always])]
    .sort((a, b) => a - b)
    .map((status) => [status, `${open311Problems ? 'Open311' : ''}${refusals[status].name}`]);
}

/** The refusals that follow from an operation's credentials, path, query and body. */
function following({ by = ['anybody'], route, query, body }: Operation): Refusal[] {
  const refused: Partial<Record<Refusal, boolean>> = {
    400: query !== undefined || body !== undefined,
    401: by.some((credential) => credential !== 'anybody'),
    403: by.includes('apiKey') || by.includes('officer'),
    404: route.includes('{'),
    415: body instanceof z.ZodType,
  };
  return (Object.keys(refused).map(Number) as Refusal[]).filter((status) => refused[status]);
}

function response(answer: OpenApiAnswer): ZodOpenApiResponseObject {
  if (answer instanceof z.ZodType) return response({ description: 'Done.', content: { 'application/json': answer } });
  const { description, content, headers } = answer;
  return {
    description,
    ...(headers && {
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, text]) => [
          name,
          { description: text, schema: { type: 'string' as const } },
        ]),
      ),
    }),
    ...(content && { content: mediaTypes(content) }),
  };
}

/** The refusals that operations refer to by name: as problem+json, and in Open311's form. */
export function refusalResponses(used: ReadonlySet<string>): Record<string, ZodOpenApiResponseObject> {
  const named = (prefix: string, contentOf: (status: Refusal) => Content): [string, ZodOpenApiResponseObject][] =>
    Object.entries(refusals).map(([status, { name, means }]) => {
      const content = contentOf(Number(status) as Refusal);
      return [prefix + name, response({ description: means, content })];
    });
  const all = [
    ...named('', (status) => ({
      'application/problem+json': problem,
      ...(byGateway.has(status) ? { 'application/json': gatewayMessage } : {}),
    })),
    ...named('Open311', (status) => ({
      'text/xml': undefined,
      'application/json': byGateway.has(status) ? z.union([errors, gatewayMessage]) : errors,
    })),
  ];
  return Object.fromEntries(all.filter(([name]) => used.has(name)));
}

const mediaTypes = (content: Content): Record<string, { schema?: z.ZodType }> =>
  Object.fromEntries(Object.entries(content).map(([type, schema]) => [type, schema ? { schema } : {}]));

const asContent = (body: z.ZodType | Content): Content =>
  body instanceof z.ZodType ? { 'application/json': body } : body;

/** A body may be left out where nothing in it is required. */
const bodyIsRequired = (body: z.ZodType | Content): boolean =>
  Object.values(asContent(body)).every((schema) => schema === undefined || !schema.safeParse({}).success);
