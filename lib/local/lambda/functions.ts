import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import type { Activity } from '../time/activity.ts';
import type { MovedClock } from '../time/moved-clock.ts';
import { assetFolder } from '../template/assembly.ts';
import { issuerUrl, isUserPool } from '../http/issuer.ts';
import { PROJECT } from '../synth.ts';
import { brokenBy } from '../limits.ts';
import { lastPart, type Template } from '../template/template.ts';
import { copyAlone, removeUnusedCopies } from './alone.ts';
import { createPool, type Outcome, type Pool } from './pool.ts';

const FunctionProperties = z.object({
  Code: z.object({ S3Key: z.string() }),
  Handler: z.string(),
  Role: z.string(),
  Timeout: z.coerce.number().default(3),
  MemorySize: z.coerce.number().default(128),
  ReservedConcurrentExecutions: z.coerce.number().optional(),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()) }).optional(),
});

/** A function of the template. */
export type LocalFunction = { name: string; logicalId: string; arn: string; role: string; code: string };

/** The functions of the template, run in pools of workers. */
export type Functions = {
  all: LocalFunction[];
  /** Finds a function by ARN, name or integration URI. Throws when there is none. */
  find: (arn: string) => LocalFunction;
  /** Invokes and waits for the answer, however many wait: AWS would run a thousand at once. */
  invoke: (fn: LocalFunction, event: string) => Promise<Outcome>;
  /** True if an HTTP caller should be refused, because more invocations wait than can be answered in time. */
  isCrowded: (fn: LocalFunction) => boolean;
  stop: () => Promise<void>;
};

/** Workers per function: more would only share the same few cores, and each holds some 20 MB. */
const POOL_SIZE = Math.min(4, availableParallelism());

/** Where workers keep compiled code, unless the process is told otherwise: a cold start takes two thirds of the time. */
const COMPILED = process.env['NODE_COMPILE_CACHE'] ?? join(PROJECT, '.tanggap', 'compile-cache');

/** Surroundings of the functions. */
export type FunctionParts = {
  clock: MovedClock;
  activity: Activity;
  /** Most invocations at once of all functions together (default: no limit but the pools'). */
  concurrency?: number | undefined;
  onOutput: (functionName: string, chunk: string) => void;
};

/** Reads the functions and prepares their pools. Throws when a function's bundle is missing, or is reserved no concurrency. */
export function loadFunctions(
  template: Template,
  { clock, activity, concurrency, onOutput }: FunctionParts,
): Functions {
  const slots = createSlots(concurrency);
  const pools = new Map<string, Pool>();
  removeUnusedCopies();
  const all = template.of('AWS::Lambda::Function', FunctionProperties).map(({ names, properties, logicalId }) => {
    const name = names.ref;
    const arn = names.attributes['Arn'] ?? '';
    const folder = copyAlone(assetFolder(template.assembly, properties.Code.S3Key));
    const [file, exported] = properties.Handler.split('.');
    const module = join(folder, `${file}.mjs`);
    if (!existsSync(module)) throw new Error(`${name} has no ${module}: synthesize the app anew.`);
    const pool = createPool({
      setup: {
        module: pathToFileURL(module).href,
        exported: exported ?? 'handler',
        functionName: name,
        functionArn: arn,
        memoryMb: properties.MemorySize,
        clock: clock.shared,
      },
      environment: {
        ...runtimeEnvironment(name, template),
        ...asHere(properties.Environment?.Variables ?? {}, template),
      },
      timeoutMs: properties.Timeout * 1000,
      size: Math.min(POOL_SIZE, properties.ReservedConcurrentExecutions ?? POOL_SIZE),
      onOutput: (chunk) => onOutput(logicalId, chunk),
    });
    pools.set(name, pool);
    return { name, logicalId, arn, role: lastPart(properties.Role), code: properties.Code.S3Key };
  });

  return {
    all,
    find: (arn) => {
      const wanted = lastPart(arn.replace(/\/invocations$/, ''));
      const found = all.find((fn) => fn.name === wanted);
      if (found === undefined) throw new Error(`${arn} names no function of the template.`);
      return found;
    },
    invoke: (fn, event) =>
      activity.during(`an invocation of ${fn.logicalId}`, async () => {
        const pool = pools.get(fn.name);
        if (pool === undefined) throw new Error(`${fn.name} has no pool.`);
        const outcome = await slots.within(() => pool.invoke(event));
        if (outcome.ok) activity.progress();
        return outcome.ok ? sizedOutcome(outcome) : outcome;
      }),
    isCrowded: (fn) => slots.full() || (pools.get(fn.name)?.isCrowded() ?? false),
    stop: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.stop()));
    },
  };
}

/** Lambda takes no answer above its limit: the invocation failed, whatever it did. */
function sizedOutcome(outcome: Extract<Outcome, { ok: true }>): Outcome {
  const broken = brokenBy('invocation', Buffer.byteLength(outcome.payload));
  if (broken === undefined) return outcome;
  return { ok: false, error: { errorType: 'Function.ResponseSizeTooLarge', errorMessage: broken } };
}

/** The account's concurrency. API Gateway's callers are refused when it is used up; queues, streams and schedules try again, here by waiting. */
function createSlots(most = Number.POSITIVE_INFINITY) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return {
    full: (): boolean => running >= most,
    async within<T>(run: () => Promise<T>): Promise<T> {
      if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
      else running += 1;
      try {
        return await run();
      } finally {
        const next = waiting.shift();
        if (next === undefined) running -= 1;
        else next();
      }
    },
  };
}

/** A user pool does not exist here, so that functions get the local issuer in its place. */
const asHere = (variables: Record<string, string>, { place }: Template): Record<string, string> =>
  Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, isUserPool(value) ? issuerUrl(place.apiUrl) : value]),
  );

/** Environment of every function: Lambda's variables, the local services' addresses, and an access key that names the function. */
function runtimeEnvironment(name: string, template: Template): Record<string, string> {
  const { region, servicesUrl } = template.place;
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: name,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL: servicesUrl,
    AWS_ENDPOINT_URL_DYNAMODB: servicesUrl,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    LAMBDA_TASK_ROOT: '/var/task',
    NODE_COMPILE_CACHE: COMPILED,
    TZ: ':UTC',
  };
}
