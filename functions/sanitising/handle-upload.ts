/** What wakes sanitising: EventBridge, with the key of a photo that has arrived, or an operator with the same. */
import * as z from 'zod';
import type { AttachmentRef } from '../domain/complaint/attachment-ports.ts';
import { sanitiseUpload, type Deps, type Outcome } from './sanitise-upload.ts';

/** An S3 key as events carry it, and which photo of which complaint it means. */
export type ParseKey = (key: string) => AttachmentRef | undefined;

const arrival = z.object({ key: z.string() });

type HandlerDeps = Deps & { parseKey: ParseKey; onOutcome: (ref: Partial<AttachmentRef>, outcome: Outcome) => void };

/** An error makes Lambda try again, twice; then the event lies in a queue with an alarm. */
export function handleUpload(deps: HandlerDeps) {
  return async (event: unknown): Promise<Outcome> => {
    const { key } = arrival.parse(event);
    const ref = deps.parseKey(key);
    const outcome: Outcome = ref
      ? await sanitiseUpload(deps)(ref)
      : { outcome: 'refused', reason: 'not the key of an upload' };
    deps.onOutcome(ref ?? {}, outcome);
    return outcome;
  };
}
