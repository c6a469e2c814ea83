/** JSON schemas of Open311's answers, written from the specification (GeoReport v2, Service Discovery, mySociety's updates). */
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

type Schema = Record<string, unknown>;

const text = { type: 'string', minLength: 1 };
const maybe = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
/** UTC, whole seconds. */
const moment = { type: 'string', pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$`, format: 'date-time' };
const code = { type: 'string', pattern: String.raw`^[\w-]+$` };
const link = { type: 'string', format: 'uri' };
const listOf = (item: Schema, most: Schema = {}): Schema => ({ type: 'array', items: item, ...most });
const object = (properties: Schema, optional: Schema = {}): Schema => ({
  type: 'object',
  properties: { ...properties, ...optional },
  required: Object.keys(properties),
  additionalProperties: false,
});

const endpoint = object({
  specification: { const: 'http://wiki.open311.org/GeoReport_v2' },
  url: link,
  changeset: moment,
  type: { enum: ['production', 'test'] },
  formats: listOf({ enum: ['text/xml', 'application/json'] }, { minItems: 1 }),
});
const service = object({
  service_code: code,
  service_name: text,
  description: text,
  metadata: { type: 'boolean' },
  type: { enum: ['realtime', 'batch', 'blackbox'] },
  keywords: { type: 'string' },
  group: { type: 'string' },
});
const attribute = object({
  variable: { type: 'boolean' },
  code,
  datatype: { enum: ['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist'] },
  required: { type: 'boolean' },
  datatype_description: { type: 'string' },
  order: { type: 'integer', minimum: 1 },
  description: text,
  values: listOf(object({ key: text, name: text })),
});
const request = object(
  {
    service_request_id: code,
    status: { enum: ['open', 'closed'] },
    status_notes: maybe(text),
    service_name: maybe(text),
    service_code: code,
    description: maybe({ type: 'string', minLength: 1, maxLength: 4000 }),
    agency_responsible: maybe(text),
    service_notice: maybe(text),
    requested_datetime: moment,
    updated_datetime: moment,
    expected_datetime: maybe(moment),
    address: text,
    address_id: maybe(text),
    zipcode: maybe(text),
    lat: maybe({ type: 'number', minimum: -90, maximum: 90 }),
    long: maybe({ type: 'number', minimum: -180, maximum: 180 }),
    media_url: maybe(link),
  },
  {
    extended_attributes: { type: 'object' },
    attributes: listOf(object({ label: text, name: text, value: text, code })),
    notes: listOf(object({ datetime: moment, description: text, type: text })),
  },
);
const posted = {
  oneOf: [
    object({ service_request_id: code }, { service_notice: text }),
    object({ token: code }, { service_notice: text }),
  ],
};
const update = object({
  update_id: code,
  service_request_id: code,
  status: { type: 'string', pattern: '^[A-Z_]+$' },
  updated_datetime: moment,
  description: text,
  media_url: maybe(link),
});

/** The longest fitting path decides. */
const shapes: [path: RegExp, schema: Schema][] = [
  [
    /discovery$/,
    object({ changeset: moment, contact: text, key_service: text, endpoints: listOf(endpoint, { minItems: 1 }) }),
  ],
  [/^v2\/services$/, listOf(service, { minItems: 1 })],
  [/^v2\/services\/.+/, object({ service_code: code, attributes: listOf(attribute) })],
  // A list has requests in it, what was posted has an id or a token.
  [/^v2\/requests$/, { anyOf: [listOf(request, { maxItems: 1000 }), listOf(posted, { minItems: 1, maxItems: 1 })] }],
  [/^v2\/requests\/.+/, listOf(request, { minItems: 1, maxItems: 1 })],
  [/^v2\/tokens\/.+/, listOf(object({ service_request_id: code, token: code }), { minItems: 1, maxItems: 1 })],
  [/^v2\/servicerequestupdates$/, { anyOf: [listOf(update), listOf(object({ update_id: code }), { maxItems: 1 })] }],
];
const errors = listOf(object({ code: { type: 'integer' }, description: text }), { minItems: 1 });

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
const compiled = new Map<Schema, ValidateFunction>();

/** Throws, saying where, when a JSON answer has not the shape that its path and status promise. */
export function checkShape(path: string, status: number, value: unknown): void {
  const schema = status < 300 ? shapes.find(([pattern]) => pattern.test(path))?.[1] : errors;
  if (schema === undefined) throw new Error(`${status} for ${path}, which Open311 does not have`);
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  if (!validate(value))
    throw new Error(`${status} ${path}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(value).slice(0, 500)}`);
}
