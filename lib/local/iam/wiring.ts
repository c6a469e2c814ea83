import * as z from 'zod';
import { readRoutes } from '../http/routes.ts';
import { like } from './conditions.ts';
import type { Ask, Policies } from './policies.ts';
import type { ResourcePolicies } from './resource-policies.ts';
import type { Functions } from '../lambda/functions.ts';
import type { Mapping } from '../lambda/mappings.ts';
import type { Machine } from '../machine/definition.ts';
import { ACCOUNT } from '../template/names.ts';
import { lastPart, type Template } from '../template/template.ts';

const STREAM_ACTIONS = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
const QUEUE_ACTIONS = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

const ScheduleProperties = z.object({ Target: z.object({ Arn: z.string(), RoleArn: z.string() }) });
const RuleProperties = z.object({
  Targets: z.array(z.object({ Arn: z.string(), DeadLetterConfig: z.object({ Arn: z.string() }).optional() })),
});
const AlarmProperties = z.object({ AlarmName: z.string().optional(), AlarmActions: z.array(z.string()).default([]) });
const PermissionProperties = z.object({
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
});

/**
 * The permissions that AWS services need to run the template's wiring, and lack: a function's role to read its stream or queue, the machine's
 * and the schedules' roles to invoke, API Gateway's permission on each function behind a route, a queue's policy for EventBridge, a topic's for alarms. On AWS some stop the deployment and others only
 * show when nothing happens.
 */
export function missingWiringPermissions(
  template: Template,
  policies: Policies,
  resources: ResourcePolicies,
  wiring: { functions: Functions; mappings: Mapping[]; machines: Machine[] },
): string[] {
  const missing: string[] = [];
  const need = (role: string, actions: string[], resource: string): void => {
    for (const action of actions) {
      if (!policies.allows(role, { action, resource, context: new Map() }))
        missing.push(`${role} lacks ${action} on ${resource}`);
    }
  };
  for (const mapping of wiring.mappings) {
    const { role } = mapping.fn;
    need(role, mapping.sourceArn.includes(':dynamodb:') ? STREAM_ACTIONS : QUEUE_ACTIONS, mapping.sourceArn);
    if (mapping.onFailure !== undefined) need(role, ['sqs:SendMessage'], mapping.onFailure);
  }
  for (const machine of wiring.machines) {
    for (const { functionArn } of machine.tasks.values()) {
      if (functionArn !== undefined) need(machine.role, ['lambda:InvokeFunction'], functionArn);
    }
  }
  for (const { properties } of template.of('AWS::Scheduler::Schedule', ScheduleProperties)) {
    need(lastPart(properties.Target.RoleArn), ['lambda:InvokeFunction'], properties.Target.Arn);
  }
  const permissions = template.of('AWS::Lambda::Permission', PermissionProperties).map(({ properties }) => ({
    ...properties,
    name: wiring.functions.find(properties.FunctionName).name,
  }));
  /** Notes that a service, here by the ARN of one of its resources, may not invoke a function. */
  const needInvoke = (
    principal: string,
    source: string,
    functionArn: string,
    refused: (name: string) => string,
  ): void => {
    const { name } = wiring.functions.find(functionArn);
    const given = permissions.filter((one) => one.Principal === principal && one.name === name);
    if (!given.some(({ SourceArn }) => SourceArn === undefined || like(source, SourceArn))) missing.push(refused(name));
  };
  for (const { names, properties } of template.of('AWS::Events::Rule', RuleProperties)) {
    const source = names.attributes['Arn'] ?? '';
    for (const { Arn, DeadLetterConfig } of properties.Targets) {
      if (
        DeadLetterConfig &&
        !resources.admits('events.amazonaws.com', asks('sqs:SendMessage', DeadLetterConfig.Arn, source))
      )
        missing.push(
          `${DeadLetterConfig.Arn} does not let EventBridge send what the rule ${names.ref} could not deliver`,
        );
      needInvoke(
        'events.amazonaws.com',
        source,
        Arn,
        (name) => `EventBridge may not invoke ${name}, which the rule ${names.ref} needs`,
      );
    }
  }
  for (const { names, properties } of template.of('AWS::CloudWatch::Alarm', AlarmProperties)) {
    const { AlarmName = names.ref, AlarmActions } = properties;
    const alarm = `arn:aws:cloudwatch:${template.place.region}:${ACCOUNT}:alarm:${AlarmName}`;
    for (const topic of AlarmActions)
      if (!resources.admits('cloudwatch.amazonaws.com', asks('sns:Publish', topic, alarm)))
        missing.push(`${topic} does not let the alarm ${AlarmName} publish`);
  }
  const apiId = template.of('AWS::ApiGatewayV2::Api', z.object({}))[0]?.names.ref;
  for (const route of readRoutes(template)) {
    const path = route.key === '$default' ? '/$default' : route.key.replace(' ', '');
    const caller = `arn:aws:execute-api:${template.place.region}:${ACCOUNT}:${apiId}/$default/${path}`;
    needInvoke(
      'apigateway.amazonaws.com',
      caller.replace('//', '/'),
      route.integrationUri,
      (name) => `API Gateway may not invoke ${name}, which ${route.key} needs`,
    );
  }
  return missing;
}

/** What a service asks in the name of one of the account's resources. */
const asks = (action: string, resource: string, source: string): Ask => ({
  action,
  resource,
  context: new Map([
    ['aws:sourcearn', [source]],
    ['aws:sourceaccount', [ACCOUNT]],
  ]),
});
