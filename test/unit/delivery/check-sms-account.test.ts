/** The morning's look at the account's SMS settings, from the schedule's event to what SNS is asked. */
import { expect, test } from 'vitest';
import { createSmsAccount } from '../../../functions/adapters/aws/sms-account-sns.ts';
import { handleDelivery } from '../../../functions/delivery/handle-delivery.ts';
import { deliveryWorld } from '../../support/delivery.ts';

const role = 'arn:aws:iam::111111111111:role/sms-log';
const plenty = { getRemainingTimeInMillis: () => 30_000 };

/** An account in SNS: what it has set, and whether it may send to every number. */
function account({ attributes = {} as Record<string, string>, sandbox = false }) {
  const set: unknown[] = [];
  const send = async (command: { constructor: { name: string }; input: { attributes?: unknown } }) => {
    if (command.constructor.name === 'GetSMSSandboxAccountStatusCommand') return { IsInSandbox: sandbox };
    if (command.constructor.name === 'GetSMSAttributesCommand') return { attributes };
    set.push(command.input.attributes);
    return {};
  };
  const { deps, metrics } = deliveryWorld();
  const run = handleDelivery({ ...deps, smsAccount: createSmsAccount(role, { send }) });
  return { set, metrics, run: () => run({ task: 'sms-account' }, plenty) };
}

test('SNS is told to log failed SMS, and no other, where it does not yet', async () => {
  const { run, set } = account({ attributes: { DeliveryStatusIAMRole: 'arn:aws:iam::111111111111:role/former' } });
  await run();
  expect(set).toEqual([{ DeliveryStatusIAMRole: role, DeliveryStatusSuccessSamplingRate: '0' }]);
});

test('nothing is set where SNS logs already', async () => {
  const { run, set } = account({ attributes: { DeliveryStatusIAMRole: role } });
  await run();
  expect(set).toEqual([]);
});

test.each([
  [true, 1],
  [false, 0],
])('an account with sandbox %j is counted as %i', async (sandbox, counted) => {
  const { run, metrics } = account({ sandbox });
  expect(await run()).toEqual({ sandbox });
  expect(metrics).toEqual({ SmsSandbox: counted });
});

test('a stage that does not own the log changes nothing, and says why', async () => {
  const { deps } = deliveryWorld();
  await expect(handleDelivery(deps)({ task: 'sms-account' }, plenty)).rejects.toThrow('does not own the log');
});
