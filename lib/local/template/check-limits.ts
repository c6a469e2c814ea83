import * as z from 'zod';
import { objectAt } from '../json.ts';
import { brokenBy, type limits } from '../limits.ts';
import type { Template } from './template.ts';

const Anything = z.record(z.string(), z.unknown());
const Environment = z.object({ Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }).optional() });
const Inline = z.object({ Policies: z.array(z.object({ PolicyDocument: z.unknown() })).default([]) });
const Attached = z.object({ PolicyDocument: z.unknown(), Roles: z.array(z.string()).default([]) });

/** The property that names a resource, and the limit of that name. */
const names: Record<string, readonly [property: string, limit: keyof typeof limits]> = {
  'AWS::Lambda::Function': ['FunctionName', 'functionName'],
  'AWS::IAM::Role': ['RoleName', 'roleName'],
  'AWS::SQS::Queue': ['QueueName', 'queueName'],
  'AWS::Events::Rule': ['Name', 'ruleName'],
  'AWS::Scheduler::Schedule': ['Name', 'scheduleName'],
  'AWS::StepFunctions::StateMachine': ['StateMachineName', 'machineName'],
};

/** CDK's own, which CloudFormation reads from the bootstrapped account. */
const ofTheCdk = new Set(['BootstrapVersion']);

/** Lists, by logical id, what CloudFormation would refuse at the deployment, although the template is well-formed. */
export function deploymentFaults(template: Template): string[] {
  return [...parameterFaults(template), ...sizeFaults(template)];
}

/** `cdk deploy --all --parameters` gives a parameter to every stack, and CloudFormation refuses one that a template lacks (docs/adr/026). */
function* parameterFaults({ assembly }: Template): Generator<string> {
  for (const { name, template } of assembly.stacks)
    for (const parameter of Object.keys(objectAt(template, 'Parameters')))
      if (!ofTheCdk.has(parameter))
        yield `${name} has the parameter ${parameter}: a deployment of all stacks cannot give it, use a setting or npm run secret`;
}

function* sizeFaults(template: Template): Generator<string> {
  const fault = (where: string, name: keyof typeof limits, size: number): string[] => {
    const broken = brokenBy(name, size);
    return broken === undefined ? [] : [`${where}: ${broken}`];
  };
  for (const { name, resources } of template.assembly.stacks) yield* fault(name, 'resources', resources.length);
  for (const { logicalId, type, properties } of template.of((one) => one in names, Anything)) {
    const [property, limit] = names[type]!;
    const own = properties[property];
    if (typeof own === 'string') yield* fault(logicalId, limit, own.length);
  }
  for (const { logicalId, properties } of template.of('AWS::Lambda::Function', Environment)) {
    const variables = Object.entries(properties.Environment?.Variables ?? {});
    yield* fault(
      logicalId,
      'environment',
      Buffer.byteLength(variables.map(([name, value]) => `${name}${String(value)}`).join('')),
    );
  }
  const policies = new Map<string, number>();
  const add = (role: string, document: unknown): void =>
    void policies.set(role, (policies.get(role) ?? 0) + JSON.stringify(document).length);
  for (const { names: own, properties } of template.of('AWS::IAM::Role', Inline))
    for (const { PolicyDocument } of properties.Policies) add(own.ref, PolicyDocument);
  for (const { properties } of template.of('AWS::IAM::Policy', Attached))
    for (const role of properties.Roles) add(role, properties.PolicyDocument);
  for (const [role, size] of policies) yield* fault(role, 'rolePolicies', size);
}
