import { allow } from '../constructs/need.ts';
import type { ServiceContext } from '../constructs/service-context.ts';
import type { FunctionFacts } from '../constructs/tanggap-function.ts';

/** Adds the missing records of the city's profile to the directory, at deploy time. */
export const seed = ({ data: { directory } }: ServiceContext): FunctionFacts => ({
  name: 'seed',
  description: "At deploy time: puts what the directory lacks of the city's profile, reports what differs",
  severity: 'low',
  errorImpact: 'Nobody now: the deployment stops and says so, and the directory keeps what it had.',
  // About 150 items, read in batches of 100 and put one by one: 5 s.
  timeoutSeconds: 60,
  needs: [
    {
      environment: { DIRECTORY_TABLE: directory.tableName },
      statements: [
        allow(
          'PutWhatIsAbsent',
          ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:PutItem'],
          [directory.tableArn],
        ),
      ],
    },
  ],
});
