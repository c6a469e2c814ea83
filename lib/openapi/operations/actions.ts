import { reporterActions, staffActions } from '../../../functions/follow-up/action-schemas.ts';
import { actionResult } from '../../../functions/http/views/receipt-schemas.ts';
import type { Operation } from '../operation.ts';

/** Summaries of the reporter's actions, in one line each. */
const reporterSummaries: Readonly<Record<string, string>> = {
  reply: 'Answer what was asked: the clock goes on',
  reopen: 'Reopen a closed complaint, within thirty working days',
  withdraw: 'Withdraw the complaint',
  restore: 'Undo the withdrawal, within seven days',
  accept: 'Accept the answer: closes',
  object: 'Refuse the answer: back to work, with a clock of five working days',
  rate: 'Rate a closed complaint',
  comment: 'Say something more',
  privacy: 'Change who may see it, either way',
};

const staffSummaries: Readonly<Record<string, string>> = {
  verify: 'Verify, and forward it while it is RECEIVED',
  keep: 'Keep it for the coordinator’s own agency',
  respond: 'Respond: work on it has begun',
  update: 'Tell the reporter how it goes',
  ask: 'Ask the reporter for what is missing; agency clocks pause',
  answer: 'Answer',
  return: 'Return it: not this agency’s business',
  reroute: 'Send a returned complaint to another agency, at most twice',
  assign: 'Decide which agency must handle it, after two hops',
  involve: 'Involve an agency that helps',
  release: 'Release an agency that helped',
  merge: 'Merge it into another complaint, whose news its reporter then hears',
  unmerge: 'Take it out of the other complaint again',
  archive: 'Archive it, with a reason that the reporter is told',
  restore: 'Take it out of the archive',
  classify: 'Correct class, service or area, until it is answered; track and total are computed anew from receipt',
  propose: 'Propose another class, service or area to the coordinator',
  finish: 'Close an answer that could not be read, thirty days after it',
  note: 'Write an internal note',
  restrict: 'Raise its privacy',
};

const answers = { 200: actionResult };

/** One operation for each action of action-schemas.ts; the template has one route for all. */
export const actions: readonly Operation[] = [
  ...Object.entries(reporterActions).map(([name, body]): Operation => ({
    route: 'POST /v1/complaints/{trackingId}/actions/{action}',
    path: `/v1/complaints/{trackingId}/actions/${name}`,
    id: `reporter${camel(name)}`,
    tag: 'Reporters',
    summary: summaryOf(reporterSummaries, name),
    by: ['reporterSecret'],
    body,
    answers,
    problems: [403, 409],
  })),
  ...Object.entries(staffActions).map(([name, body]): Operation => ({
    route: 'POST /v1/staff/complaints/{trackingId}/actions/{action}',
    path: `/v1/staff/complaints/{trackingId}/actions/${name}`,
    id: `staff${camel(name)}`,
    tag: 'Staff',
    summary: summaryOf(staffSummaries, name),
    by: ['officer'],
    body,
    answers,
    problems: [409],
  })),
];

function summaryOf(summaries: Readonly<Record<string, string>>, name: string): string {
  const summary = summaries[name];
  if (summary === undefined) throw new Error(`say what the action ${name} does in lib/openapi/operations/actions.ts`);
  return summary;
}

/** `hand-over` as a part of a name: `HandOver`. */
function camel(name: string): string {
  return name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
