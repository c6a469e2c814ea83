/** A citizen with nothing but a phone, in a running local cloud: sends SMS, reads what comes. */
import type { LocalClient, Sms } from '../../bin/support/local-client.ts';
import { freshPhone } from './city.ts';

export function citizen(client: LocalClient, number: string = freshPhone()) {
  let read = 0;
  const inbox = async (): Promise<Sms[]> => (await client.sms()).filter((sms) => sms.to === number);
  return {
    number,
    inbox,
    /** Sends an SMS and answers what has come since the last look, once all is done. */
    async send(body: string, more: object = {}): Promise<string[]> {
      const { status, body: answer } = await client.call('POST', '/_local/sms', {
        body: { from: number, body, ...more },
      });
      if (status !== 200 || answer.status !== 200) throw new Error(`the SMS was not taken: ${JSON.stringify(answer)}`);
      return this.news();
    },
    /** What has come since the last look. */
    async news(): Promise<string[]> {
      await client.idle();
      const all = await inbox();
      const fresh = all.slice(read).map((sms) => sms.body);
      read = all.length;
      return fresh;
    },
  };
}

/** The tracking id in a text. */
export const idIn = (text: string | undefined): string => /[A-Z]{3}-[2-9A-HJKMNP-Z]{7}/.exec(text ?? '')?.[0] ?? '';
