import * as z from 'zod';
import type { JsonObject } from '../json.ts';
import { readAssembly, type Assembly, type Resource } from './assembly.ts';
import type { Names, Place } from './names.ts';
import { createResolver } from './resolve.ts';

/** A resource with its names, and its properties resolved and parsed. */
export type Declared<T> = { logicalId: string; stack: string; type: string; names: Names; properties: T };

/** The synthesized app, resolved for this machine. Everything the local cloud runs is read from it, nothing is listed twice. */
export type Template = {
  assembly: Assembly;
  place: Place;
  /** The resources of one type, or of every type for which `type` answers true, in template order. */
  of: <T>(type: string | ((type: string) => boolean), schema: z.ZodType<T>) => Declared<T>[];
};

/**
 * Reads the assembly in `folder` and resolves every property of every resource, so that an unknown type or intrinsic stops the start wherever it
 * is. `placeIn`: what the names of resources depend on, given the assembly's region.
 */
export function readTemplate(folder: string, placeIn: (region: string) => Place): Template {
  const assembly = readAssembly(folder);
  const place = placeIn(assembly.region);
  const { resolve, namesOf } = createResolver(assembly, place);
  const resources = assembly.stacks.flatMap((stack) => stack.resources);
  const resolved = resources.map((resource) => ({
    resource,
    names: namesOf(resource),
    properties: resolve(resource.stack, resource.properties) as JsonObject,
  }));
  return {
    assembly,
    place,
    of: (type, schema) =>
      resolved
        .filter(({ resource }) => (typeof type === 'string' ? resource.type === type : type(resource.type)))
        .map(({ resource, names, properties }) => ({
          logicalId: resource.logicalId,
          stack: resource.stack,
          type: resource.type,
          names,
          properties: parseProperties(resource, schema, properties),
        })),
  };
}

function parseProperties<T>(resource: Resource, schema: z.ZodType<T>, properties: JsonObject): T {
  const parsed = schema.safeParse(properties);
  if (parsed.success) return parsed.data;
  const where = `${resource.stack}/${resource.logicalId} (${resource.type})`;
  throw new Error(`${where} has properties the local cloud cannot use:\n${z.prettifyError(parsed.error)}`);
}

/** The last part of an ARN or of a URL: the name of a table, function or queue. */
export function lastPart(arnOrUrl: string): string {
  return arnOrUrl.split(/[:/]/).at(-1) ?? arnOrUrl;
}
