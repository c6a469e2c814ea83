/** Handles the events that invoke sanitising: EventBridge's, with the key of a photo that has arrived, and an operator's with the same. */
import * as z from 'zod';
import type { AttachmentRef } from '../domain/complaint/attachment-ports.ts';
import { sanitiseUpload, type Deps, type Outcome } from './sanitise-upload.ts';

/** Parses an S3 key into the photo and complaint that it names. */
export type ParseKey = (key: string) => AttachmentRef | undefined;

const arrival = z.object({ key: z.string() });

type HandlerDeps = Deps & { parseKey: ParseKey; onOutcome: (ref: Partial<AttachmentRef>, outcome: Outcome) => void };

/** Sanitises the upload. After an error Lambda tries twice more, then puts the event in a queue with an alarm. */
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
