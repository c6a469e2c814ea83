/** Starts the local cloud: the synthesized template on this machine (lib/local/README.md). */
import { join } from 'node:path';
import * as z from 'zod';
import { startLocalCloud } from '../lib/local/start.ts';
import { PROJECT } from '../lib/local/synth.ts';
import { welcome } from '../lib/local/welcome.ts';
import { command } from './support/command.ts';

const state = join(PROJECT, '.tanggap', 'state');

export default command(import.meta, {
  script: 'start',
  about: 'Runs the synthesized template on this machine, without AWS.',
  options: z.object({
    port: z.coerce
      .number()
      .int()
      .min(0)
      .max(65_535)
      .default(3000)
      .describe('HTTP API on 127.0.0.1; 0 takes a free one'),
    state: z.string().default(state).meta({ value: 'DIR', description: 'folder of everything durable' }),
    fresh: z.boolean().default(false).describe('empty the state folder first'),
    clock: z.iso
      .datetime()
      .transform((instant) => Date.parse(instant))
      .optional()
      .meta({ value: 'INSTANT', description: 'start the clock of a new state folder at this instant' }),
    day: z
      .string()
      .regex(/^\d+s?$/, 'seconds, such as 10s')
      .transform((text) => Number.parseInt(text, 10))
      .pipe(z.number().min(1).max(86_400))
      .optional()
      .meta({ value: '10s', description: 'training: length of a working day; no days off, no quiet hours' }),
    quiet: z.boolean().default(false).describe('print no line for events and messages'),
    unthrottled: z.boolean().default(false).describe("leave the stage's request limit out"),
    concurrency: z.coerce
      .number()
      .int()
      .min(1)
      .max(1000)
      .optional()
      .meta({ value: 'N', description: 'most invocations at once of all functions, as in a new account (10)' }),
    assembly: z.string().optional().meta({ value: 'DIR', description: 'run this cloud assembly without synthesizing' }),
  }),
  run: async (options) => {
    // Lambda runs in UTC, and the workers share this process's zone.
    process.env['TZ'] = 'UTC';
    const cloud = await startLocalCloud(options, console.log, fail);
    console.log(welcome(cloud, options));
    let stopping = false;
    const stop = (): void => {
      if (stopping) process.exit(1);
      stopping = true;
      cloud.stop().then(() => process.exit(0), fail);
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  },
});

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
