/** A message is dropped when it is no longer true, or no longer its recipient's to read: each template's rule by itself. */
import { describe, expect, test } from 'vitest';
import { reasonToDrop, typedMessage } from '../../../functions/delivery/relevance.ts';
import type { Complaint, ComplaintEvent } from '../../../functions/domain/complaint/complaint.ts';
import type { NoticeTemplate, SmsTemplate } from '../../../functions/domain/messages/templates.ts';
import { agencyId, filed, steps, story } from '../../support/complaints.ts';

const day = '2026-03-13 10:00';
const told = story(filed(day), steps.closed(day));
const [file, verify, respond, answer, accept] = told.changes.map(({ complaint, event }) => ({ complaint, event }));
type Facts = Parameters<typeof reasonToDrop>[1];

const sms = (template: SmsTemplate, facts: Facts, followerId?: string) =>
  reasonToDrop({ kind: 'sms', template, followerId }, facts);
const notice = (template: NoticeTemplate, facts: Facts, to: object = { agencyId }) =>
  reasonToDrop({ kind: 'notice', template, to: { kind: 'office', office: 'liaison', ...to } }, facts);
const facts = (
  { event, complaint }: { event: ComplaintEvent; complaint: Complaint },
  now: Partial<Complaint> = {},
  said: Partial<ComplaintEvent> = {},
): Facts => ({ event: { ...event, ...said }, complaint: { ...complaint, ...now } });

describe('an SMS', () => {
  const sameStage = ['asked', 'archived', 'restored', 'merged', 'unmerged'] as const;
  test.each(sameStage)('%s holds while nothing has happened since', (template) => {
    expect(sms(template, facts(respond!))).toBeUndefined();
    expect(sms(template, facts(respond!, { stage: 4 }))).toBe('superseded');
  });

  test.each(['received', 'received-forwarded', 'withdrawn'] as const)(
    '%s is owed whatever has happened',
    (template) => {
      expect(sms(template, { event: file!.event, complaint: accept!.complaint })).toBeUndefined();
    },
  );

  test('forwarded holds while that agency has it in hand', () => {
    expect(sms('forwarded', facts(verify!))).toBeUndefined();
    expect(sms('forwarded', { event: verify!.event, complaint: respond!.complaint })).toBeUndefined();
    expect(sms('forwarded', facts(verify!, { agencyId: 'bpbd' }))).toBe('superseded');
    expect(sms('forwarded', { event: verify!.event, complaint: answer!.complaint })).toBe('superseded');
  });

  test('answered holds for the answer that stands', () => {
    expect(sms('answered', facts(answer!))).toBeUndefined();
    expect(sms('answered', facts(answer!, { answeredAt: '2026-03-14T00:00:00.000Z' }))).toBe('superseded');
    expect(sms('answered', facts(answer!, { state: 'IN_PROGRESS' }))).toBe('superseded');
  });

  test('closed holds for the closing that stands', () => {
    expect(sms('closed', facts(accept!))).toBeUndefined();
    expect(sms('closed', facts(accept!, { closedAt: '2026-03-14T00:00:00.000Z' }))).toBe('superseded');
    expect(sms('closed', facts(accept!, { state: 'IN_PROGRESS' }))).toBe('superseded');
  });

  test('is nothing to who left no number', () => {
    expect(sms('received', facts(file!, { contact: 'none' }))).toBe('not-textable');
    expect(sms('received', facts(file!, { contact: 'email' }))).toBeUndefined();
  });
});

describe('a step of a ladder', () => {
  const rung = { clock: 'forwarded', clockStage: 2, step: 1, of: 4 } as const;
  test.each(['first-rung', 'last-rung'] as const)('%s holds while its clock runs', (template) => {
    expect(sms(template, facts(verify!, {}, { rung }))).toBeUndefined();
    expect(sms(template, facts(verify!, {}, { rung: { ...rung, clockStage: 1 } }))).toBe('superseded');
    expect(sms(template, facts(verify!, {}, { rung: { ...rung, clock: 'returned' } }))).toBe('superseded');
    expect(sms(template, facts(accept!, {}, { rung }))).toBe('superseded');
    expect(sms(template, facts(verify!))).toBe('superseded');
  });

  test('of the total holds while the total runs', () => {
    const total = { ...rung, clock: 'total', clockStage: 1 } as const;
    expect(sms('first-rung', facts(verify!, {}, { rung: total }))).toBeUndefined();
    expect(sms('first-rung', facts(answer!, {}, { rung: total }))).toBe('superseded');
  });

  test.each(['reminder', 'escalation', 'hand-over'] as const)('%s is told to an office likewise', (template) => {
    expect(notice(template, facts(verify!, {}, { rung }))).toBeUndefined();
    expect(notice(template, facts(verify!, {}, { rung: { ...rung, clockStage: 1 } }))).toBe('superseded');
  });
});

describe('a notice', () => {
  test.each(['involved', 'withdrawn', 'vacant', 'objection', 'comment', 'unreachable'] as const)(
    '%s always holds',
    (template) => expect(notice(template, facts(verify!, { stage: 9 }))).toBeUndefined(),
  );
  test.each(['resumed', 'replied', 'returned', 'arbitrate', 'merged', 'reopened'] as const)(
    '%s holds in its stage',
    (template) => {
      expect(notice(template, facts(verify!))).toBeUndefined();
      expect(notice(template, facts(verify!, { stage: 9 }))).toBe('superseded');
    },
  );
  test('new holds until somebody has looked', () => {
    expect(notice('new', facts(file!), { agencyId: undefined })).toBeUndefined();
    expect(notice('new', facts(verify!), { agencyId: undefined })).toBe('superseded');
  });
  test('assigned holds while that agency has it', () => {
    expect(notice('assigned', facts(verify!))).toBeUndefined();
    expect(notice('assigned', facts(verify!, { state: 'ANSWERED' }))).toBe('superseded');
  });

  test('is the agency’s that owns the complaint or helps with it', () => {
    expect(notice('comment', facts(verify!), { agencyId: 'bpbd' })).toBe('no-longer-visible');
    expect(notice('comment', facts(verify!, { contributing: ['bpbd'] }), { agencyId: 'bpbd' })).toBeUndefined();
    expect(notice('comment', facts(verify!, { contributing: ['dlh'] }), { agencyId: 'bpbd' })).toBe(
      'no-longer-visible',
    );
    expect(notice('comment', facts(verify!, { state: 'RETURNED' }))).toBe('no-longer-visible');
    expect(notice('comment', facts(verify!), { agencyId: undefined })).toBeUndefined();
  });
});

describe('news for the reporter of a merged complaint', () => {
  const child = { ...filed(day, { id: 'AMB-2222222' }).complaint, parentId: verify!.complaint.id };
  const at = verify!.event.at;
  const later = new Date(Date.parse(at) + 1).toISOString();
  const withFollower = (follower: Complaint | undefined): Facts => ({ ...facts(verify!), follower });

  test('is theirs while the complaint follows', () => {
    expect(sms('forwarded', withFollower({ ...child, closedAt: at }), child.id)).toBeUndefined();
    expect(sms('forwarded', withFollower({ ...child, closedAt: at, parentId: 'AMB-3333333' }), child.id)).toBe(
      'no-longer-visible',
    );
    expect(sms('forwarded', withFollower(undefined), child.id)).toBe('no-longer-visible');
  });

  test('is no news from before the merge, or before a joining complaint was received', () => {
    expect(sms('forwarded', withFollower({ ...child, closedAt: later }), child.id)).toBe('superseded');
    const { closedAt: _, ...joining } = child;
    expect(sms('forwarded', withFollower({ ...joining, receivedAt: later }), child.id)).toBe('superseded');
    expect(sms('forwarded', withFollower({ ...joining, receivedAt: at }), child.id)).toBeUndefined();
    expect(sms('forwarded', withFollower({ ...child, closedAt: at, receivedAt: later }), child.id)).toBeUndefined();
  });

  test('goes where they, not the other reporter, can be reached', () => {
    const follower = { ...child, closedAt: at };
    const unreached = withFollower({ ...follower, contact: 'none' });
    expect(sms('forwarded', unreached, child.id)).toBe('not-textable');
    const parentless = { ...withFollower(follower), complaint: { ...verify!.complaint, contact: 'none' as const } };
    expect(sms('forwarded', parentless, child.id)).toBeUndefined();
  });
});

describe('a message from the queue', () => {
  const base = { complaintId: 'AMB-7K3Q9C5', version: 1 };
  test('is an SMS to a reporter or a notice to an office, by a template that this code knows', () => {
    expect(typedMessage({ ...base, template: 'received', recipient: { kind: 'reporter' } })).toEqual({
      kind: 'sms',
      template: 'received',
      followerId: undefined,
    });
    const follower = { kind: 'reporter', complaintId: 'AMB-2222222' } as const;
    expect(typedMessage({ ...base, template: 'closed', recipient: follower })).toMatchObject({
      followerId: 'AMB-2222222',
    });
    const office = { kind: 'office', office: 'mayor' } as const;
    expect(typedMessage({ ...base, template: 'escalation', recipient: office })).toEqual({
      kind: 'notice',
      template: 'escalation',
      to: office,
    });
    expect(() => typedMessage({ ...base, template: 'escalation', recipient: { kind: 'reporter' } })).toThrow('Invalid');
    expect(() => typedMessage({ ...base, template: 'received', recipient: office })).toThrow('Invalid');
  });
});
