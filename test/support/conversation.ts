/** Conversation over fakes: SMS in, complaints and replies owed out. */
import { createHmac } from 'node:crypto';
import { smsGatewayOwner } from '../../functions/domain/city/sms-gateway.ts';
import type { Deps, Received } from '../../functions/conversation/receive-sms.ts';
import { receiveSms } from '../../functions/conversation/receive-sms.ts';
import type { SmsPart } from '../../functions/domain/sms/dialogue.ts';
import { findDangerInAmbon } from './ambon.ts';
import { manualClock } from './fakes/clock.ts';
import { fakeConversationStore } from './fakes/conversation.ts';
import { fakeDirectory } from './fakes/directory.ts';
import { fakeCipher, fakeMac, fakeReplyCipher, fakeSecrets } from './fakes/keys.ts';
import { memoryTable } from './fakes/table.ts';

export const phoneNumber = '0811 4706 999';
export const gatewaySecret = 'rahasia-gerbang';

export function conversationOffice(over: Partial<Deps> = {}) {
  const table = memoryTable();
  const clock = manualClock('2026-03-13 10:00');
  let draws = 0;
  const deps = {
    directory: fakeDirectory({
      smsGateway: { version: 1, secrets: [{ ciphertext: fakeSecrets.encrypt(smsGatewayOwner, gatewaySecret) }] },
    }),
    findDanger: findDangerInAmbon,
    store: fakeConversationStore(table),
    cipher: fakeCipher,
    replies: fakeReplyCipher,
    secrets: fakeSecrets,
    mac: fakeMac,
    clock,
    random: (length: number) => new Uint8Array(length).fill((draws += 1) % 31),
    ...over,
  };
  let sent = 0;
  return {
    table,
    clock,
    deps,
    /** An SMS arrives; answers what became of it. */
    send: (
      body: string,
      {
        from = phoneNumber,
        messageId = `m-${(sent += 1)}`,
        part,
      }: { from?: string; messageId?: string; part?: SmsPart } = {},
    ): Promise<Received> => receiveSms(deps)({ messageId, from, body, part }),
    /** What was written of each complaint, in the order in which it came. */
    texts: () =>
      [...Map.groupBy(table.texts.values(), (one) => one.complaintId).values()].map((all) =>
        all.flatMap(({ text }) => Object.values(text)),
      ),
    /** Templates of the replies owed, in order. */
    replies: () => [...table.inbound.values()].map((r) => r.reply?.template),
    own: () => [...table.complaints.values()],
  };
}

/** Headers of a post that the gateway signs at an instant. */
export function signed(
  raw: string,
  at: Date,
  secret = gatewaySecret,
  type = 'application/json',
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${type}.${raw}`).digest('hex');
  return { 'x-timestamp': timestamp, 'x-signature': signature, 'content-type': type };
}
