import { complaintsNeed, identitiesNeed } from '../constructs/complaints-need.ts';
import type { ServiceContext } from '../constructs/service-context.ts';
import { directoryNeed, identityKeyNeed } from '../constructs/shared-needs.ts';
import type { FunctionFacts } from '../constructs/tanggap-function.ts';

/** Shows a reporter's identity to authorized officers, after recording who looked and why. */
export const identity = ({
  data: { complaints, identities, directory, keys },
  deployment,
}: ServiceContext): FunctionFacts => ({
  name: 'identity',
  description: 'Shows the identity of a reporter and records who looked and why',
  severity: 'medium',
  errorImpact: 'An officer could not reach a reporter; nothing is lost and no identity was shown.',
  needs: [
    complaintsNeed(complaints, {
      items: [
        { sid: 'ReadComplaint', verbs: ['GetItem'] },
        // Access items lie in the complaint's partition.
        { sid: 'RecordLook', verbs: ['PutItem'], partitions: [`${deployment.idPrefix}-*`] },
      ],
    }),
    identitiesNeed(identities, 'GetItem'),
    directoryNeed(directory),
    identityKeyNeed(keys, 'Decrypt'),
  ],
});
