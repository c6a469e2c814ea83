import { complaintsNeed } from '../constructs/complaints-need.ts';
import type { ServiceContext } from '../constructs/service-context.ts';
import { directoryNeed } from '../constructs/shared-needs.ts';
import type { FunctionFacts } from '../constructs/tanggap-function.ts';

/** Impact while routing fails, stands still or has given up. */
export const routingImpact =
  'New complaints reach no agency and no deadline runs: citizens wait, and nobody is told that they do.';

/** Forwards, starts and stops deadlines, counts statistics. */
export const routing = ({ data: { complaints, directory } }: ServiceContext): FunctionFacts => ({
  name: 'routing',
  description: 'From the stream: forwards complaints, keeps their deadlines, counts statistics',
  severity: 'high',
  errorImpact: routingImpact,
  // A batch of 25 events at 0.2 s is 5 s; the rest is for retries against Step Functions' throttling.
  timeoutSeconds: 30,
  needs: [
    complaintsNeed(complaints, {
      items: [
        { sid: 'ReadComplaints', verbs: ['GetItem'] },
        { sid: 'StoreEventsAndStatistics', verbs: ['PutItem', 'UpdateItem'] },
      ],
    }),
    directoryNeed(directory),
  ],
});
