/** Finds the tables and clients of a stage that a command works on: by the outputs of its stack, or by asking a local cloud. */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import * as z from 'zod';
import { allStages, readStage } from '../../lib/city/stages.ts';
import { deploymentOf } from '../../lib/stacks/deployment.ts';

const stages = allStages();

/** Options of every command that works on a stage. */
export const targetOptions = {
  city: z
    .enum([...new Set(stages.map(({ city }) => city))])
    .default('ambon')
    .describe('city to work on'),
  stage: z
    .enum([...new Set(stages.map(({ stage }) => stage))])
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
const localAnswer = z.object({ servicesUrl: z.url(), tables: z.array(z.string()), now: z.iso.datetime() });

export type Target = {
  /** `<city>-<stage>`, part of every name. */
  slug: string;
  outputs: z.infer<typeof outputs>;
  /** Present instant, on the local cloud's moved clock where there is one. */
  now: Date;
  /** Configuration for any AWS client: the local cloud's endpoint and its operator's credentials, or the caller's own. */
  client: { region: string; endpoint?: string; credentials?: { accessKeyId: string; secretAccessKey: string } };
};

type Wanted = { city?: string | undefined; stage?: string | undefined; local?: string | undefined };

/** Finds the target; `local` is the URL of a running local cloud. Throws an error that says what to start or which stack is missing. */
export async function findTarget({ city = 'ambon', stage = 'dev', local }: Wanted): Promise<Target> {
  // The local cloud runs a city's stage dev.
  const name = { city, stage: local === undefined ? stage : 'dev' };
  const { slug, region } = deploymentOf(name, readStage(name));
  if (local !== undefined) return { slug, ...(await running(local, region)) };
  const client = { region };
  const { Stacks } = await new CloudFormationClient(client).send(
    new DescribeStacksCommand({ StackName: `TanggapService-${slug}` }),
  );
  const found = Object.fromEntries((Stacks?.[0]?.Outputs ?? []).map((o) => [o.OutputKey, o.OutputValue]));
  return { slug, outputs: outputs.parse(found), client, now: new Date() };
}

/** The local cloud's tables keep their template's names, which end in what they hold. */
async function running(url: string, region: string): Promise<Omit<Target, 'slug'>> {
  const response = await fetch(new URL('/_local/ready', url)).catch(() => undefined);
  if (!response?.ok) throw new Error(`no local cloud answers at ${url}: start one with npm start`);
  const { servicesUrl, tables, now } = localAnswer.parse(await response.json());
  const named = (what: string): string => tables.find((name) => name.toLowerCase().includes(what)) ?? '';
  return {
    outputs: {
      ComplaintsTable: named('complaints'),
      IdentitiesTable: named('identities'),
      DirectoryTable: named('directory'),
    },
    client: { region, endpoint: servicesUrl, credentials: { accessKeyId: 'operator', secretAccessKey: 'local' } },
    now: new Date(now),
  };
}
