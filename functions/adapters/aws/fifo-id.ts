/** Spells the ids of FIFO messages. */
import { sha256 } from '../../domain/kernel/canonical.ts';

/** Group and deduplication ids that SQS takes: 1 to 128 ASCII letters, digits and punctuation marks (SQS developer guide, quotas-messages). */
const taken = /^[!-~]{1,128}$/;

/** Returns the id, or its SHA-256 (43 characters) if SQS would refuse it. */
export const fifoId = (id: string): string => (taken.test(id) ? id : sha256(id));
