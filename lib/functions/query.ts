import { complaintsNeed } from '../constructs/complaints-need.ts';
import type { ServiceContext } from '../constructs/service-context.ts';
import { directoryNeed } from '../constructs/shared-needs.ts';
import type { FunctionFacts } from '../constructs/tanggap-function.ts';

/** Public reads: tracking, lists, services, areas, statistics, Open311's reads, and the 404 of unknown routes. */
export const query = ({ data: { complaints, directory } }: ServiceContext): FunctionFacts => ({
  name: 'query',
  description: 'Answers public reads: tracking, lists, services, areas, statistics, Open311',
  severity: 'medium',
  errorImpact: 'A citizen could not see how a complaint stands; nothing is lost.',
  needs: [
    complaintsNeed(complaints, {
      items: [{ sid: 'ReadComplaints', verbs: ['GetItem', 'BatchGetItem', 'Query'] }],
      indexes: ['queue', 'public', 'changed', 'near'],
    }),
    directoryNeed(directory),
  ],
});
