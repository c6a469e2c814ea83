/** The representation asked for: Open311 names it by the suffix of the path (GeoReport v2, "Format Support"). */
export type Format = 'xml' | 'json';

export const formats: readonly Format[] = ['xml', 'json'];

/** Splits `AMB-7K3Q9CX.json` into name and format; undefined when there is no suffix that we speak. */
export function splitSuffix(segment: string): { name: string; format: Format } | undefined {
  const dot = segment.lastIndexOf('.');
  const format = formats.find((known) => known === segment.slice(dot + 1));
  return dot > 0 && format !== undefined ? { name: segment.slice(0, dot), format } : undefined;
}

/** The format to answer a path in. XML is the one that every client must read, so it answers what names none. */
export const formatOf = (path: string): Format => (path.endsWith('.json') ? 'json' : 'xml');
