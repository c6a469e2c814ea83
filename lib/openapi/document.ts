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
  components: {
    responses: Record<string, Response>;
    schemas: Record<string, JsonSchema>;
    securitySchemes: Record<string, JsonSchema>;
  };
};

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
    components: { responses: refusalResponses(schemas), schemas: schemas.components(), securitySchemes },
  };
}
