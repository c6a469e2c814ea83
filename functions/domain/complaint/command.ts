/** Defines a command and the rules in force, which a decision takes beside the complaint. */
import type { ReasonCode } from './archive-reasons.ts';
import type { Attachment } from './attachments.ts';
import type { Actor, Complaint, FiredStep } from './complaint.ts';
import type { Danger } from '../city/emergency.ts';
import type { Action, Party } from './lifecycle.ts';
import type { CannotCode, Outcome } from './outcomes.ts';
import type { Policy } from '../city/policy.ts';
import type { Calendar } from '../deadlines/calendar.ts';

/** A requested action with its fields. */
export type Command = {
  action: Action;
  actor: Actor;
  /** The actor's parties to this complaint; one of them must be allowed. */
  parties: readonly Party[];
  expectedVersion?: number | undefined;
  text?: string | undefined;
  agencyId?: string | undefined;
  track?: Complaint['track'] | undefined;
  rating?: number | undefined;
  anonymous?: boolean | undefined;
  confidential?: boolean | undefined;
  reasonCode?: ReasonCode | undefined;
  outcome?: Outcome | undefined;
  class?: Complaint['class'] | undefined;
  serviceCode?: string | undefined;
  /** Last day of the promised work; given with the outcome `scheduled` only. */
  scheduledOn?: string | undefined;
  /** Given with the outcome `cannot` only. */
  cannotCode?: CannotCode | undefined;
  parentId?: string | undefined;
  contributingAgencyId?: string | undefined;
  suggestedAgencyId?: string | undefined;
  rung?: FiredStep | undefined;
  areaCode?: string | undefined;
  autoForwardTo?: string | undefined;
  /** Set when the command came by SMS: the reply to that SMS informs its sender. */
  channel?: 'sms' | undefined;
  attachment?: Attachment | undefined;
  danger?: Danger | undefined;
};

/** The rules in force at one instant, read from the directory by the caller. */
export type Rules = { policy: Policy; calendar: Calendar; now: Date; coordinatorAgencyId: string };

/** The rules of one decision, and the salt of the text that it may add: drawn anew (`drawSalt`) for each decision. */
export type DecisionRules = Rules & { salt: string };
