/** Shows whom a reporter in danger is told to call. */
import { callText } from '../../domain/city/emergency.ts';
import type { Danger } from '../../domain/city/emergency.ts';
import { pick } from '../../domain/kernel/members.ts';
import type { Emergency } from './emergency-schema.ts';

/** Returns whom to call; undefined without a danger. */
export const emergencyView = (danger: Danger | undefined): Emergency | undefined =>
  danger && {
    text: `${callText(danger.call)}.`,
    call: danger.call.map((contact) => pick(contact, 'name', 'number', 'free')),
  };
