import * as z from 'zod';
import { gatewayMessage, problem } from '../../functions/http/problem-schema.ts';
import type { Content, OpenApiAnswer, Operation } from './operation.ts';
import type { createSchemas, JsonSchema } from './schemas.ts';
import { byGateway, refusals, type Refusal } from './texts.ts';

/** One operation in the document. */
export type PathOperation = {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security: Record<string, []>[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: MediaTypes };
  responses: Record<string, Response | { $ref: string }>;
};
/** One answer in the document. */
export type Response = { description: string; headers?: Record<string, JsonSchema>; content?: MediaTypes };
type MediaTypes = Record<string, { schema?: JsonSchema }>;
/** One parameter in the document. */
export type Parameter = {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: JsonSchema;
};
type Schemas = ReturnType<typeof createSchemas>;

/** One operation as OpenAPI says it. */
export function pathOperation(operation: Operation, path: string, schemas: Schemas): PathOperation {
  const { by = ['anybody'], body, description } = operation;
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    ...(description === undefined ? {} : { description }),
    security: by.map((credential) => (credential === 'anybody' ? {} : { [credential]: [] as [] })),
    parameters: parametersOf(operation, path, schemas),
    ...(body === undefined
      ? {}
      : { requestBody: { required: bodyIsRequired(body), content: mediaTypes(asContent(body), 'input', schemas) } }),
    responses: responsesOf(operation, schemas),
  };
}

function parametersOf({ query, headers = {} }: Operation, path: string, schemas: Schemas): Parameter[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']): Parameter => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const { properties = {}, required = [] } = query ? schemas.of(query, 'input') : {};
  const inQuery = Object.entries(properties).map(([name, schema]): Parameter => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
  const inHeader = Object.entries(headers).map(([name, { schema, description }]): Parameter => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: schemas.of(schema, 'input'),
  }));
  return [...inPath, ...inQuery, ...inHeader];
}

function responsesOf({ answers, problems = [], body }: Operation, schemas: Schemas): PathOperation['responses'] {
  const refused = new Set<Refusal>([...problems, ...(body === undefined ? [] : [413 as const]), 429, 500, 503]);
  return {
    ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, response(answer, schemas)])),
    ...Object.fromEntries(
      [...refused]
        .sort((a, b) => a - b)
        .map((status) => [status, { $ref: `#/components/responses/${refusals[status].name}` }]),
    ),
  };
}

function response(answer: OpenApiAnswer, schemas: Schemas): Response {
  if (answer instanceof z.ZodType)
    return response({ description: 'Done.', content: { 'application/json': answer } }, schemas);
  const { description, content, headers } = answer;
  return {
    description,
    ...(headers && {
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, text]) => [name, { description: text, schema: { type: 'string' } }]),
      ),
    }),
    ...(content && { content: mediaTypes(content, 'output', schemas) }),
  };
}

/** The refusals, which operations refer to by name. */
export function refusalResponses(schemas: Schemas): Record<string, Response> {
  return Object.fromEntries(
    Object.entries(refusals).map(([status, { name, means }]) => {
      const gateway = byGateway.has(Number(status) as Refusal);
      const content: Content = {
        'application/problem+json': problem,
        ...(gateway ? { 'application/json': gatewayMessage } : {}),
      };
      return [name, response({ description: means, content }, schemas)];
    }),
  );
}

function mediaTypes(content: Content, io: 'input' | 'output', schemas: Schemas): MediaTypes {
  return Object.fromEntries(
    Object.entries(content).map(([type, schema]) => [type, schema ? { schema: schemas.of(schema, io) } : {}]),
  );
}

const asContent = (body: z.ZodType | Content): Content =>
  body instanceof z.ZodType ? { 'application/json': body } : body;

/** A body may be left out where nothing in it is required. */
const bodyIsRequired = (body: z.ZodType | Content): boolean =>
  Object.values(asContent(body)).every((schema) => schema === undefined || !schema.safeParse({}).success);
