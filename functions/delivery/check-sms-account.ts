/** Each morning: has SNS log failed SMS, and counts whether the account is still in SNS's sandbox. */
import type { Deps } from './deps.ts';

export function checkSmsAccount({ smsAccount, count }: Pick<Deps, 'smsAccount' | 'count'>) {
  return async (): Promise<{ sandbox: boolean }> => {
    if (smsAccount === undefined) throw new Error('this stage does not own the log of failed SMS');
    await smsAccount.keepFailureLog();
    const sandbox = await smsAccount.inSandbox();
    count('SmsSandbox', sandbox ? 1 : 0);
    return { sandbox };
  };
}
