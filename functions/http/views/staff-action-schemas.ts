/** Schemas of the actions that an officer may take on a complaint; imported for types only, see view-schemas.ts. */
import * as z from 'zod';
import { reasonCode } from '../../domain/complaint/archive-reasons.ts';
import { template } from '../../domain/city/records.ts';
import { cannotCode, outcome } from '../../domain/complaint/outcomes.ts';
import { action } from '../../domain/complaint/lifecycle.ts';
import { actionTicks, actionWords } from '../../domain/complaint/action-fields.ts';

const staffAction = z
  .object({
    action,
    text: z.enum(['required', 'optional', 'none']),
    internal: z.boolean().meta({ description: 'True where only staff read the text.' }),
    fields: z
      .array(
        z.object({
          name: z.enum([...actionWords, ...actionTicks]),
          required: z.boolean(),
        }),
      )
      .meta({ description: 'Fields of the body besides `expectedVersion` and `text`.' }),
    outcomes: z
      .array(z.object({ code: outcome, label: z.string() }))
      .meta({ description: 'Values of `outcome` that are possible now; empty where there is none.' }),
    cannotCodes: z
      .array(z.object({ code: cannotCode, label: z.string() }))
      .meta({ description: 'Values of `cannotCode`, with what the reporter is told; empty where there is none.' }),
    reasons: z
      .array(z.object({ code: reasonCode, label: z.string() }))
      .meta({ description: 'Values of `reasonCode`, with what the reporter is told; empty where there is none.' }),
  })
  .meta({ id: 'StaffAction', description: 'An action that would be taken now: `POST …/actions/{action}`.' });
export type StaffAction = z.infer<typeof staffAction>;
export type StaffField = StaffAction['fields'][number]['name'];

const responseTemplate = template.pick({ id: true, action: true, title: true, text: true }).meta({
  id: 'ResponseTemplate',
  description: 'Words to start from; what stands in square brackets is to be written.',
});

/** What this officer is authorized to do; the same rules check the action itself. */
export const staffAuthorization = {
  actions: z.array(staffAction).meta({ description: 'What this officer may do now; of an auditor nothing.' }),
  templates: z.array(responseTemplate).meta({ description: "The city's templates for those actions." }),
  mayAttach: z.boolean().meta({ description: 'Whether this officer may add a photo.' }),
  mayLookAtIdentity: z
    .boolean()
    .meta({ description: 'Whether this officer may see who reported it, with a reason that is written down.' }),
  mayFindDuplicates: z.boolean(),
  mayExportFile: z.boolean().meta({ description: 'Whether this officer may make the file for the Ombudsman.' }),
};
export type StaffAuthorization = {
  [name in keyof typeof staffAuthorization]: z.infer<(typeof staffAuthorization)[name]>;
};
