import type { Operation } from '../operation.ts';
import { actions } from './actions.ts';
import { administration } from './admin.ts';
import { attachments } from './attachments.ts';
import { complaints } from './complaints.ts';
import { open311 } from './open311.ts';
import { reference } from './reference.ts';
import { sms } from './sms.ts';
import { staff } from './staff.ts';
import { statistics } from './statistics.ts';

/** Every operation of the API, in the order in which it is read. A test holds it against the template's routes. */
export const operations: readonly Operation[] = [
  ...complaints,
  ...attachments,
  ...actions,
  ...staff,
  ...administration,
  ...statistics,
  ...sms,
  ...open311,
  ...reference,
];
