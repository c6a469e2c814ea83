import { webhookEvent } from '../../functions/webhooks/event-schema.ts';
import { pathOperation, refusalResponses, type PathOperation, type Response } from './path-operation.ts';
import type { Operation } from './operation.ts';
import { createSchemas, type JsonSchema } from './schemas.ts';
import { about, securitySchemes, tags } from './texts.ts';

/** An OpenAPI 3.1 document, as far as the reference page and the tests read it. */
export type OpenApiDocument = {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, PathOperation>>;
  /** What we send to subscribers (docs/webhooks.md). */
  webhooks: Record<string, { post: Webhook }>;
  components: {
    responses: Record<string, Response>;
    schemas: Record<string, JsonSchema>;
    securitySchemes: Record<string, JsonSchema>;
  };
};

type Webhook = { summary: string; requestBody: PathOperation['requestBody']; responses: Record<string, Response> };

/** Builds the document. Throws when two operations claim one id, or one path and method. */
export function openApiDocument(operations: readonly Operation[], version: string): OpenApiDocument {
  const schemas = createSchemas();
  const paths: OpenApiDocument['paths'] = {};
  const ids = new Set<string>();
  for (const operation of operations) {
    const [method = '', routePath = ''] = operation.route.split(' ');
    const path = operation.path ?? routePath;
    const methods = (paths[path] ??= {});
    if (ids.has(operation.id) || method.toLowerCase() in methods)
      throw new Error(`${operation.id} (${method} ${path}) is there twice`);
    ids.add(operation.id);
    methods[method.toLowerCase()] = pathOperation(operation, path, schemas);
  }
  const used = new Set<string>(operations.map((operation) => operation.tag));
  return {
    openapi: '3.1.0',
    info: { title: 'Tanggap', version, description: about },
    servers: [{ url: '/' }],
    tags: Object.entries(tags)
      .filter(([name]) => used.has(name))
      .map(([name, description]) => ({ name, description })),
    paths,
    webhooks: { complaintEvent: { post: complaintEvent(schemas) } },
    components: { responses: refusalResponses(schemas), schemas: schemas.components(), securitySchemes },
  };
}

function complaintEvent(schemas: ReturnType<typeof createSchemas>): Webhook {
  return {
    summary: 'Something happened to a complaint: signed as Standard Webhooks 1.0, in order, tried again for a day',
    requestBody: {
      required: true,
      content: { 'application/cloudevents+json': { schema: schemas.of(webhookEvent, 'output') } },
    },
    responses: { '2XX': { description: 'Taken. Every other answer is a failure; 410 ends the subscription.' } },
  };
}
