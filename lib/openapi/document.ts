import { createDocument, createSchema, type CreateDocumentOptions } from 'zod-openapi';
import type * as z from 'zod';
import { isStoredObject, readsUnknown } from '../../functions/domain/kernel/stored.ts';
import { webhookEvent } from '../../functions/webhooks/event-schema.ts';
import { pathOperation, refusalResponses, refusalsOf } from './path-operation.ts';
import type { Operation } from './operation.ts';
import type { JsonSchema, OpenApiDocument } from './shapes.ts';
import { about, securitySchemes, tags } from './texts.ts';

/** Builds the OpenAPI 3.1 document. Throws when two operations claim one id, or one path and method, and when two schemas claim one name. */
export function openApiDocument(operations: readonly Operation[], version: string): OpenApiDocument {
  const paths: Record<string, Record<string, ReturnType<typeof pathOperation>>> = {};
  const ids = new Set<string>();
  for (const operation of operations) {
    const [method = '', routePath = ''] = operation.route.split(' ');
    const path = operation.path ?? routePath;
    const methods = (paths[path] ??= {});
    if (ids.has(operation.id) || method.toLowerCase() in methods)
      throw new Error(`${operation.id} (${method} ${path}) is there twice`);
    ids.add(operation.id);
    methods[method.toLowerCase()] = pathOperation(operation, path);
  }
  const used = new Set<string>(operations.map((operation) => operation.tag));
  const refused = new Set(operations.flatMap((operation) => refusalsOf(operation).map(([, name]) => name)));
  // A request body, but one that we write: receivers get an answer's schema.
  const sent = createSchema(webhookEvent, { io: 'output', opts });
  const document = createDocument(
    {
      openapi: '3.1.0',
      info: { title: 'Tanggap', version, description: about },
      servers: [{ url: '/' }],
      tags: Object.entries(tags)
        .filter(([name]) => used.has(name))
        .map(([name, description]) => ({ name, description })),
      paths,
      webhooks: { complaintEvent: { post: complaintEvent(sent.schema) } },
      components: { responses: refusalResponses(refused), schemas: sent.components, securitySchemes },
    },
    opts,
  );
  // zod-openapi's own type leaves everything out that an OpenAPI document may leave out; ours has it.
  return document as unknown as OpenApiDocument;
}

const opts: CreateDocumentOptions = {
  override({ zodSchema, jsonSchema, io }) {
    showKnown(zodSchema, jsonSchema as JsonSchema);
    tidy(jsonSchema as JsonSchema, io);
  },
};

/** Documents the members and words of this release, though answers may hold those of a newer one (docs/api.md). */
function showKnown(zodSchema: z.core.$ZodTypes, schema: JsonSchema): void {
  if (isStoredObject(zodSchema)) delete schema['additionalProperties'];
  const { def } = zodSchema._zod;
  if (def.type !== 'union' || !Array.isArray(schema['anyOf'])) return;
  const shown = schema['anyOf'].filter((_, n) => !readsUnknown(def.options[n]!));
  if (shown.length !== 1) return;
  delete schema['anyOf'];
  Object.assign(schema, shown[0]);
}

/** The post to subscribers (docs/webhooks.md). */
const complaintEvent = (schema: ReturnType<typeof createSchema>['schema']) => ({
  operationId: 'complaintEvent',
  security: [],
  summary: 'Something happened to a complaint: signed as Standard Webhooks 1.0, in order, tried again for a day',
  requestBody: { required: true, content: { 'application/cloudevents+json': { schema } } },
  responses: { '2XX': { description: 'Taken. Every other answer is a failure; 410 ends the subscription.' } },
});

/** Says the same in fewer words and in those that generators of clients read; answers may gain fields later. */
function tidy(schema: JsonSchema, io: 'input' | 'output'): void {
  // Patterns that `format` already says, and limits that only say "a safe integer", are noise.
  if (schema.format !== undefined) delete schema['pattern'];
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum'];
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum'];
  if (io === 'output' && schema['additionalProperties'] === false) delete schema['additionalProperties'];
  // Generators of clients and Spectral fail at a tuple's `items: false`; the members of ours are alike.
  if (schema.prefixItems) schema.items = schema.prefixItems[0] ?? {};
  delete schema.prefixItems;
}
