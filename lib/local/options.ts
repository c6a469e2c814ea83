import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PROJECT } from './synth.ts';

/** How a local cloud is started. */
export type Options = {
  /** Port of the HTTP API; 0 takes a free one. */
  port: number;
  /** The state folder. */
  state: string;
  /** Empties the state folder first. */
  fresh: boolean;
  /** Training calendar: how many seconds a working day lasts. */
  day: number | undefined;
  /** Prints neither events nor messages. */
  quiet: boolean;
  /** Leaves the stage's request limit out: for measuring what this machine can do. */
  unthrottled: boolean;
  /** A cloud assembly to run as it is, instead of synthesizing the app. */
  assembly: string | undefined;
};

/** What `npm start -- --help` prints. */
export const USAGE = `npm start -- [options]
  --port 3000     port of the HTTP API, on 127.0.0.1; 0 takes a free one
  --state DIR     where everything durable lies (default .tanggap/state)
  --fresh         empty the state folder first
  --day 10s       training: a working day lasts ten seconds, with no days off and no quiet hours
  --quiet         print no line for events and messages
  --unthrottled   leave the stage's request limit out
  --assembly DIR  run this cloud assembly as it is, without synthesizing`;

/** Reads the command line; undefined asks for the usage. Throws, with the usage, for what it does not know. */
export function parseOptions(argv: string[]): Options | undefined {
  const { values } = readArguments(argv);
  if (values.help) return undefined;
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port ${values.port} is no port.\n${USAGE}`);
  const day = values.day === undefined ? undefined : Number(/^(\d+)s?$/.exec(values.day)?.[1]);
  if (day !== undefined && !(day >= 1 && day <= 86_400))
    throw new Error(`--day ${values.day}: seconds, for example 10s.\n${USAGE}`);
  const { fresh, quiet, unthrottled, assembly } = values;
  return { port, state: values.state, fresh, day, quiet, unthrottled, assembly };
}

function readArguments(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: {
        port: { type: 'string', default: '3000' },
        state: { type: 'string', default: join(PROJECT, '.tanggap', 'state') },
        fresh: { type: 'boolean', default: false },
        day: { type: 'string' },
        quiet: { type: 'boolean', default: false },
        unthrottled: { type: 'boolean', default: false },
        assembly: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`, { cause: error });
  }
}
