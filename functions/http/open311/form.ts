/**
 * Reads forms of Open311's clients: `application/x-www-form-urlencoded`, or `multipart/form-data` with photos. The platform parses both
 * (URLSearchParams, Response.formData), so the bundle needs no parser.
 */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Answers } from '../../domain/city/attributes.ts';
import type { FieldError } from '../../domain/kernel/errors.ts';
import { apiKeyOf } from '../../access/api-client.ts';
import type { ApiRequest } from '../api-handler.ts';
import { MalformedBody } from '../json-body.ts';

/** A file of a form. */
export type FormFile = { field: string; name: string; type: string; bytes: Uint8Array };
/** Values by field, in the order sent. Empty values are omitted, because empty and absent mean the same (G5). */
export type Form = { fields: ReadonlyMap<string, readonly string[]>; files: readonly FormFile[] };

/** Limits of one form: number of fields, and bytes of all fields together. */
type FormLimits = { fields: number; bytes: number };
/** Limits of a report: 4,000 characters of any script percent-encoded (12 bytes for an emoji), and the other fields. */
const ofReport: FormLimits = { fields: 200, bytes: 65_536 };

/** A form without fields. */
export const noForm: Form = { fields: new Map(), files: [] };

/** Parses the body of a request. Throws MalformedBody when it cannot be read. */
export async function parseForm(event: APIGatewayProxyEventV2, limits = ofReport): Promise<Form> {
  if (event.body === undefined || event.body === '') return noForm;
  const raw = Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8');
  const type = event.headers['content-type'] ?? 'application/x-www-form-urlencoded';
  if (/^multipart\/form-data\s*;/i.test(type)) return gather(await parts(raw, type), limits);
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type))
    throw new MalformedBody(
      415,
      'unsupported-media-type',
      'Unsupported media type',
      'send application/x-www-form-urlencoded or multipart/form-data',
    );
  if (raw.byteLength > limits.bytes) throw tooLarge(limits);
  return gather([...new URLSearchParams(raw.toString('utf8'))], limits);
}

async function parts(raw: Buffer<ArrayBuffer>, type: string): Promise<[string, string | File][]> {
  try {
    return [...(await new Response(raw, { headers: { 'content-type': type } }).formData())];
  } catch {
    throw unreadable('the multipart body does not follow its boundary');
  }
}

async function gather(entries: readonly [string, string | File][], limits: FormLimits): Promise<Form> {
  if (entries.length > limits.fields) throw unreadable(`at most ${limits.fields} fields`);
  const fields = new Map<string, string[]>();
  const files: FormFile[] = [];
  let bytes = 0;
  for (const [name, value] of entries) {
    if (value instanceof File) {
      files.push({ field: name, name: value.name, type: value.type, bytes: await value.bytes() });
      continue;
    }
    bytes += Buffer.byteLength(name) + Buffer.byteLength(value);
    // A decoder writes U+FFFD for invalid UTF-8; once stored the mistake could not be undone.
    if (`${name}${value}`.includes('\uFFFD')) throw unreadable('the fields are not UTF-8');
    if (value !== '') fields.set(name, [...(fields.get(name) ?? []), value]);
  }
  if (bytes > limits.bytes) throw tooLarge(limits);
  return { fields, files };
}

const unreadable = (detail: string) => new MalformedBody(400, 'malformed-form', 'Malformed form', detail);
const tooLarge = ({ bytes }: FormLimits) =>
  new MalformedBody(413, 'body-too-large', 'Body too large', `at most ${bytes} bytes of fields`);

/** Returns the form of a request, with the key (form field, header or query) and the jurisdiction (form field or query). */
export function formOf(request: ApiRequest): {
  form: Form;
  apiKey: string | undefined;
  jurisdictionId: string | undefined;
} {
  const form = (request.body as Form | undefined) ?? noForm;
  const first = (name: string): string | undefined => form.fields.get(name)?.[0];
  return {
    form,
    apiKey: apiKeyOf(request, { api_key: first('api_key') }),
    jurisdictionId: first('jurisdiction_id') ?? request.query['jurisdiction_id'],
  };
}

/** Returns the single value of each named field; white space counts as empty, and a field given twice is a fault. */
export function singleValues(
  { fields }: Form,
  names: readonly string[],
): { values: Record<string, string>; faults: FieldError[] } {
  const faults: FieldError[] = [];
  const values = names.flatMap((name): [string, string][] => {
    const [first, ...more] = (fields.get(name) ?? []).filter((value) => value.trim() !== '');
    if (more.length > 0) faults.push({ field: name, message: 'may be given only once' });
    return first === undefined ? [] : [[name, first]];
  });
  return { values: Object.fromEntries(values), faults };
}

const attributeField = /^attribute\[([^[\]]+)\](?:\[\d*\])?$/;
const attributeCode = /^[\w-]{1,40}$/;

/** Reads the answers in `attribute[CODE]`, and in `attribute[CODE][]` for several. */
export function answersOf({ fields }: Form): { answers: Answers; faults: FieldError[] } {
  const answers = new Map<string, string[]>();
  const faults: FieldError[] = [];
  for (const [name, values] of fields) {
    if (!name.startsWith('attribute')) continue;
    const code = attributeField.exec(name)?.[1];
    if (code === undefined || !attributeCode.test(code) || code === '__proto__')
      faults.push({ field: 'attribute', message: 'write attribute[CODE] or attribute[CODE][]' });
    else answers.set(code, [...new Set([...(answers.get(code) ?? []), ...values.map(plain)])]);
  }
  return { answers: Object.fromEntries(answers), faults };
}

const plain = (value: string): string => value.replaceAll('\r\n', '\n').trim().normalize('NFC');
