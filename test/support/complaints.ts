/** Complaints for tests: filed and moved on by the domain itself, never put together by hand. */
import { createHash } from 'node:crypto';
import type { Change, Complaint, ComplaintEvent, EventText } from '../../functions/domain/complaint/complaint.ts';
import { fileComplaint, type Filing } from '../../functions/domain/complaint/filing.ts';
import type { Action, Party } from '../../functions/domain/complaint/lifecycle.ts';
import type { Command, DecisionRules } from '../../functions/domain/complaint/command.ts';
import { decide } from '../../functions/domain/complaint/transition.ts';
import { rulesAt } from './ambon.ts';

export const reporterSecret = 'rahasia-pelapor';
const secretHash = createHash('sha256').update(reporterSecret).digest('base64url');

/** Filing of an ordinary complaint that waits for the coordinator. */
export const filing = (over: Partial<Filing> = {}): Filing => ({
  id: 'AMB-7K3Q9C5',
  class: 'pengaduan',
  track: 'ordinary',
  channel: 'api',
  clientId: 'app',
  anonymous: false,
  confidential: false,
  contact: 'mobile',
  reporterSecretHash: secretHash,
  actor: { role: 'reporter' },
  text: { description: 'Lampu jalan padam sejak tiga malam.' },
  ...over,
});

/** Its first fact, at a local time of Ambon. */
export const filed = (local: string, over: Partial<Filing> = {}, rules: DecisionRules = rulesAt(local)): Change =>
  fileComplaint(filing(over), rules);

const roles: Record<Party, Command['actor']['role']> = {
  coordinator: 'coordinator',
  owner: 'liaison',
  contributor: 'liaison',
  arbiter: 'supervisor',
  staff: 'liaison',
  reporter: 'reporter',
  system: 'system',
};

/** A command by one party. */
export const command = (action: Action, by: Party, fields: Partial<Command> = {}): Command => ({
  action,
  actor: { role: roles[by], ...(roles[by] === 'reporter' || roles[by] === 'system' ? {} : { id: `sub-${roles[by]}` }) },
  parties: [by],
  ...fields,
});

/** One step of a story: when (local time), what, by whom, with what. */
export type Step = readonly [local: string, action: Action, by: Party, fields?: Partial<Command>];

export type Story = { complaint: Complaint; events: ComplaintEvent[]; texts: EventText[]; changes: Change[] };

/** Plays steps on a filed complaint. `rules` gives the rules of each instant, those of Ambon unless said otherwise. */
export function story(start: Change, steps: readonly Step[], rules: (local: string) => DecisionRules = rulesAt): Story {
  const changes = [start];
  for (const [local, action, by, fields] of steps) {
    const { complaint } = changes.at(-1)!;
    changes.push(decide(complaint, command(action, by, fields), rules(local)));
  }
  return storyOf(changes);
}

export const storyOf = (changes: Change[]): Story => ({
  complaint: changes.at(-1)!.complaint,
  events: changes.map((c) => c.event),
  texts: changes.flatMap((c) => (c.text ? [c.text] : [])),
  changes,
});

/** An agency of Ambon with a liaison and a head in `staff.ts`. */
export const agencyId = 'dinas-perhubungan';

/** The usual way to a state, from one local time on one day. */
export const steps = {
  forwarded: (local: string): Step[] => [[local, 'verify', 'coordinator', { agencyId }]],
  inProgress: (local: string): Step[] => [...steps.forwarded(local), [local, 'respond', 'owner']],
  answered: (local: string): Step[] => [
    ...steps.inProgress(local),
    [local, 'answer', 'owner', { text: 'Sudah diperbaiki.' }],
  ],
  closed: (local: string): Step[] => [...steps.answered(local), [local, 'accept', 'reporter']],
};
