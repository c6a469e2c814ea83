import { isObject, objectAt, textOf, type Json, type JsonObject } from '../json.ts';
import type { Assembly, Resource } from './assembly.ts';
import { ACCOUNT, namingOf, type Names, type Place } from './names.ts';

/** Resolves the intrinsics of a value in `stack`. Throws, naming it, on an intrinsic it does not know. */
export type Resolve = (stack: string, value: Json) => Json;

/** `AWS::NoValue`: whatever holds it is left out. */
const NO_VALUE = '\0no-value';

/** Makes the resolver of an assembly's templates for one place. */
export function createResolver(
  assembly: Assembly,
  place: Place,
): { resolve: Resolve; namesOf: (r: Resource) => Names } {
  const byId = new Map(
    assembly.stacks.flatMap((s) => s.resources.map((r) => [`${s.name}/${r.logicalId}`, r] as const)),
  );
  const templates = new Map(assembly.stacks.map((s) => [s.name, s.template]));
  const known = new Map<string, Names>();
  const exported = new Map<string, { stack: string; value: Json }>();
  for (const { name, template } of assembly.stacks) {
    for (const output of Object.values(objectAt(template, 'Outputs'))) {
      const exportName = isObject(output) ? objectAt(output, 'Export')['Name'] : undefined;
      if (isObject(output) && typeof exportName === 'string') {
        exported.set(exportName, { stack: name, value: output['Value'] ?? null });
      }
    }
  }

  const namesOf = (resource: Resource): Names => {
    const where = `${resource.stack}/${resource.logicalId}`;
    const found = known.get(where);
    if (found !== undefined) return found;
    const [naming, property] = namingOf(resource.type, where);
    const own = property === undefined ? undefined : resource.properties[property];
    const id = own === undefined ? `${resource.stack}-${resource.logicalId}` : textOf(resolve(resource.stack, own));
    const names = naming(id, place, resource.properties, resource.stack);
    known.set(where, names);
    return names;
  };

  const resourceAt = (stack: string, logicalId: string): Resource => {
    const resource = byId.get(`${stack}/${logicalId}`);
    if (resource === undefined) throw new Error(`${stack} refers to ${logicalId}, which is not in its template.`);
    return resource;
  };

  const ref = (stack: string, name: string): Json => {
    switch (name) {
      case 'AWS::Region':
        return place.region;
      case 'AWS::AccountId':
        return ACCOUNT;
      case 'AWS::Partition':
        return 'aws';
      case 'AWS::StackName':
        return stack;
      case 'AWS::StackId':
        return `arn:aws:cloudformation:${place.region}:${ACCOUNT}:stack/${stack}/local`;
      case 'AWS::URLSuffix':
        return 'amazonaws.com';
      case 'AWS::NoValue':
        return NO_VALUE;
      default: {
        const parameter = objectAt(templates.get(stack) ?? {}, 'Parameters')[name];
        if (isObject(parameter) && parameter['Default'] !== undefined) return parameter['Default'];
        return namesOf(resourceAt(stack, name)).ref;
      }
    }
  };

  const getAtt = (stack: string, path: Json): Json => {
    const [logicalId, ...rest] = typeof path === 'string' ? path.split('.') : (path as string[]);
    const resource = resourceAt(stack, logicalId ?? '');
    const value = namesOf(resource).attributes[rest.join('.')];
    if (value === undefined)
      throw new Error(`${stack} reads ${logicalId}.${rest.join('.')}, unknown of a ${resource.type}.`);
    return value;
  };

  const sub = (stack: string, text: string): string =>
    text.replaceAll(/\$\{([^}]*)\}/g, (_whole, name: string) => {
      if (name.startsWith('!')) return `\${${name.slice(1)}}`;
      return textOf(name.includes('.') ? getAtt(stack, name) : ref(stack, name));
    });

  const list = (stack: string, value: Json | undefined): Json[] => {
    const resolved = resolve(stack, value ?? null);
    if (!Array.isArray(resolved))
      throw new Error(`${stack}: an intrinsic was given ${JSON.stringify(value)}, not a list.`);
    return resolved;
  };

  const intrinsic = (stack: string, name: string, argument: Json): Json => {
    switch (name) {
      case 'Ref':
        return ref(stack, textOf(argument));
      case 'Fn::GetAtt':
        return getAtt(stack, argument);
      case 'Fn::Join': {
        const [separator, parts] = argument as [string, Json];
        return list(stack, parts)
          .map((part) => textOf(part))
          .join(separator);
      }
      case 'Fn::Sub':
        if (typeof argument !== 'string') throw new Error(`${stack}: Fn::Sub is known in its string form only.`);
        return sub(stack, argument);
      case 'Fn::Select': {
        const [index, values] = argument as [number | string, Json];
        return list(stack, values)[Number(index)] ?? null;
      }
      case 'Fn::Split': {
        const [separator, text] = argument as [string, Json];
        return textOf(resolve(stack, text)).split(separator);
      }
      case 'Fn::ImportValue': {
        const found = exported.get(textOf(resolve(stack, argument)));
        if (found === undefined)
          throw new Error(`${stack} imports ${JSON.stringify(argument)}, which no stack exports.`);
        return resolve(found.stack, found.value);
      }
      default:
        throw new Error(
          `${stack} uses ${name}, which the local cloud does not know: see lib/local/template/resolve.ts.`,
        );
    }
  };

  const resolveObject = (stack: string, value: JsonObject): Json => {
    const entries = Object.entries(value);
    const [first] = entries;
    if (entries.length === 1 && first !== undefined && (first[0] === 'Ref' || first[0].startsWith('Fn::'))) {
      return intrinsic(stack, first[0], first[1]);
    }
    const resolved = entries.map(([key, entry]) => [key, resolve(stack, entry)] as const);
    return Object.fromEntries(resolved.filter(([, entry]) => entry !== NO_VALUE));
  };

  const resolve: Resolve = (stack, value) => {
    if (Array.isArray(value)) return value.map((entry) => resolve(stack, entry)).filter((entry) => entry !== NO_VALUE);
    return isObject(value) ? resolveObject(stack, value) : value;
  };

  return { resolve, namesOf };
}
