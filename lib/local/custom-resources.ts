import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Json } from './json.ts';
import type { Functions } from './lambda/functions.ts';
import type { State } from './state.ts';
import type { Template } from './template/template.ts';

/** Runs the template's custom resources as CloudFormation would at a deployment. */
export type CustomResources = {
  /** Takes the answer that a function puts to its ResponseURL. */
  answer: (path: string, body: string) => void;
  /**
   * Creates each custom resource that is new, and updates one whose properties or code have changed. Prints what the function answers. Throws
   * with its reason when one fails. `anew`: true when the tables are new: every custom resource is created again.
   */
  deploy: (anew: boolean) => Promise<void>;
};

const Properties = z.looseObject({ ServiceToken: z.string(), ServiceTimeout: z.coerce.number().default(3600) });
const Answer = z.object({
  Status: z.enum(['SUCCESS', 'FAILED']),
  Reason: z.string().optional(),
  PhysicalResourceId: z.string().optional(),
  Data: z.record(z.string(), z.unknown()).optional(),
});
type Answer = z.infer<typeof Answer>;

/** A function answers while it runs. This time is left after its end for an answer still under way. */
const GRACE_MS = 1000;

/** Prepares the custom resources of the template. */
export function createCustomResources(
  template: Template,
  state: State,
  functions: Functions,
  print: (line: string) => void,
): CustomResources {
  const { db } = state;
  db.exec(`CREATE TABLE IF NOT EXISTS custom_resources
    (id TEXT PRIMARY KEY, physical_id TEXT NOT NULL, properties TEXT NOT NULL, hash TEXT NOT NULL) STRICT`);
  const waiting = new Map<string, (answer: Answer) => void>();
  const isCustom = (type: string): boolean =>
    type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';

  const ask = async (functionArn: string, request: Record<string, unknown>): Promise<Answer> => {
    const path = `/custom-resource-answer/${randomUUID()}`;
    const answered = new Promise<Answer>((resolve) => waiting.set(path, resolve));
    const ResponseURL = `${template.place.servicesUrl}${path}`;
    const outcome = await functions.invoke(functions.find(functionArn), JSON.stringify({ ...request, ResponseURL }));
    const failed = (Reason: string): Answer => ({ Status: 'FAILED', Reason });
    if (!outcome.ok) return failed(`the function failed: ${outcome.error.errorMessage}`);
    const late = new Promise<Answer>((resolve) =>
      setTimeout(() => resolve(failed('the function sent no answer')), GRACE_MS).unref(),
    );
    return Promise.race([answered, late]);
  };

  return {
    answer: (path, body) => {
      waiting.get(path)?.(Answer.parse(JSON.parse(body)));
      waiting.delete(path);
    },
    deploy: async (anew) => {
      for (const { logicalId, stack, type, properties } of template.of(isCustom, Properties)) {
        const id = `${stack}/${logicalId}`;
        const text = JSON.stringify(properties);
        const { code } = functions.find(properties.ServiceToken);
        const hash = createHash('sha256').update(`${text} ${code}`).digest('hex');
        const before = anew
          ? undefined
          : db.prepare('SELECT physical_id, properties, hash FROM custom_resources WHERE id = ?').get(id);
        if (before?.['hash'] === hash) continue;
        const answer = await ask(properties.ServiceToken, {
          StackId: `arn:aws:cloudformation:${template.place.region}:000000000000:stack/${stack}/local`,
          RequestId: randomUUID(),
          LogicalResourceId: logicalId,
          ResourceType: type,
          ResourceProperties: properties,
          ...(before === undefined
            ? { RequestType: 'Create' }
            : {
                RequestType: 'Update',
                PhysicalResourceId: String(before['physical_id']),
                OldResourceProperties: JSON.parse(String(before['properties'])) as Json,
              }),
        });
        if (answer.Status === 'FAILED')
          throw new Error(`The custom resource ${logicalId} failed: ${answer.Reason ?? 'no reason given'}`);
        for (const value of Object.values(answer.Data ?? {}))
          print(`${type.replace('Custom::', '')}: ${String(value)}`);
        db.prepare(
          'INSERT OR REPLACE INTO custom_resources (id, physical_id, properties, hash) VALUES (?, ?, ?, ?)',
        ).run(id, answer.PhysicalResourceId ?? logicalId, text, hash);
      }
    },
  };
}
