/** Tells a story step by step: each step prints what happened and fails loudly when it did not. */
import type { Answer, Json, LocalClient } from '../support/local-client.ts';

export class Story {
  readonly client: LocalClient;
  #failures = 0;
  #steps = 0;
  #smsSeen = 0;

  constructor(client: LocalClient) {
    this.client = client;
  }

  title(text: string): void {
    console.log(`\n${text}\n${'='.repeat(text.length)}`);
  }

  /** Prints whether a step held. The story goes on after a failure, so that its consequences show. */
  step(held: boolean, text: string): void {
    this.#steps += 1;
    if (!held) this.#failures += 1;
    console.log(`${held ? '  ok  ' : 'FAILED'} ${text}`);
  }

  /** The step that an HTTP call answered as it should. */
  answered(answer: Answer, status: number, text: string): Json {
    const held = answer.status === status;
    this.step(
      held,
      held ? text : `${text}: ${status} expected, ${answer.status} answered: ${JSON.stringify(answer.body)}`,
    );
    return answer.body;
  }

  /** Waits for all consequences, then prints every SMS that has come since the last time. */
  async phone(): Promise<string[]> {
    await this.client.idle();
    const all = await this.client.sms();
    const fresh = all.slice(this.#smsSeen);
    this.#smsSeen = all.length;
    for (const { to, body, at } of fresh) console.log(`       SMS ${local(at)} to ${to}:\n         "${body}"`);
    return fresh.map((sms) => sms.body);
  }

  /** Prints the verdict and returns the exit code: 1 when a step failed. */
  finish(): number {
    console.log(`\n${this.#steps - this.#failures} of ${this.#steps} steps held.`);
    return this.#failures > 0 ? 1 : 0;
  }
}

/** An instant as the city's clocks show it. */
export function local(instant: string): string {
  const shown = new Intl.DateTimeFormat('id-ID', {
    timeZone: 'Asia/Jayapura',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  return `${shown.format(new Date(instant))} WIT`;
}

/** A date as people are shown it, with its weekday. */
export function day(isoDate: string | null): string {
  if (isoDate === null) return 'no date yet';
  return new Intl.DateTimeFormat('id-ID', {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(new Date(`${isoDate}T00:00:00Z`));
}
