import * as z from 'zod';
import { loadCityData } from '../city/index.ts';
import { settings, type Settings } from '../city/settings.ts';
import { checkOneFailureLog, readStage, settingsFile, settingsOf, type StageName } from '../city/stages.ts';

/** A stage of a city, as both stacks are made from it. */
export type Deployment = Settings &
  Choice & {
    /** `<city>-<stage>`: part of every name, so that an account can hold several. */
    readonly slug: string;
    /** Name of the city as its pages show it. */
    readonly cityName: string;
    /** IANA zone of the city; schedules run by it and messages name its days. */
    readonly timeZone: string;
    /** Prefix of tracking ids (`AMB-7K3Q9CX`); permissions on complaint partitions are limited by it. */
    readonly idPrefix: string;
  };

/** Lengths that keep the longest name, `tanggap-<city>-<stage>-notification`, under Lambda's 64 characters. */
const folder = z.string().regex(/^[a-z]{2,20}$/, 'must be 2 to 20 of a-z: a folder of lib/city/');
const stage = z.string().regex(/^[a-z]{2,12}$/, 'must be 2 to 12 of a-z: a file of stages/');

/** The CDK context. */
const choice = z.object({
  city: folder.default('ambon'),
  stage: stage.default('dev'),
  /** Subscribers on the machine itself, over plain HTTP: the local cloud sets it, and production refuses it. */
  webhookLoopback: z.stringbool().default(false),
});

type Choice = z.output<typeof choice>;

/** Options of the CDK context that have become settings. */
const formerOptions = [...Object.keys(settings.shape), 'oidcIssuer', 'oidcAudience', 'oidcPagesClientId'];

/** Reads the CDK context by `get`, and the file that it names. Throws one line per fault, naming the option, or file and field. */
export function deploymentFrom(get: (key: string) => unknown): Deployment {
  const parsed = choice.safeParse(Object.fromEntries(Object.keys(choice.shape).map((key) => [key, get(key)])));
  if (!parsed.success)
    throw new Error(parsed.error.issues.map((issue) => `-c ${issue.path.join('.')}=…: ${issue.message}`).join('\n'));
  const moved = formerOptions.filter((key) => get(key) !== undefined);
  if (moved.length > 0)
    throw new Error(moved.map((key) => `-c ${key}=…: is a setting now, in ${settingsFile(parsed.data)}`).join('\n'));
  const deployment = deploymentOf(parsed.data, readStage(parsed.data));
  checkOneFailureLog(parsed.data, deployment);
  return deployment;
}

/** Makes the deployment of a stage from what its file holds. Throws as `deploymentFrom` does. */
export function deploymentOf(
  { webhookLoopback = false, ...name }: StageName & Partial<Choice>,
  given: unknown,
): Deployment {
  const { city } = loadCityData(name.city);
  const own = settingsOf(name, given, city);
  if (webhookLoopback && name.stage === 'production')
    throw new Error('-c webhookLoopback=true: production must not send webhooks to itself. Only the local cloud may.');
  return {
    ...own,
    ...name,
    webhookLoopback,
    slug: `${name.city}-${name.stage}`,
    cityName: city.name,
    timeZone: city.zone,
    idPrefix: city.idPrefix,
  };
}
