/** Runs an npm script's command line: one zod object gives its parser, its checks and its usage. */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import * as z from 'zod';

/** A wrong use of a command, found before it does anything: exit 2, with the usage. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Prints a command's usage and errors. */
export type Terminal = Pick<Console, 'log' | 'error'>;

/** A command that can be executed: resolves to its exit code and never throws. */
export type Command = { script: string; execute: (argv: readonly string[], terminal?: Terminal) => Promise<number> };

/** Longest silence of a command; then it says on stderr that it is still at work. */
const silenceMs = 2000;

type Described = {
  type?: string;
  format?: string;
  enum?: string[];
  items?: Described;
  default?: string | number | boolean | string[];
  description?: string;
  /** Placeholder of the value in the usage. */
  value?: string;
  /** Given without a name: the first word, or all words where it is a list. */
  operand?: boolean;
};

/**
 * Defines a command and, when its file is the program, executes it. Options need `.describe()`; `.meta({ operand: true })` marks the one that is
 * given without a name, `.meta({ value })` names a placeholder. `spec`: `script` is its name in package.json; `run` may resolve to an exit code
 * (default 0), what it throws is exit 1 with the message alone.
 */
export function command<S extends z.ZodObject>(
  file: ImportMeta,
  spec: { script: string; about: string; options: S; run: (options: z.output<S>) => unknown },
): Command {
  const { properties = {}, required = [] } = z.toJSONSchema(spec.options, { io: 'input' });
  const described = Object.entries(properties as Record<string, Described>);
  const usage = usageOf(spec.script, spec.about, described, required);
  const execute = async (argv: readonly string[], terminal: Terminal = console): Promise<number> => {
    const heartbeat = tellOfSilence(spec.script);
    try {
      const options = read(spec.options, described, argv);
      if (options === undefined) terminal.log(usage);
      const code: unknown = options && (await spec.run(options));
      return typeof code === 'number' ? code : 0;
    } catch (error) {
      terminal.error(error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error));
      if (!(error instanceof UsageError)) return 1;
      terminal.error(`\n${usage}`);
      return 2;
    } finally {
      clearInterval(heartbeat);
    }
  };
  if (file.main) void execute(process.argv.slice(2)).then((code) => (process.exitCode = code));
  return { script: spec.script, execute };
}

/** The message alone: other properties of an error may hold personal data of a row. */
function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Parses and checks; undefined where help is asked for. Throws UsageError. */
function read<S extends z.ZodObject>(
  schema: S,
  described: readonly [string, Described][],
  argv: readonly string[],
): z.output<S> | undefined {
  const named = described.filter(([, { operand }]) => !operand);
  const [operand, { type: operandType } = {}] = described.find(([, one]) => one.operand) ?? [];
  const options: ParseArgsOptionsConfig = { help: { type: 'boolean', short: 'h' } };
  for (const [name, { type }] of named)
    options[name] = { type: type === 'boolean' ? 'boolean' : 'string', multiple: type === 'array' };
  const { values, positionals } = parsed({ args: [...argv], options, allowPositionals: operand !== undefined });
  const { help, ...given } = values;
  if (help) return undefined;
  const [first, ...rest] = positionals;
  if (rest.length > 0 && operandType !== 'array') throw new UsageError(`too many words: ${rest.join(' ')}`);
  const words = operandType === 'array' ? positionals : first;
  const checked = schema.safeParse(operand === undefined ? given : { ...given, [operand]: words });
  if (checked.success) return checked.data;
  const faults = checked.error.issues.map(({ path: [name = ''], message }) => {
    const shown = String(name) === operand ? operand : `--${String(name)}`;
    const absent = operand === name ? first === undefined : given[String(name)] === undefined;
    return `${shown}: ${absent ? 'required' : message}`;
  });
  throw new UsageError(faults.join('\n'));
}

function parsed(config: { args: string[]; options: ParseArgsOptionsConfig; allowPositionals: boolean }) {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

function usageOf(script: string, about: string, all: readonly [string, Described][], required: string[]): string {
  const operand = all.find(([, one]) => one.operand);
  const lines = all.map(([name, one]): [string, string] => {
    const fallback = one.type === 'boolean' ? '' : [one.default ?? ''].flat().join(' and ');
    const notes = [
      one.type === 'array' && (one.operand ? 'several' : 'may be repeated'),
      required.includes(name) && 'required',
      fallback && `default ${fallback}`,
    ];
    const note = notes.filter(Boolean).join('; ');
    const left = one.operand ? placeholder(name, one) : `--${name} ${placeholder(name, one)}`.trimEnd();
    return [left, `${one.description ?? ''}${note && ` (${note})`}`];
  });
  lines.push(['--help', 'print this']);
  const width = Math.min(40, Math.max(...lines.map(([left]) => left.length)));
  const shown = lines.map(([left, right]) => {
    const gap = left.length > width ? `\n  ${' '.repeat(width)}` : '';
    return `  ${left.padEnd(width)}${gap}  ${right}`;
  });
  const words = operand ? ` ${placeholder(...operand)}` : '';
  return `usage: npm run ${script} --${words} [options]\n${about}\n\n${shown.join('\n')}`;
}

function placeholder(name: string, { type, format, items, value, enum: choices = items?.enum }: Described): string {
  if (type === 'boolean') return '';
  if (value !== undefined || choices) return value ?? choices!.join('|');
  if (format === 'uri') return 'URL';
  return type === 'integer' || type === 'number' ? 'N' : name.toUpperCase();
}

/** Writes to stderr whenever nothing has been printed for a while. */
function tellOfSilence(script: string): NodeJS.Timeout {
  const began = performance.now();
  const written = (): number => process.stdout.bytesWritten + process.stderr.bytesWritten;
  let before = written();
  return setInterval(() => {
    const seconds = Math.round((performance.now() - began) / 1000);
    if (written() === before) process.stderr.write(`${script}: at work for ${seconds} s\n`);
    before = written();
  }, silenceMs);
}
