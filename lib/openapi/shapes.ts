/** JSON Schema 2020-12, as OpenAPI 3.1 carries it. */
export type JsonSchema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  enum?: unknown[];
  [key: string]: unknown;
};

type MediaTypes = Record<string, { schema?: JsonSchema }>;
export type Response = { description: string; content?: MediaTypes };
export type Parameter = {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  schema: JsonSchema;
};
export type PathOperation = {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security: Record<string, []>[];
  parameters?: Parameter[];
  requestBody?: { required: boolean; content: MediaTypes };
  responses: Record<string, Response | { $ref: string }>;
};

/** The OpenAPI 3.1 document, as far as the reference page and the tests read it. */
export type OpenApiDocument = {
  info: { title: string; version: string; description: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, PathOperation>>;
  webhooks: Record<string, { post: PathOperation }>;
  components: {
    responses: Record<string, Response>;
    schemas: Record<string, JsonSchema>;
    securitySchemes: Record<string, JsonSchema>;
  };
};
