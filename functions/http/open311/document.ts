/** Serializes an Open311 answer as XML or JSON. */
import type { ApiResponse } from '../api-handler.ts';
import type { Format } from './format.ts';
import { toXml } from './xml.ts';

/** An answer: `root` names the XML element; JSON has `value` alone. Null members are empty in XML; undefined ones are omitted in both. */
export type Document = { root: string; value: unknown };

const mediaTypes: Record<Format, string> = { xml: 'text/xml', json: 'application/json' };

/** Returns a document as text. */
export const serialize = ({ root, value }: Document, format: Format): string =>
  format === 'xml' ? toXml(root, value) : JSON.stringify(value);

/** Returns the media type with its charset, which the specification requires everywhere except in discovery. */
export const contentType = (format: Format): string => `${mediaTypes[format]}; charset=utf-8`;

/** Answers a document. */
export const answer = (document: Document, format: Format, status = 200): ApiResponse => ({
  status,
  body: serialize(document, format),
  headers: { 'content-type': contentType(format) },
});

/** Answers discovery, whose media type has no charset: an old and widely used validator compares it literally. */
export const answerBare = (document: Document, format: Format): ApiResponse => ({
  ...answer(document, format),
  headers: { 'content-type': mediaTypes[format] },
});
