/** An answer of Open311, described once and sent as XML or JSON. */
import type { ApiResponse } from '../api-handler.ts';
import type { Format } from './format.ts';
import { toXml } from './xml.ts';

/** `root` names the XML element; JSON is `value` alone. Members that are null are empty in XML; those that are undefined are in neither. */
export type Document = { root: string; value: unknown };

const mediaTypes: Record<Format, string> = { xml: 'text/xml', json: 'application/json' };

export const serialize = ({ root, value }: Document, format: Format): string =>
  format === 'xml' ? toXml(root, value) : JSON.stringify(value);

/** Media type with the charset, as the specification wants it everywhere but in discovery. */
export const contentType = (format: Format): string => `${mediaTypes[format]}; charset=utf-8`;

export const answer = (document: Document, format: Format, status = 200): ApiResponse => ({
  status,
  body: serialize(document, format),
  headers: { 'content-type': contentType(format) },
});

/** Discovery's media type is bare: an old and much used validator compares it literally. */
export const answerBare = (document: Document, format: Format): ApiResponse => ({
  ...answer(document, format),
  headers: { 'content-type': mediaTypes[format] },
});
