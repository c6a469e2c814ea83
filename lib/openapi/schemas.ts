import * as z from 'zod';

/** JSON Schema as OpenAPI 3.1 carries it. */
export type JsonSchema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  enum?: unknown[];
  [key: string]: unknown;
};

/** Whether a schema is of what callers send or of what they get. */
type Direction = 'input' | 'output';

/** Turns zod schemas into JSON Schema 2020-12 and keeps those with a `meta({ id })` as components. */
export function createSchemas() {
  const components = new Map<string, JsonSchema>();
  return {
    /** Named schemas seen so far, by name. */
    components: (): Record<string, JsonSchema> =>
      Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
    /** Throws when two different schemas claim one name. */
    of(schema: z.ZodType, io: Direction): JsonSchema {
      const {
        $schema,
        $defs = {},
        ...own
      } = z.toJSONSchema(schema, { io, override: ({ jsonSchema }) => tidy(jsonSchema as JsonSchema, io) });
      const [inner, named] = JSON.parse(
        JSON.stringify([own, $defs]).replaceAll('#/$defs/', '#/components/schemas/'),
      ) as [JsonSchema, Record<string, JsonSchema>];
      for (const [name, found] of Object.entries(named)) {
        const { id, ...component } = found;
        const known = components.get(name);
        if (known && JSON.stringify(known) !== JSON.stringify(component))
          throw new Error(`two schemas are called ${name}`);
        components.set(name, component);
      }
      return inner;
    },
  };
}

/** Patterns that `format` already says, and limits that only say "a safe integer", are noise; answers may gain fields later. */
function tidy(schema: JsonSchema, io: Direction): void {
  if (schema.format !== undefined) delete schema['pattern'];
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum'];
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum'];
  if (io === 'output' && schema['additionalProperties'] === false) delete schema['additionalProperties'];
}
