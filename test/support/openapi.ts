/** Holds what the API answers against docs/openapi.json: path, status, media type and body. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Exchange } from '../../bin/support/local-client.ts';
import { openApiJson } from '../../lib/openapi/index.ts';
import type { OpenApiDocument, PathOperation, Response } from '../../lib/openapi/shapes.ts';

type Json = { [key: string]: unknown };

const document = JSON.parse(openApiJson()) as OpenApiDocument;
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
// A published answer may gain fields; here one that the document does not name is a mistake of ours.
ajv.addSchema({ $id: 'openapi', components: { schemas: closed(document.components.schemas) } });
const compiled = new Map<string, ValidateFunction>();

/** Throws, saying what is not documented, for a request that was taken and for its answer, whatever that is. */
export function checkExchange({ method, path, request, status, contentType, body }: Exchange): void {
  const [pathname = ''] = path.split('?');
  const what = `${method} ${pathname} answered ${status}`;
  const found = operationFor(method, pathname);
  // A path that the API does not have is answered by our own 404, which is documented with every other.
  const response = found ? responseOf(found.operation, status) : status === 404 ? notFound(pathname) : undefined;
  if (!response)
    throw new Error(
      `${what}, which docs/openapi.json does not have: see lib/openapi/operations/, then npm run openapi`,
    );
  const media = contentType.split(';')[0]?.trim() ?? '';
  const content = response.content?.[media];
  if (response.content && !content)
    throw new Error(`${what} as ${media}; documented: ${Object.keys(response.content).join(', ')}`);
  if (content?.schema) validate(`${what}: its body`, content.schema, body);
  const sent = found?.operation.requestBody?.content['application/json']?.schema;
  if (status < 300 && sent && typeof request === 'object') validate(`${what}: what was sent`, sent, request);
}

/** The operation for a method and path; a spelled-out path comes before one with parameters. */
export function operationFor(method: string, path: string): { path: string; operation: PathOperation } | undefined {
  const fitting = Object.entries(document.paths).filter(([template, methods]) => {
    const pattern = template
      .split(/\{\w+\}/)
      .map((part) => part.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`))
      .join('[^/]+');
    return method.toLowerCase() in methods && new RegExp(`^${pattern}$`).test(path);
  });
  const [best] = fitting.sort(([a], [b]) => a.split('{').length - b.split('{').length);
  const operation = best?.[1][method.toLowerCase()];
  return best && operation && { path: best[0], operation };
}

function responseOf(operation: PathOperation, status: number): Response | undefined {
  const found = operation.responses[status];
  return found && '$ref' in found ? component(found.$ref.split('/').at(-1) ?? '') : found;
}

const notFound = (path: string): Response | undefined =>
  component(path.startsWith('/open311/') ? 'Open311NotFound' : 'NotFound');

const component = (name: string): Response | undefined => document.components.responses[name];

function validate(what: string, schema: Json, value: unknown): void {
  const key = JSON.stringify(schema);
  let check = compiled.get(key);
  if (!check) {
    check = ajv.compile(closed(JSON.parse(key.replaceAll('"#/components/', '"openapi#/components/')) as Json));
    compiled.set(key, check);
  }
  if (!check(value))
    throw new Error(`${what} is not as documented: ${ajv.errorsText(check.errors)}\n${JSON.stringify(value)}`);
}

/** The same schema, where every object has the properties it names and no other. */
function closed<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map((one: unknown) => closed(one)) as T;
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value as unknown)]));
  const open =
    inner['type'] === 'object' && inner['properties'] !== undefined && inner['additionalProperties'] === undefined;
  return (open ? { ...inner, additionalProperties: false } : inner) as T;
}
