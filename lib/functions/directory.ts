import { secretOwner } from '../../functions/domain/webhooks/subscription.ts';
import { complaintsNeed } from '../constructs/complaints-need.ts';
import { allow } from '../constructs/need.ts';
import type { ServiceContext } from '../constructs/service-context.ts';
import {
  directoryNeed,
  macKeyNeed,
  officerPhoneNeed,
  secretsKeyNeed,
  webhookLoopbackNeed,
} from '../constructs/shared-needs.ts';
import type { FunctionFacts } from '../constructs/tanggap-function.ts';

/** The admin API: edits the directory. Of complaints it sees in the queues' index that they are open, and nothing else. */
export const directory = ({ data, deployment }: ServiceContext): FunctionFacts => ({
  name: 'directory',
  description: 'The admin API: agencies, services, areas, officers, policies, holidays, API clients, subscriptions',
  severity: 'low',
  errorImpact: 'An admin could not edit the directory; complaints go on under the records as they are.',
  needs: [
    directoryNeed(data.directory),
    { statements: [allow('StoreEdits', ['dynamodb:PutItem'], [data.directory.tableArn])] },
    complaintsNeed(data.complaints, { items: [], indexes: ['queue'] }),
    secretsKeyNeed(data.keys, 'Encrypt', secretOwner({ id: '*' })),
    officerPhoneNeed(data.keys, 'Encrypt'),
    // MACs of officers' numbers. KMS has no condition on the content of a MAC.
    macKeyNeed(data.keys),
    webhookLoopbackNeed(deployment),
  ],
});
