/** Defines the work queues: which there are by role, and how each is narrowed. */
import type { State } from '../../../domain/complaint/lifecycle.ts';
import type { StaffMe } from '../../../http/views/staff-me-schema.ts';

/** Word of the address → queue of the API. */
export const queueNames = {
  koordinator: 'coordinator',
  instansi: 'agency',
  membantu: 'contributing',
  terlambat: 'late',
} as const;
export type QueueName = keyof typeof queueNames;

type Narrowed = { status?: State; flag?: 'yellow' | 'red' };

/** Word of the address → what the API is asked for. */
const views = {
  semua: {},
  terlambat: { flag: 'red' },
  diingatkan: { flag: 'yellow' },
  baru: { status: 'RECEIVED' },
  dikembalikan: { status: 'RETURNED' },
  masuk: { status: 'FORWARDED' },
  diproses: { status: 'IN_PROGRESS' },
  menunggu: { status: 'NEEDS_INFO' },
  dijadwal: { status: 'SCHEDULED' },
  dijawab: { status: 'ANSWERED' },
} as const satisfies Record<string, Narrowed>;
export type ViewName = keyof typeof views;

/** Views that each queue offers. */
export const viewsOf: Record<QueueName, readonly ViewName[]> = {
  koordinator: ['semua', 'baru', 'terlambat', 'diingatkan', 'menunggu', 'dikembalikan'],
  instansi: ['semua', 'masuk', 'terlambat', 'diingatkan', 'diproses', 'menunggu', 'dijadwal', 'dijawab'],
  membantu: ['semua'],
  terlambat: ['semua'],
};

type Me = Pick<StaffMe, 'role' | 'office' | 'agencies' | 'coordinatorAgencyId'>;

/** True for officers whose queues are those of their own agencies. */
export const ofOwnAgencies = ({ role, office }: Me): boolean => role === 'liaison' || office === 'agency-head';

/** Queues of an officer. The first is where they start: their own work, or what is late for a supervisor. */
export function queuesOf(me: Me): readonly QueueName[] {
  if (ofOwnAgencies(me)) return ['instansi', 'membantu', 'terlambat'];
  return me.role === 'coordinator'
    ? ['koordinator', 'instansi', 'terlambat']
    : ['terlambat', 'koordinator', 'instansi'];
}

export type Chosen = { queue: QueueName; view: ViewName; agencyId: string | undefined };

/** Reads queue, view and agency from an address. The API decides whether the officer may see them. */
export function chosenIn(query: Record<string, string>, me: Me): Chosen {
  const { antrean = '', lihat = '', instansi } = query;
  const all = queuesOf(me);
  const queue = all.find((name) => name === antrean) ?? all[0] ?? 'instansi';
  const view = viewsOf[queue].find((name) => name === lihat) ?? 'semua';
  const usual = me.agencies[0]?.id ?? me.coordinatorAgencyId;
  const byAgency = queue === 'instansi' || queue === 'membantu';
  return { queue, view, agencyId: byAgency ? (instansi ?? usual) : undefined };
}

/** The API's query for it. */
export function askedOf({ queue, view, agencyId }: Chosen): Record<string, string | undefined> {
  const { status, flag }: Narrowed = views[view];
  return { queue: queueNames[queue], agencyId, status, flag };
}
