/** Writes a plain value as Open311's XML, by the convention that makes its JSON and XML equivalent. */
import { XMLBuilder } from 'fast-xml-parser';

/** Element name of each list's items. JSON has the list alone (the "Spark" convention), XML wraps every item. */
const itemNames: Record<string, string> = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  service_request_updates: 'request_update',
  notes: 'note',
  endpoints: 'endpoint',
  formats: 'format',
  errors: 'error',
};

/** Elements omitted while unknown, because clients parse them as dates or numbers. All others are present and empty. */
const leftOutWhenUnknown = new Set(['expected_datetime', 'lat', 'long']);
const decimals = new Set(['lat', 'long']);

/** Characters that an XML 1.0 document may not contain, not even escaped. */
const unspeakable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', suppressEmptyNode: true });

/** Returns a document with its declaration, without namespace. */
export function toXml(root: string, value: unknown): string {
  return builder.build({ '?xml': { '@version': '1.0', '@encoding': 'UTF-8' }, [root]: nodeOf(root, value) });
}

function nodeOf(name: string, value: unknown): unknown {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) {
    const item = itemNames[name] ?? 'item';
    return value.length === 0 ? '' : { [item]: value.map((one) => nodeOf(item, one)) };
  }
  if (typeof value === 'object') {
    const members = Object.entries(value).filter(
      ([key, member]) => member !== undefined && !(member === null && leftOutWhenUnknown.has(key)),
    );
    return Object.fromEntries(members.map(([key, member]) => [key, nodeOf(key, member)]));
  }
  if (typeof value === 'number' && decimals.has(name)) return decimal(value);
  return (value as string | number | boolean).toString().replaceAll(unspeakable, '');
}

/** Writes a decimal point and no exponent, because clients parse by pattern. */
function decimal(value: number): string {
  const plain = String(value);
  if (plain.includes('e')) return value.toFixed(12);
  return plain.includes('.') ? plain : `${plain}.0`;
}
