/** An event that must be tried again. Its words are ours and may be logged; those of other errors may quote a text or a secret. */
export class NotYet extends Error {
  override readonly name = 'NotYet';
  /** Seconds that the subscriber asks us to wait. */
  readonly retryAfter: number | undefined;
  constructor(message: string, retryAfter?: number) {
    super(message);
    this.retryAfter = retryAfter;
  }
}

/** What a log may say of an error. */
export function nameOf(error: unknown): string {
  if (error instanceof NotYet) return `${error.name}: ${error.message}`;
  return error instanceof Error ? error.name : typeof error;
}
