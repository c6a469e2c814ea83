import { complaintsNeed, identitiesNeed } from '../constructs/complaints-need.ts';
import type { ServiceContext } from '../constructs/service-context.ts';
import { directoryNeed, identityKeyNeed, macKeyNeed } from '../constructs/shared-needs.ts';
import type { FunctionFacts } from '../constructs/tanggap-function.ts';

/** Files complaints. It may write identities but not read them. */
export const intake = ({
  data: { complaints, identities, directory, keys },
  deployment,
}: ServiceContext): FunctionFacts => ({
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
          partitions: ['idempotency#*', `${deployment.idPrefix}-*`],
        },
        // Condition check: a complaint that joins another is stored only while its parent is open.
        { sid: 'CheckParent', verbs: ['ConditionCheckItem'] },
        { sid: 'CountQuota', verbs: ['UpdateItem'], partitions: ['quota#*'] },
      ],
      indexes: ['near'],
    }),
    identitiesNeed(identities, 'PutItem'),
    directoryNeed(directory),
    identityKeyNeed(keys, 'Encrypt'),
    macKeyNeed(keys),
  ],
  // Within an Open311 form.
  photos: ['send'],
});
