import type { App } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import { DataStack } from './data-stack.ts';
import { deploymentFrom } from './deployment.ts';
import type { FunctionName } from './function-names.ts';
import { ServiceStack } from './service-stack.ts';

/** What the stacks are filled with; tests give inline code and a small seed. */
export interface StackContents {
  /** The city's directory items as JSON, which lie beside the seed function's code. */
  readonly seedJsonFor: (city: string) => string;
  /** The code of each function, given the seed. */
  readonly codeFor: (name: FunctionName, seedJson: string) => Code;
}

/** Both stacks of the stage that the app's context names. */
export function buildStacks(
  app: App,
  contents: StackContents,
): { readonly data: DataStack; readonly service: ServiceStack } {
  const deployment = deploymentFrom((key) => app.node.tryGetContext(key));
  const { stage, region } = deployment;
  const env = { region };
  const seedJson = contents.seedJsonFor(deployment.city);
  const data = new DataStack(app, `TanggapData-${stage}`, {
    env,
    deployment,
    description: `Tanggap ${stage}: tables and keys, retained whatever happens to the service`,
    terminationProtection: deployment.deletionProtection,
  });
  const service = new ServiceStack(app, `TanggapService-${stage}`, {
    env,
    deployment,
    description: `Tanggap ${stage}: functions, API, messages, deadlines and alarms`,
    data,
    seedJson,
    codeFor: (name) => contents.codeFor(name, seedJson),
  });
  return { data, service };
}
