import type { App } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import { DataStack } from './data-stack.ts';
import type { Deployment } from './deployment.ts';
import type { FunctionName } from '../functions/function-names.ts';
import { ServiceStack } from './service-stack.ts';

/** Code and seed of the stacks; tests give inline code and a small seed. */
export interface StackContents {
  /** The city's directory items as JSON, as they lie beside the seed function's code. */
  readonly seedJson: string;
  /** The code of each function. */
  readonly codeFor: (name: FunctionName) => Code;
}

/** Makes both stacks of a stage. An `account` in its settings refuses credentials of another one. */
export function buildStacks(
  app: App,
  deployment: Deployment,
  contents: StackContents,
): { readonly data: DataStack; readonly service: ServiceStack } {
  const { slug, region, account } = deployment;
  const common = { env: { region, ...(account && { account }) }, deployment, terminationProtection: true };
  const data = new DataStack(app, `TanggapData-${slug}`, {
    ...common,
    description: `Tanggap ${slug}: tables, photos, keys and accounts, retained whatever happens to the service`,
  });
  const service = new ServiceStack(app, `TanggapService-${slug}`, {
    ...common,
    description: `Tanggap ${slug}: functions, API, messages, deadlines and alarms`,
    data,
    ...contents,
  });
  return { data, service };
}
