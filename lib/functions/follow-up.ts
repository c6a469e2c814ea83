import { complaintsNeed } from '../constructs/complaints-need.ts';
import type { ServiceContext } from '../constructs/service-context.ts';
import { directoryNeed } from '../constructs/shared-needs.ts';
import type { FunctionFacts } from '../constructs/tanggap-function.ts';

/** Handles the actions of officers and reporters, and the officers' queues. */
export const followUp = ({ data: { complaints, directory } }: ServiceContext): FunctionFacts => ({
  name: 'follow-up',
  description: 'Every action of an officer or a reporter, Open311 updates, and the staff lists',
  severity: 'high',
  errorImpact: 'An officer or a reporter could not act on a complaint, while its deadline runs on.',
  needs: [
    complaintsNeed(complaints, {
      items: [
        { sid: 'ReadComplaints', verbs: ['GetItem', 'BatchGetItem', 'Query'] },
        { sid: 'StoreEvents', verbs: ['PutItem'] },
        { sid: 'CountQuota', verbs: ['UpdateItem'], partitions: ['quota#*'] },
        { sid: 'CheckParent', verbs: ['ConditionCheckItem'] },
      ],
      indexes: ['queue', 'likely'],
    }),
    directoryNeed(directory),
  ],
});
