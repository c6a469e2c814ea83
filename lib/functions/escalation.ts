import { complaintsNeed } from '../constructs/complaints-need.ts';
import type { ServiceContext } from '../constructs/service-context.ts';
import { directoryNeed } from '../constructs/shared-needs.ts';
import type { FunctionFacts } from '../constructs/tanggap-function.ts';

/**
 * Seconds: a wake takes one, but the nightly sweep walks all open complaints that overslept; 5 minutes are about 1,500 of them one after the
 * other, ten times what Ambon receives in a year.
 */
export const escalationTimeoutSeconds = 300;

/** Impact while a changed calendar moves no deadline. */
export const calendarImpact =
  'Deadlines do not follow a decree: citizens and agencies are shown wrong days, until the sweep of the next night.';

/** Reminds, escalates and closes at deadlines; its sweep finds lost deadlines. */
export const escalation = ({ data: { complaints, directory } }: ServiceContext): FunctionFacts => ({
  name: 'escalation',
  description: 'Acts on a deadline that is due; sweeps for lost ones each night',
  severity: 'high',
  errorImpact: 'A complaint that runs late climbs to nobody until the next try.',
  timeoutSeconds: escalationTimeoutSeconds,
  needs: [
    complaintsNeed(complaints, {
      items: [
        { sid: 'ReadComplaints', verbs: ['GetItem', 'BatchGetItem', 'Query'] },
        { sid: 'StoreEvents', verbs: ['PutItem'] },
      ],
      indexes: ['wake'],
    }),
    directoryNeed(directory),
  ],
});
