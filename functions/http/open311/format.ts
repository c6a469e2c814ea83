/** Representations of Open311, requested by the suffix of the path (GeoReport v2, "Format Support"). */
export type Format = 'xml' | 'json';

/** All representations. */
export const formats: readonly Format[] = ['xml', 'json'];

/** Splits `AMB-7K3Q9CX.json` into name and format; undefined without a known suffix. */
export function splitSuffix(segment: string): { name: string; format: Format } | undefined {
  const dot = segment.lastIndexOf('.');
  const format = formats.find((known) => known === segment.slice(dot + 1));
  return dot > 0 && format !== undefined ? { name: segment.slice(0, dot), format } : undefined;
}

/** Returns the format of a path's answer; XML when it names none, because every client must read XML. */
export const formatOf = (path: string): Format => (path.endsWith('.json') ? 'json' : 'xml');
