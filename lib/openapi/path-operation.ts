import * as z from 'zod';
import { gatewayMessage, problem } from '../../functions/http/views/problem-schema.ts';
import type { Content, OpenApiAnswer, Operation } from './operation.ts';
import { errors } from './operations/open311-answers.ts';
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

function responsesOf(operation: Operation, schemas: Schemas): PathOperation['responses'] {
  const { answers, problems = [], open311Problems = [], body } = operation;
  const always: readonly Refusal[] = [...(body === undefined ? [] : [413 as const]), 429, 500, 503];
  const refused = new Set<Refusal>([...problems, ...open311Problems, ...always]);
  const form = open311Problems.length > 0 ? 'Open311' : '';
  return {
    ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, response(answer, schemas)])),
    ...Object.fromEntries(
      [...refused]
        .sort((a, b) => a - b)
        .map((status) => [status, { $ref: `#/components/responses/${form}${refusals[status].name}` }]),
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

/** The refusals, which operations refer to by name: as problem+json, and in Open311's form. */
export function refusalResponses(schemas: Schemas): Record<string, Response> {
  const named = (prefix: string, contentOf: (status: Refusal) => Content): [string, Response][] =>
    Object.entries(refusals).map(([status, { name, means }]) => {
      const content = contentOf(Number(status) as Refusal);
      return [prefix + name, response({ description: means, content }, schemas)];
    });
  return Object.fromEntries([
    ...named('', (status) => ({
      'application/problem+json': problem,
      ...(byGateway.has(status) ? { 'application/json': gatewayMessage } : {}),
    })),
    ...named('Open311', (status) => ({
      'text/xml': undefined,
      'application/json': byGateway.has(status) ? z.union([errors, gatewayMessage]) : errors,
    })),
  ]);
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
