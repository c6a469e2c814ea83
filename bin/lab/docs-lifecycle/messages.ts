/** Lists the recipients of an action's event and their texts. */
import { messageRules } from '../../../functions/domain/messages/outbound-messages.ts';
import type { Action } from '../../../functions/domain/complaint/lifecycle.ts';

/** Conditions of the message rules, by the name of their function. */
const conditions: Record<string, string> = {
  waits: 'it waits for the coordinator',
  goesOn: 'it is forwarded at once',
  leavesReceived: 'it leaves RECEIVED',
  hopsLeft: 'the coordinator can still reroute it',
  hopsUsed: 'only an arbiter can assign it',
  hasAgency: 'an agency has it',
  hasOffice: 'the step names an office',
  hasVacancy: 'an office on the way is vacant',
  isFirst: 'it is the first step',
  isLast: 'it is the last step',
};

/** Returns `<recipient>: <text>` with its condition. A condition without a name is shown as "sometimes". */
export const messagesOf = (action: Action): string[] =>
  messageRules(action).map(({ to, template, when, followers }) => {
    const whom = followers ? `${to} and those merged into it` : to;
    const condition = when === undefined ? '' : ` (${conditionOf(when)})`;
    return `${whom}: ${template}${condition}`;
  });

function conditionOf(name: string): string {
  const words = conditions[name];
  return words === undefined ? 'sometimes' : `if ${words}`;
}
