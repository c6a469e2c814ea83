/** Describes the behaviour of people as data: the action in each state, its probability and its delay. None of it is measured. */
import type { ActionFields } from '../../../functions/follow-up/action-schemas.ts';
import { lookUp } from '../../../functions/domain/kernel/stored.ts';
import type { Complaint } from '../../../functions/domain/complaint/complaint.ts';
import type { Action, State } from '../../../functions/domain/complaint/lifecycle.ts';
import type { Random } from './random.ts';

export type Who = 'coordinator' | 'owner' | 'contributor' | 'arbiter' | 'reporter';
/** A planned action, `hours` from now. */
export type Intent = { who: Who; action: Action; hours: number; fields: ActionFields };

/** Character of an agency. */
export const characters = { prompt: 55, dawdler: 25, returner: 10, vanished: 10 } as const;
export type Character = keyof typeof characters;

type Habit = { who: Who; action: Action | 'nothing'; weight: number; days: [low: number, high: number] };

const habit = (who: Who, action: Action | 'nothing', weight: number, ...days: [number, number]): Habit => ({
  who,
  action,
  weight,
  days,
});

const byState: Partial<Record<State, readonly Habit[]>> = {
  RECEIVED: [
    habit('coordinator', 'verify', 72, 0.1, 2),
    // A desk that is late.
    habit('coordinator', 'verify', 10, 4, 15),
    habit('coordinator', 'keep', 3, 0.1, 2),
    habit('coordinator', 'ask', 6, 0.1, 2),
    habit('coordinator', 'archive', 3, 0.1, 3),
    habit('coordinator', 'merge', 4, 0.1, 3),
    habit('reporter', 'withdraw', 1, 0.1, 2),
    habit('coordinator', 'nothing', 1, 0, 0),
  ],
  NEEDS_INFO: [
    habit('reporter', 'reply', 60, 0.1, 9),
    habit('reporter', 'nothing', 33, 0, 0),
    habit('reporter', 'withdraw', 4, 1, 8),
    habit('coordinator', 'archive', 3, 5, 12),
  ],
  RETURNED: [
    habit('coordinator', 'reroute', 80, 0.2, 3),
    habit('coordinator', 'reroute', 12, 4, 12),
    habit('coordinator', 'archive', 4, 1, 3),
    habit('reporter', 'withdraw', 2, 1, 5),
    habit('coordinator', 'nothing', 2, 0, 0),
  ],
  SCHEDULED: [
    habit('owner', 'answer', 70, 5, 40),
    habit('reporter', 'object', 6, 0.5, 10),
    habit('reporter', 'withdraw', 1, 1, 20),
    habit('owner', 'nothing', 23, 0, 0),
  ],
  ANSWERED: [
    habit('reporter', 'accept', 28, 0.1, 10),
    habit('reporter', 'object', 14, 0.1, 12),
    habit('reporter', 'comment', 6, 0.5, 10),
    habit('owner', 'update', 3, 1, 6),
    habit('reporter', 'withdraw', 1, 1, 5),
    habit('reporter', 'nothing', 48, 0, 0),
  ],
  CLOSED: [
    habit('reporter', 'rate', 25, 0, 5),
    habit('reporter', 'reopen', 8, 1, 60),
    habit('reporter', 'nothing', 67, 0, 0),
  ],
  DUPLICATE: [habit('coordinator', 'unmerge', 12, 1, 6), habit('coordinator', 'nothing', 88, 0, 0)],
  ARCHIVED: [habit('coordinator', 'restore', 8, 1, 20), habit('coordinator', 'nothing', 92, 0, 0)],
};

const withAgency: Record<Character, Partial<Record<State, readonly Habit[]>>> = {
  prompt: {
    FORWARDED: [
      habit('owner', 'respond', 62, 0.1, 3),
      habit('owner', 'answer', 25, 0.5, 4),
      habit('owner', 'ask', 8, 0.2, 3),
      habit('coordinator', 'merge', 2, 0.5, 3),
      habit('owner', 'return', 3, 0.5, 3),
    ],
    IN_PROGRESS: [
      habit('owner', 'answer', 88, 0.5, 9),
      habit('owner', 'ask', 7, 0.5, 5),
      habit('owner', 'return', 3, 0.5, 4),
      habit('coordinator', 'merge', 2, 1, 5),
    ],
  },
  dawdler: {
    FORWARDED: [
      habit('owner', 'respond', 80, 3, 12),
      habit('owner', 'ask', 12, 3, 9),
      habit('owner', 'return', 8, 4, 8),
    ],
    IN_PROGRESS: [
      habit('owner', 'answer', 85, 8, 45),
      habit('owner', 'ask', 10, 4, 20),
      habit('owner', 'nothing', 5, 0, 0),
    ],
  },
  returner: {
    FORWARDED: [habit('owner', 'return', 70, 0.5, 5), habit('owner', 'respond', 30, 1, 5)],
    IN_PROGRESS: [habit('owner', 'return', 40, 0.5, 6), habit('owner', 'answer', 60, 1, 12)],
  },
  vanished: {
    FORWARDED: [habit('owner', 'nothing', 90, 0, 0), habit('owner', 'respond', 10, 2, 20)],
    IN_PROGRESS: [habit('owner', 'nothing', 85, 0, 0), habit('owner', 'answer', 15, 10, 60)],
  },
};

/** Actions outside the usual course, possible in any state: the share of stages in which each happens. */
const asides: readonly (Habit & { share: number; in?: readonly State[] })[] = [
  { ...habit('owner', 'note', 1, 0.1, 4), share: 0.03 },
  { ...habit('coordinator', 'restrict', 1, 0.1, 4), share: 0.01 },
  { ...habit('reporter', 'privacy', 1, 0.1, 6), share: 0.02 },
  { ...habit('reporter', 'comment', 1, 0.1, 6), share: 0.05 },
  { ...habit('owner', 'verify', 1, 0.2, 5), share: 0.05 },
  { ...habit('owner', 'involve', 1, 0.2, 3), share: 0.06, in: ['FORWARDED', 'IN_PROGRESS'] },
  { ...habit('contributor', 'update', 1, 1, 8), share: 0.2, in: ['IN_PROGRESS'] },
  { ...habit('owner', 'update', 1, 1, 8), share: 0.3, in: ['IN_PROGRESS'] },
  // Mistakes: actions that this person may not take, or not now.
  { ...habit('owner', 'reroute', 1, 0.5, 3), share: 0.01 },
  { ...habit('contributor', 'answer', 1, 0.5, 3), share: 0.01 },
  { ...habit('coordinator', 'unmerge', 1, 0.5, 3), share: 0.01 },
  { ...habit('reporter', 'accept', 1, 0.5, 3), share: 0.01 },
];

/** Plans of the people whose office was told of a delay. */
const underPressure: Partial<Record<State, readonly Habit[]>> = {
  RECEIVED: [habit('coordinator', 'verify', 60, 0.1, 1.5), habit('coordinator', 'nothing', 40, 0, 0)],
  RETURNED: [habit('coordinator', 'reroute', 60, 0.1, 1.5), habit('coordinator', 'nothing', 40, 0, 0)],
  FORWARDED: [
    habit('owner', 'respond', 25, 0.1, 2),
    habit('owner', 'answer', 15, 0.2, 2),
    habit('owner', 'nothing', 60, 0, 0),
  ],
  IN_PROGRESS: [habit('owner', 'answer', 35, 0.2, 3), habit('owner', 'nothing', 65, 0, 0)],
};

export type Around = {
  agencyIds: readonly string[];
  character: (agencyId: string) => Character;
  parents: readonly string[];
};

/** Plans of people for a complaint that entered a new stage. */
export function intentsOf(c: Complaint, random: Random, around: Around): Intent[] {
  const character = c.agencyId === undefined ? undefined : around.character(c.agencyId);
  const habits = (character && lookUp(withAgency[character], c.state)) ?? lookUp(byState, c.state);
  const wild = asides.filter((a) => (a.in?.some((s) => s === c.state) ?? true) && random.chance(a.share));
  return [...chosen(habits, c, random, around), ...wild.flatMap((a) => chosen([a], c, random, around))];
}

/** Plans that a reminder or an escalation causes. */
export const intentsUnderPressure = (c: Complaint, random: Random, around: Around): Intent[] =>
  chosen(lookUp(underPressure, c.state), c, random, around);

function chosen(habits: readonly Habit[] | undefined, c: Complaint, random: Random, around: Around): Intent[] {
  if (!habits) return [];
  const { who, action, days } = habits[random.weighted(habits.map((h) => h.weight))]!;
  if (action === 'nothing') return [];
  // After two returns only an arbiter may assign.
  const settles = action === 'reroute' && c.state === 'RETURNED' && (c.hops ?? 0) >= 2 && random.chance(0.9);
  const intent = settles ? ({ who: 'arbiter', action: 'assign' } as const) : { who, action };
  const given = fieldsOf(intent.action, c, random, around);
  return given ? [{ ...intent, hours: 24 * random.between(...days), fields: given }] : [];
}

const texts: Partial<Record<Action, string>> = {
  ask: 'Mohon sebutkan lokasi yang tepat.',
  reply: 'Di depan gereja, sebelah kiri jalan.',
  return: 'Bukan kewenangan kami.',
  update: 'Petugas sudah ke lapangan.',
  answer: 'Sudah diperbaiki oleh petugas kami.',
  object: 'Belum selesai, masih sama.',
  reopen: 'Rusak lagi.',
  comment: 'Mohon segera.',
  note: 'Sudah ditelepon.',
};

type Fields = (c: Complaint, random: Random, around: Around) => ActionFields | undefined;

const toAnAgency: Fields = (_, random, { agencyIds }) => ({ agencyId: random.pick(agencyIds) });
const reasons = ['spam', 'too-general', 'other-authority', 'legal-case'] as const;

const daysAfter = (at: string, days: number): string =>
  new Date(Date.parse(at) + days * 86_400_000).toISOString().slice(0, 10);

/** Fields of an action besides its text. */
const fields: Partial<Record<Action, Fields>> = {
  verify: (c, random, { agencyIds }) =>
    c.state === 'RECEIVED'
      ? { agencyId: random.pick(agencyIds), ...(random.chance(0.05) ? { track: 'inspection' as const } : {}) }
      : {},
  reroute: toAnAgency,
  assign: toAnAgency,
  involve: toAnAgency,
  archive: (_, random) => ({ reasonCode: random.pick(reasons) }),
  merge(c, random, { parents }) {
    const others = parents.filter((id) => id !== c.id);
    return others.length > 0 ? { parentId: random.pick(others) } : undefined;
  },
  answer: (c, random) =>
    random.chance(0.1) && c.scheduledOn === undefined
      ? { outcome: 'scheduled', scheduledOn: daysAfter(c.updatedAt, 70) }
      : random.chance(0.85)
        ? { outcome: 'done' }
        : random.chance(0.7)
          ? { outcome: 'explained' }
          : { outcome: 'cannot', cannotCode: 'budget' },
  rate: (_, random) => ({ rating: random.pick([1, 2, 3, 4, 5]) }),
  restrict: () => ({ confidential: true }),
  privacy: (_, random) =>
    random.chance(0.5) ? { anonymous: random.chance(0.5) } : { confidential: random.chance(0.5) },
};

/** Undefined when there is nothing that the action could be about. */
function fieldsOf(action: Action, c: Complaint, random: Random, around: Around): ActionFields | undefined {
  const text = texts[action];
  const own = (fields[action] ?? (() => ({})))(c, random, around);
  return text === undefined ? own : { ...own, text };
}
