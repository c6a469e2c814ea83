/** Defines the error of work that must be tried again. Its message is ours and may be logged; that of other errors may quote a text or a number. */
export class TryLater extends Error {
  override readonly name = 'TryLater';
  /** Seconds that the other side asks us to wait. */
  readonly retryAfter: number | undefined;
  constructor(message: string, retryAfter?: number) {
    super(message);
    this.retryAfter = retryAfter;
  }
}

/** Returns what a log may say of an error. */
export function errorForLog(error: unknown): string {
  if (error instanceof TryLater) return `${error.name}: ${error.message}`;
  return error instanceof Error ? error.name : typeof error;
}
