/** Hands e-mail to the city's relay by a post signed as in Standard Webhooks 1.0, whose id is the message's. */
import { type EmailSender } from '../../domain/messages/email-ports.ts';
import { emailRelayOwner } from '../../domain/city/email-relay.ts';
import type { Clock } from '../../domain/kernel/ports.ts';
import type { SecretReader } from '../../domain/city/ports.ts';
import type { HttpPoster } from '../../domain/webhooks/ports.ts';
import { signatureHeaders } from '../../domain/webhooks/signature.ts';

/** Status by which the relay refuses an address for good. */
const refusedStatus = 422;

type Deps = { poster: HttpPoster; secrets: SecretReader; clock: Clock };

export function createEmailSender({ poster, secrets, clock }: Deps): EmailSender {
  return {
    async send(relay, { id, to, subject, body }) {
      const at = clock.now();
      const valid = relay.secrets.filter(({ endsAt }) => endsAt === undefined || endsAt > at.toISOString());
      const opened = await Promise.all(valid.map(({ ciphertext }) => secrets.decrypt(emailRelayOwner, ciphertext)));
      const text = JSON.stringify({ to, subject, text: body });
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'tanggap-email/1',
        ...signatureHeaders({ id, at, body: text, secrets: opened }),
      };
      const answer = await poster.post(relay.url, headers, text);
      if (answer.outcome === 'failed') {
        if (answer.arrived) throw new Error('the relay took the call and gave no answer');
        return { outcome: 'not-sent', cause: answer.cause };
      }
      if (answer.status >= 200 && answer.status < 300) return { outcome: 'accepted', messageId: id };
      const cause = `the relay answered ${answer.status}`;
      return { outcome: answer.status === refusedStatus ? 'refused' : 'not-sent', cause };
    },
  };
}
