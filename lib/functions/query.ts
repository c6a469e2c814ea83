import type { Construct } from 'constructs';
import { complaintsNeed } from '../constructs/complaints-need.ts';
import type { ServiceContext } from '../constructs/service-context.ts';
import { directoryNeed } from '../constructs/shared-needs.ts';
import { TanggapFunction } from '../constructs/tanggap-function.ts';

/** Public reads: tracking, lists, services, areas, statistics, Open311's reads, and the 404 of unknown routes. */
export function query(scope: Construct, context: ServiceContext): TanggapFunction {
  const { complaints, directory } = context.data;
  return new TanggapFunction(scope, 'Query', {
    ...context,
    name: 'query',
    description: 'Answers public reads: tracking, lists, services, areas, statistics, Open311',
    severity: 'medium',
    errorImpact: 'A citizen could not see how a complaint stands; nothing is lost.',
    needs: [
      complaintsNeed(complaints, {
        items: [{ sid: 'ReadComplaints', verbs: ['GetItem', 'BatchGetItem', 'Query'] }],
        indexes: ['queue', 'public', 'changed', 'likely'],
      }),
      directoryNeed(directory),
    ],
  });
}
