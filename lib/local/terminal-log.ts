import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { attributeText, objectAt, parseObject, stringAt, type JsonObject } from './json.ts';
import type { Execution } from './machine/executions.ts';
import type { Notice, Sms } from './services/outbox.ts';

/** Shows on the terminal what happens, without any complaint's text or anyone's identity. */
export type TerminalLog = {
  record: (record: JsonObject) => void;
  sms: (sms: Sms) => void;
  notice: (notice: Notice) => void;
  failedExecution: (execution: Execution) => void;
  /** Output of a function: all of it goes to functions.log, its errors are shown too. */
  output: (functionName: string, chunk: string) => void;
  close: () => void;
};

/** Events read once are read again by each consumer of the stream; so many of their keys are remembered. */
const REMEMBERED = 5000;

/** Opens the log on the terminal and functions.log. `now`: the moved clock, in ms. `quiet`: shows errors only. */
export function openTerminalLog(folder: string, quiet: boolean, now: () => number): TerminalLog {
  const log = createWriteStream(join(folder, 'functions.log'), { flags: 'a' });
  const seen = new Set<string>();
  const line = (text: string): void => {
    if (!quiet) console.log(`${new Date(now()).toISOString().slice(0, 19)}Z  ${text}`);
  };
  return {
    record: (record) => {
      const inner = objectAt(record, 'dynamodb');
      const item = objectAt(inner, 'NewImage');
      const key = textAt(objectAt(inner, 'Keys'), 'sk');
      if (record['eventName'] !== 'INSERT' || !key.startsWith('event#')) return;
      const once = `${textAt(item, 'pk')} ${key}`;
      if (seen.has(once)) return;
      seen.add(once);
      if (seen.size > REMEMBERED) seen.clear();
      line(
        `event   ${textAt(item, 'pk')}  ${textAt(item, 'version')}  ${textAt(item, 'action')}  ${textAt(item, 'to')}`,
      );
    },
    sms: (sms) => line(`SMS     ${sms.to}  ${sms.body}`),
    notice: (notice) => line(`notice  ${notice.topic}  ${notice.subject ?? ''}  ${JSON.stringify(notice.attributes)}`),
    failedExecution: (one) => console.error(`The execution ${one.name} failed: ${one.error} ${one.cause}`),
    output: (functionName, chunk) => {
      for (const text of chunk.split('\n')) {
        if (text === '') continue;
        log.write(`${functionName} ${text}\n`);
        const error = errorIn(text);
        if (error !== undefined) console.error(`${functionName}: ${error}`);
      }
    },
    close: () => log.end(),
  };
}

function textAt(item: JsonObject, name: string): string {
  return attributeText(item[name]);
}

/** Returns the message of an error's line: the logger's JSON, or Node's print of an uncaught error. */
function errorIn(text: string): string | undefined {
  if (!text.startsWith('{')) return /^(\w*Error|Uncaught)\b/.test(text) ? text : undefined;
  try {
    const entry = parseObject(text);
    if (!['ERROR', 'CRITICAL'].includes(stringAt(entry, 'level') ?? '')) return undefined;
    const error = objectAt(entry, 'error');
    const cause = stringAt(error, 'message');
    return [stringAt(entry, 'message'), cause && `${stringAt(error, 'name')}: ${cause}`].filter(Boolean).join(': ');
  } catch {
    return undefined;
  }
}
