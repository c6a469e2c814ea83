/** Defines the intents that an SMS can have. */
import type { SmsCommand } from './command-words.ts';
import type { Said } from './said.ts';

/** A report. `explicit` when it began with a keyword, so that it is no answer to a question. */
export type ReportIntent = Said & {
  kind: 'report';
  anonymous: boolean;
  confidential: boolean;
  explicit: boolean;
};

export type Doubt = 'not-done' | 'unclear';

export type SmsIntent =
  | ReportIntent
  | {
      kind: 'command';
      command: SmsCommand;
      /** The complaint named. Absent when none was typed, and then `unknownId` says that the typed one is no id of ours. */
      id?: string;
      unknownId?: true;
      text: string;
      /** The digits typed with an act that needs a code. */
      code?: string;
      /** Words of doubt after "setuju": they refuse the answer, or leave unclear what is meant. */
      doubt?: Doubt;
      /** From 1 to 5; absent when none was readable. */
      rating?: number;
      /** The words as a report, for a sender to whom the command cannot apply. */
      orReport?: ReportIntent;
    }
  /** A number alone: the answer to a list, a rating, or a six-digit code. */
  | { kind: 'number'; digits: string }
  | { kind: 'thanks' }
  /** A greeting, a sign, nothing. */
  | { kind: 'empty' };

export type CommandIntent = Extract<SmsIntent, { kind: 'command' }>;

/** One SMS as it was read: what its words say, and what it asks for. */
export type Sms = { said: Said; intent: SmsIntent };
