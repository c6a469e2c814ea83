/** Where a command works: a deployed stage, found by its stack's outputs, or a running local cloud, asked for the same. */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import * as z from 'zod';
import { environments } from '../../lib/stacks/environments.ts';

const outputs = z.object({
  ComplaintsTable: z.string(),
  DirectoryTable: z.string(),
  UserPoolId: z.string().optional(),
});
const localAnswer = z.object({ servicesUrl: z.url(), tables: z.array(z.string()) });

export type Target = {
  stage: string;
  outputs: z.infer<typeof outputs>;
  /** Configuration for any AWS client: the local cloud's endpoint and its operator's credentials, or the caller's own. */
  client: { region: string; endpoint?: string; credentials?: { accessKeyId: string; secretAccessKey: string } };
};

/**
 * Finds the target.
 *
 * @param local URL of a running local cloud; without it the stage's stack is looked up with the caller's AWS credentials
 * @throws Error that says what to start or which stack is missing
 */
export async function findTarget(stage: string, local: string | undefined): Promise<Target> {
  return local === undefined ? deployed(stage) : running(local);
}

/** The local cloud runs the dev stage; its tables keep their template's names, which end in what they hold. */
async function running(url: string): Promise<Target> {
  const response = await fetch(new URL('/_local/ready', url)).catch(() => undefined);
  if (!response?.ok) throw new Error(`no local cloud answers at ${url}: start one with npm start`);
  const { servicesUrl, tables } = localAnswer.parse(await response.json());
  const named = (what: string): string => tables.find((name) => name.toLowerCase().includes(what)) ?? '';
  return {
    stage: 'dev',
    outputs: { ComplaintsTable: named('complaints'), DirectoryTable: named('directory') },
    client: {
      region: environments.dev.region,
      endpoint: servicesUrl,
      credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
    },
  };
}

async function deployed(stage: string): Promise<Target> {
  const environment = Object.entries(environments).find(([name]) => name === stage)?.[1];
  if (!environment) throw new Error(`unknown stage ${stage}: use ${Object.keys(environments).join(' or ')}`);
  const client = { region: environment.region };
  const name = `TanggapService-${stage}`;
  const { Stacks } = await new CloudFormationClient(client).send(new DescribeStacksCommand({ StackName: name }));
  const found = Object.fromEntries((Stacks?.[0]?.Outputs ?? []).map((o) => [o.OutputKey, o.OutputValue]));
  return { stage, outputs: outputs.parse(found), client };
}
