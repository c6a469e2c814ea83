/** Reads and sets what SNS keeps of SMS for the whole account. */
import {
  GetSMSAttributesCommand,
  GetSMSSandboxAccountStatusCommand,
  SetSMSAttributesCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import type { SmsAccount } from '../../domain/messages/ports.ts';
import { snsSettings } from './sns-publish.ts';

/** `statusRoleArn` is the role by which SNS writes its log of failed SMS. */
export function createSmsAccount(
  statusRoleArn: string,
  sns: Pick<SNSClient, 'send'> = new SNSClient(snsSettings),
): SmsAccount {
  return {
    inSandbox: async () => (await sns.send(new GetSMSSandboxAccountStatusCommand({}))).IsInSandbox === true,
    async keepFailureLog() {
      const { attributes } = await sns.send(new GetSMSAttributesCommand({ attributes: ['DeliveryStatusIAMRole'] }));
      if (attributes?.['DeliveryStatusIAMRole'] === statusRoleArn) return;
      // 0 % of what arrived: the log is for what did not.
      const wanted = { DeliveryStatusIAMRole: statusRoleArn, DeliveryStatusSuccessSamplingRate: '0' };
      await sns.send(new SetSMSAttributesCommand({ attributes: wanted }));
    },
  };
}
