import { smsGatewayOwner } from '../../functions/domain/city/sms-gateway.ts';
import { complaintsNeed, identitiesNeed } from '../constructs/complaints-need.ts';
import type { ServiceContext } from '../constructs/service-context.ts';
import {
  directoryNeed,
  identityKeyNeed,
  macKeyNeed,
  replyKeyNeed,
  secretsKeyNeed,
} from '../constructs/shared-needs.ts';
import type { FunctionFacts } from '../constructs/tanggap-function.ts';

/** Handles inbound SMS. Like intake it may write identities but not read them; it reads no text of a complaint's history either. */
export const conversation = ({
  data: { complaints, identities, directory, keys },
  deployment,
}: ServiceContext): FunctionFacts => ({
  name: 'conversation',
  description: "Takes a citizen's SMS from the city's gateway and decides what it does",
  severity: 'high',
  errorImpact: 'Citizens who have only SMS can neither report nor answer; the gateway sends their SMS again.',
  needs: [
    complaintsNeed(complaints, {
      items: [
        {
          sid: 'ReadDialogue',
          verbs: ['GetItem', 'BatchGetItem'],
          partitions: [`${deployment.idPrefix}-*`, 'inbound#*', 'phone#*'],
        },
        { sid: 'StoreTurn', verbs: ['PutItem', 'ConditionCheckItem'] },
      ],
      indexes: ['reporter'],
    }),
    identitiesNeed(identities, 'PutItem'),
    directoryNeed(directory),
    identityKeyNeed(keys, 'Encrypt'),
    replyKeyNeed(keys, 'Encrypt'),
    macKeyNeed(keys),
    secretsKeyNeed(keys, 'Decrypt', smsGatewayOwner),
  ],
});
