import type { Construct } from 'constructs';
import { complaintsNeed, identitiesNeed } from '../constructs/complaints-need.ts';
import type { ServiceContext } from '../constructs/service-context.ts';
import { directoryNeed, identityKeyNeed } from '../constructs/shared-needs.ts';
import { TanggapFunction } from '../constructs/tanggap-function.ts';

/** Shows a reporter's identity to authorized officers, after recording who looked and why. */
export function identity(scope: Construct, context: ServiceContext): TanggapFunction {
  const { complaints, identities, directory, keys } = context.data;
  return new TanggapFunction(scope, 'Identity', {
    ...context,
    name: 'identity',
    description: 'Shows the identity of a reporter and records who looked and why',
    severity: 'medium',
    errorImpact: 'An officer could not reach a reporter; nothing is lost and no identity was shown.',
    needs: [
      complaintsNeed(complaints, {
        items: [
          { sid: 'ReadComplaint', verbs: ['GetItem'] },
          // Access items lie in the complaint's partition.
          { sid: 'RecordLook', verbs: ['PutItem'], partitions: [`${context.deployment.idPrefix}-*`] },
        ],
      }),
      identitiesNeed(identities, 'GetItem'),
      directoryNeed(directory),
      identityKeyNeed(keys, 'Decrypt'),
    ],
  });
}
