import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { readStage } from '../../../lib/city/stages.ts';
import { deploymentOf, type Deployment } from '../../../lib/stacks/deployment.ts';
import { buildStacks } from '../../../lib/stacks/stacks.ts';

/** A CloudFormation resource, read loosely. */
export interface Resource {
  readonly Type: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- a template is JSON of many shapes; assertions check what they read
  readonly Properties: any;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** Context of cdk.json, so that tests see the flags the deployment sees. */
export const cdkJson = JSON.parse(readFileSync(new URL('../../../cdk.json', import.meta.url), 'utf8')) as {
  app: string;
  context: Record<string, unknown>;
};

/** A stage of Ambon and what its file says beside what is committed. */
export type Over = { stage?: string; webhookLoopback?: boolean } & Record<string, unknown>;

/** The deployment of a stage of Ambon. */
export function deploymentWith({ stage = 'dev', webhookLoopback = false, ...over }: Over = {}): Deployment {
  const name = { city: 'ambon', stage };
  return deploymentOf({ ...name, webhookLoopback }, { ...(readStage(name) as object), ...over });
}

/** Both stacks of a stage, with inline code and a seed of one item: no bundling, 0.6 s. */
export function stacksOf(over: Over = {}) {
  const app = new App({ analyticsReporting: false, context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] } });
  const stacks = buildStacks(app, deploymentWith(over), {
    seedJson: '[{"pk":"city","sk":"profile"}]',
    codeFor: () => Code.fromInline('exports.handler = async () => {};'),
  });
  return { app, ...stacks };
}

/** The two templates of a stage. */
export function templatesOf(over: Over = {}) {
  const { data, service } = stacksOf(over);
  return { data: Template.fromStack(data), service: Template.fromStack(service) };
}

/** The settings without which stage production does not synthesize. */
export const production = {
  stage: 'production',
  smsSenderId: 'AMBON-LAPOR',
  alarmEmail: 'it@ambon.go.id',
  smsMonthlyLimitUsd: 500,
};

/** Resources of a type by logical id. */
export function resourcesOf(template: Template, type: string): Record<string, Resource> {
  return template.findResources(type) as Record<string, Resource>;
}

/** The only resource of a type whose logical id begins so. */
export function resource(template: Template, type: string, idPrefix = ''): Resource {
  const found = Object.entries(resourcesOf(template, type)).filter(([id]) => id.startsWith(idPrefix));
  if (found.length !== 1 || found[0] === undefined)
    throw new Error(`${found.length} resources of ${type} ${idPrefix}*`);
  return found[0][1];
}
