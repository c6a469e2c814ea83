/** A command and the rules in force: the input of a decision beside the complaint itself. */
import type { ReasonCode } from './archive-reasons.ts';
import type { Attachment } from './attachments.ts';
import type { Actor, FiredStep } from './complaint.ts';
import type { Action, Party } from './lifecycle.ts';
import type { Policy } from '../city/policy.ts';
import type { Track } from '../city/records.ts';
import type { Calendar } from '../deadlines/calendar.ts';

/** What an actor wants done, with the action's own fields. */
export type Command = {
  action: Action;
  actor: Actor;
  /** How the actor stands to this complaint; one of them must be allowed. */
  parties: readonly Party[];
  expectedVersion?: number | undefined;
  text?: string | undefined;
  agencyId?: string | undefined;
  track?: Track | undefined;
  rating?: number | undefined;
  anonymous?: boolean | undefined;
  confidential?: boolean | undefined;
  reasonCode?: ReasonCode | undefined;
  parentId?: string | undefined;
  contributingAgencyId?: string | undefined;
  suggestedAgencyId?: string | undefined;
  rung?: FiredStep | undefined;
  areaCode?: string | undefined;
  autoForwardTo?: string | undefined;
  /** By which channel it came, when that was an SMS: its sender has the reply to it. */
  channel?: 'sms' | undefined;
  attachment?: Attachment | undefined;
};

/** The rules in force at one instant, read from the directory by the caller. */
export type Rules = { policy: Policy; calendar: Calendar; now: Date; coordinatorAgencyId: string };

/** The rules of one decision, and the salt of the text that it may add (`drawSalt`): a fresh one for each decision. */
export type DecisionRules = Rules & { salt: string };
