/** Makes keyed hashes by KMS. The key never leaves KMS, so a stolen table reveals no phone number. */
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import type { Mac } from '../../domain/kernel/ports.ts';

export function createMac(keyArn: string, client: Pick<KMSClient, 'send'> = new KMSClient({})): Mac {
  return {
    async mac(message) {
      const { Mac: mac } = await client.send(
        new GenerateMacCommand({ KeyId: keyArn, MacAlgorithm: 'HMAC_SHA_256', Message: Buffer.from(message, 'utf8') }),
      );
      if (!mac) throw new Error('KMS answered no MAC');
      return mac;
    },
  };
}
