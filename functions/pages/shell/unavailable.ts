/** Turns an API that does not answer into an answer. */
import { ApiUnavailable, type ApiAnswer } from '../ports.ts';

/** The answer that stands for an API that did not answer. */
export const unavailable = { ok: false, status: 503, problem: { code: 'unavailable', detail: '' } } as const;

/** The answer, or 503 in its place: words that were typed, and pages that can do without it, outlive an API that does not answer. */
export async function orUnavailable<T>(asked: Promise<ApiAnswer<T>>): Promise<ApiAnswer<T>> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiUnavailable) return unavailable;
    throw error;
  }
}
