import type { Construct } from 'constructs';
import { complaintsNeed, identitiesNeed } from '../constructs/complaints-need.ts';
import type { ServiceContext } from '../constructs/service-context.ts';
import { directoryNeed, identityKeyNeed, macKeyNeed } from '../constructs/shared-needs.ts';
import { TanggapFunction } from '../constructs/tanggap-function.ts';

/** Files complaints. It may write identities but not read them. */
export function intake(scope: Construct, context: ServiceContext): TanggapFunction {
  const { complaints, identities, directory, keys, attachments } = context.data;
  const made = new TanggapFunction(scope, 'Intake', {
    ...context,
    name: 'intake',
    description: 'Accepts a complaint',
    severity: 'high',
    errorImpact: 'A citizen or an app could not file a complaint, which may be lost unless it is sent again.',
    needs: [
      complaintsNeed(complaints, {
        items: [
          { sid: 'StoreComplaint', verbs: ['PutItem'] },
          {
            sid: 'ReadReplay',
            verbs: ['GetItem'],
            partitions: ['idempotency#*', `${context.deployment.idPrefix}-*`],
          },
          // Condition check: a complaint that joins another is stored only while its parent is open.
          { sid: 'CheckParent', verbs: ['ConditionCheckItem'] },
          { sid: 'CountQuota', verbs: ['UpdateItem'], partitions: ['quota#*'] },
        ],
        indexes: ['likely'],
      }),
      identitiesNeed(identities, 'PutItem'),
      directoryNeed(directory),
      identityKeyNeed(keys, 'Encrypt'),
      macKeyNeed(keys),
    ],
  });
  // Photos within an Open311 form.
  attachments.letUse(made, 'send');
  return made;
}
