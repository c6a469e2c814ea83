import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { isObject, objectAt, parseObject, type JsonObject } from '../json.ts';

/** One resource as the template has it, intrinsics unresolved. */
export type Resource = {
  stack: string;
  logicalId: string;
  type: string;
  properties: JsonObject;
  metadata: JsonObject;
};

/** The stacks of a cloud assembly, in the order in which CloudFormation would deploy them. */
export type Assembly = {
  folder: string;
  region: string;
  stacks: { name: string; template: JsonObject; resources: Resource[] }[];
};

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      environment: z.string().optional(),
      dependencies: z.array(z.string()).default([]),
      properties: z.object({ stackName: z.string().optional(), templateFile: z.string().optional() }).default({}),
    }),
  ),
});

/** Reads the cloud assembly in `folder`. Throws when there is none, or when it holds no stack. */
export function readAssembly(folder: string): Assembly {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file)) throw new Error(`There is no cloud assembly in ${folder}: synthesize it first.`);
  const { artifacts } = Manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
  const order: string[] = [];
  const visit = (id: string): void => {
    if (order.includes(id)) return;
    for (const dependency of artifacts[id]?.dependencies ?? []) visit(dependency);
    if (artifacts[id]?.type === 'aws:cloudformation:stack') order.push(id);
  };
  for (const id of Object.keys(artifacts).sort()) visit(id);
  if (order.length === 0) throw new Error(`The cloud assembly in ${folder} holds no stack.`);

  const regions = new Set(order.map((id) => artifacts[id]?.environment?.split('/').at(-1) ?? 'unknown-region'));
  const region = [...regions][0] ?? 'unknown-region';
  if (regions.size > 1 || region === 'unknown-region') {
    throw new Error(`Every stack needs the same env.region to run here; found ${[...regions].join(', ')}.`);
  }
  const stacks = order.map((id) => {
    const properties = artifacts[id]?.properties ?? {};
    const name = properties.stackName ?? id;
    const template = parseObject(readFileSync(join(folder, properties.templateFile ?? `${id}.template.json`), 'utf8'));
    return { name, template, resources: resourcesOf(name, template) };
  });
  return { folder, region, stacks };
}

function resourcesOf(stack: string, template: JsonObject): Resource[] {
  return Object.entries(objectAt(template, 'Resources')).map(([logicalId, resource]) => {
    if (!isObject(resource) || typeof resource['Type'] !== 'string') {
      throw new Error(`${stack}/${logicalId} is not a resource.`);
    }
    return {
      stack,
      logicalId,
      type: resource['Type'],
      properties: objectAt(resource, 'Properties'),
      metadata: objectAt(resource, 'Metadata'),
    };
  });
}

/** The folder of a function's code. Throws when it is missing: such an assembly was made by a command that skips assets. */
export function assetFolder(assembly: Assembly, s3Key: string): string {
  const folder = join(assembly.folder, `asset.${s3Key.replace(/\.zip$/, '')}`);
  if (!existsSync(folder)) {
    throw new Error(`The asset ${folder} is missing: delete ${assembly.folder} and start again to synthesize it anew.`);
  }
  return folder;
}
