import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { MovedClock } from '../time/moved-clock.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { createPattern } from '../streams/pattern.ts';
import { ACCOUNT } from '../template/names.ts';
import type { Template } from '../template/template.ts';

/** An event as its source puts it; the bus adds time and region. */
export type BusEvent = { source: string; 'detail-type': string; resources: string[]; detail: JsonObject };

/** EventBridge's default bus with the rules of the template. */
export type EventBus = {
  /** Hands the event to every rule that matches. Call it in the transaction of what it tells. */
  publish: (event: BusEvent) => void;
};

const Target = z.strictObject({
  Id: z.string(),
  Arn: z.string(),
  InputPath: z.string().optional(),
  DeadLetterConfig: z.object({ Arn: z.string() }).optional(),
});
const RuleProperties = z.object({
  EventPattern: z.record(z.string(), z.unknown()),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(Target),
});

/** Reads the rules. Throws for a rule on a schedule, an input that is no path, or a target that is no function. */
export function createEventBus(
  template: Template,
  clock: MovedClock,
  invoke: (functionArn: string, payload: string) => void,
): EventBus {
  const rules = template.of('AWS::Events::Rule', RuleProperties).map(({ properties, logicalId }) => {
    const odd = properties.Targets.find(({ Arn }) => !Arn.includes(':lambda:'));
    if (odd !== undefined)
      throw new Error(`The rule ${logicalId} has the target ${odd.Arn}; the local cloud knows functions only.`);
    return { matches: createPattern(properties.EventPattern as Json), ...properties };
  });
  return {
    publish: (event) => {
      const whole: JsonObject = {
        version: '0',
        id: randomUUID(),
        account: ACCOUNT,
        region: template.place.region,
        time: new Date(clock.now()).toISOString().replace(/\.\d{3}Z$/, 'Z'),
        ...event,
      };
      for (const rule of rules) {
        if (rule.State === 'DISABLED' || !rule.matches(whole)) continue;
        for (const { Arn, InputPath } of rule.Targets) invoke(Arn, JSON.stringify(at(whole, InputPath ?? '$')));
      }
    },
  };
}

/** The part of an event that a path such as `$.detail.object` means. */
function at(event: Json, path: string): Json {
  return path
    .split('.')
    .slice(1)
    .reduce<Json>((value, name) => (isObject(value) ? (value[name] ?? null) : null), event);
}
