/**
 * An Open311 client as apps are: forms in, XML or JSON out. Whatever is answered must be well formed, of the asked content type, and
 * of the specification's shape, or the call throws; XML is read into the same plain shape as JSON, so that one expectation serves both.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { checkShape } from './schemas.ts';
import { checkExchange } from '../openapi.ts';

export type Format = 'xml' | 'json';
export const formats: readonly Format[] = ['xml', 'json'];

/** A value as both formats say it: null, absent and empty are '', all else is text. */
// oxlint-disable-next-line typescript/no-explicit-any -- read, asserted by whoever looks at it
export type Plain = any;
export type Told = { status: number; type: string; text: string; plain: Plain };
export type Fields = Record<string, string> | [string, string][];

/** Containers and the element that each holds, from the specification. */
const items: Record<string, string> = {
  services: 'service',
  service_requests: 'request',
  service_request_updates: 'request_update',
  attributes: 'attribute',
  values: 'value',
  endpoints: 'endpoint',
  formats: 'format',
  errors: 'error',
  notes: 'note',
};
/** Elements that XML leaves out while they are unknown. */
const leftOut = ['expected_datetime', 'lat', 'long'];

const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false, trimValues: false });

/** A document's root element and its content in JSON's shape. Throws for what is no XML. */
export function readXml(text: string): { root: string; value: Plain } {
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new Error(`no XML: ${JSON.stringify(valid)}\n${text}`);
  const { '?xml': declaration, ...rest } = parser.parse(text) as Record<string, Plain>;
  if (declaration?.['@_encoding'] !== 'UTF-8') throw new Error(`no declaration with encoding="UTF-8": ${text}`);
  const [[root, value] = ['', ''], ...more] = Object.entries(rest);
  if (more.length > 0) throw new Error(`more than one root: ${text}`);
  return { root, value: inJsonShape(root, value) };
}

/** As `readXml`, of another server's document: whatever encoding it names, with white space between elements and with attributes. */
export function readForeignXml(text: string): Plain {
  const { '?xml': _, ...rest } = parser.parse(text) as Record<string, Plain>;
  const [[root, value] = ['', '']] = Object.entries(rest);
  return inJsonShape(root, withoutSpace(value));
}

function withoutSpace(node: Plain): Plain {
  if (Array.isArray(node)) return node.map((one) => withoutSpace(one));
  if (typeof node !== 'object') return node;
  const members = Object.entries(node).filter(([key]) => key !== '#text' && !key.startsWith('@_'));
  return Object.fromEntries(members.map(([key, value]) => [key, withoutSpace(value)]));
}

function inJsonShape(name: string, node: Plain): Plain {
  const item = items[name];
  if (item !== undefined) {
    const inside = typeof node === 'string' ? undefined : node[item];
    const list = inside === undefined ? [] : Array.isArray(inside) ? inside : [inside];
    return list.map((one: Plain) => inJsonShape(item, one));
  }
  if (typeof node !== 'object') return node;
  if (Object.keys(node).some((key) => key.startsWith('@_'))) throw new Error(`${name} has attributes or a namespace`);
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, inJsonShape(key, value)]));
}

/** JSON in the same words as XML. */
export function plain(value: unknown, name = ''): Plain {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((one) => plain(one));
  if (typeof value === 'object') {
    const members = Object.entries(value).filter(([key, member]) => !(member === null && leftOut.includes(key)));
    return Object.fromEntries(members.map(([key, member]) => [key, plain(member, key)]));
  }
  if (typeof value === 'number' && (name === 'lat' || name === 'long')) {
    return Number.isInteger(value) ? value.toFixed(1) : String(value);
  }
  return (value as string | number | boolean).toString();
}

export class Open311 {
  readonly url: string;
  /** Key that is sent with every call; none unless given. */
  readonly key: string | undefined;

  constructor(url: string, key?: string) {
    this.url = url;
    this.key = key;
  }

  as(key: string | undefined): Open311 {
    return new Open311(this.url, key);
  }

  /** GET of a path under /open311, without its suffix. */
  get(format: Format, path: string, query: Fields = {}): Promise<Told> {
    const parameters = new URLSearchParams(query);
    if (this.key !== undefined) parameters.append('api_key', this.key);
    const search = parameters.size === 0 ? '' : `?${parameters.toString()}`;
    return this.ask(format, path, `${path}.${format}${search}`, {});
  }

  /** POST of a form, url-encoded. */
  post(format: Format, path: string, fields: Fields, headers: Record<string, string> = {}): Promise<Told> {
    const form = new URLSearchParams(fields);
    if (this.key !== undefined) form.append('api_key', this.key);
    return this.send(format, path, form.toString(), {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      ...headers,
    });
  }

  /** POST of whatever body. */
  send(
    format: Format,
    path: string,
    body: string | FormData | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
  ): Promise<Told> {
    return this.ask(format, path, `${path}.${format}`, { method: 'POST', body, headers });
  }

  /** Any request, checked as every answer is. `path` says which shape is due. */
  async ask(format: Format, path: string, target: string, init: RequestInit): Promise<Told> {
    const response = await fetch(`${this.url}/open311/${target}`, init);
    const type = response.headers.get('content-type') ?? '';
    const text = await response.text();
    const told = check(format, path, { status: response.status, type, text });
    const body: unknown = format === 'json' ? JSON.parse(text) : text;
    const method = init.method ?? 'GET';
    checkExchange({
      method,
      path: `/open311/${target}`,
      request: undefined,
      status: response.status,
      contentType: type,
      body,
    });
    return told;
  }
}

function check(format: Format, path: string, told: Omit<Told, 'plain'>): Told {
  const { status, type, text } = told;
  const media = format === 'xml' ? 'text/xml' : 'application/json';
  const bare = status < 300 && path.endsWith('discovery');
  const due = bare ? media : `${media}; charset=utf-8`;
  if (type !== due) throw new Error(`${status} ${path} came as ${type}, not ${due}: ${text.slice(0, 300)}`);
  if (format === 'json') {
    const value: unknown = JSON.parse(text);
    checkShape(path, status, value);
    return { ...told, plain: plain(value) };
  }
  const { root, value } = readXml(text);
  if (status >= 300 && root !== 'errors') throw new Error(`${status} ${path} is no <errors>: ${text}`);
  return { ...told, plain: value };
}
