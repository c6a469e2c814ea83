import type { App } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import { DataStack } from './data-stack.ts';
import { deploymentFrom, type Deployment } from './deployment.ts';
import type { FunctionName } from '../functions/function-names.ts';
import { ServiceStack } from './service-stack.ts';

/** Code and seed of the stacks; tests give inline code and a small seed. */
export interface StackContents {
  /** The city's directory items as JSON, as they lie beside the seed function's code. */
  readonly seedJson: string;
  /** The code of each function. */
  readonly codeFor: (name: FunctionName) => Code;
}

/**
 * Both stacks of the stage that the app's context names. `contentsOf`: makes the contents once the context is known to be right: a wrong option
 * fails before bundling.
 */
export function buildStacks(
  app: App,
  contentsOf: (deployment: Deployment) => StackContents,
): { readonly data: DataStack; readonly service: ServiceStack } {
  const deployment = deploymentFrom((key) => app.node.tryGetContext(key));
  const { stage, region } = deployment;
  const env = { region };
  const data = new DataStack(app, `TanggapData-${stage}`, {
    env,
    deployment,
    description: `Tanggap ${stage}: tables and keys, retained whatever happens to the service`,
    terminationProtection: true,
  });
  const service = new ServiceStack(app, `TanggapService-${stage}`, {
    env,
    deployment,
    description: `Tanggap ${stage}: functions, API, messages, deadlines and alarms`,
    terminationProtection: true,
    data,
    ...contentsOf(deployment),
  });
  return { data, service };
}
