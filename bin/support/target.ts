/** Finds the tables and clients of a stage that a command works on: by the outputs of its stack, or by asking a local cloud. */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import * as z from 'zod';
import { environments } from '../../lib/stacks/environments.ts';

type Stage = keyof typeof environments;

/** Options of every command that works on a stage. */
export const targetOptions = {
  stage: z
    .enum(Object.keys(environments) as Stage[])
    .default('dev')
    .describe('stage to work on, with your AWS credentials'),
  local: z.url().optional().describe('a running local cloud to work on instead'),
};

const outputs = z.object({
  ComplaintsTable: z.string(),
  IdentitiesTable: z.string(),
  DirectoryTable: z.string(),
  UserPoolId: z.string().optional(),
});
const localAnswer = z.object({ servicesUrl: z.url(), tables: z.array(z.string()) });

export type Target = {
  stage: Stage;
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
export async function findTarget(stage: Stage, local: string | undefined): Promise<Target> {
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
    outputs: {
      ComplaintsTable: named('complaints'),
      IdentitiesTable: named('identities'),
      DirectoryTable: named('directory'),
    },
    client: {
      region: environments.dev.region,
      endpoint: servicesUrl,
      credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
    },
  };
}

async function deployed(stage: Stage): Promise<Target> {
  const client = { region: environments[stage].region };
  const name = `TanggapService-${stage}`;
  const { Stacks } = await new CloudFormationClient(client).send(new DescribeStacksCommand({ StackName: name }));
  const found = Object.fromEntries((Stacks?.[0]?.Outputs ?? []).map((o) => [o.OutputKey, o.OutputValue]));
  return { stage, outputs: outputs.parse(found), client };
}
