/** A message that must be tried again. Its words are ours and may be logged; those of other errors may quote a number or a text. */
export class TryLater extends Error {
  override readonly name = 'TryLater';
}

/** What a log may say of an error. */
export function nameOf(error: unknown): string {
  if (error instanceof TryLater) return `${error.name}: ${error.message}`;
  return error instanceof Error ? error.name : typeof error;
}
