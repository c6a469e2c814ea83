/** Names the states, parties and actions of a complaint (docs/service.md#states-and-actions). lifecycle-rows.ts combines them with guards and effects. */
import * as z from 'zod';
import { lookUp, type UnknownWord } from '../kernel/stored.ts';
import { texts } from './action-texts.ts';
import type { ClockName } from '../city/policy.ts';

/** Properties of a state: Indonesian label, open or closed in Open311, stage clock that starts on entry, and whether the total clock runs. */
type StateProperties = { label: string; open: boolean; clock: ClockName | undefined; totalRuns: boolean };

const byState = {
  RECEIVED: { label: 'Diterima', open: true, clock: 'received', totalRuns: true },
  NEEDS_INFO: { label: 'Menunggu kelengkapan', open: true, clock: 'needs-info', totalRuns: false },
  FORWARDED: { label: 'Belum ditindaklanjuti', open: true, clock: 'forwarded', totalRuns: true },
  RETURNED: { label: 'Bukan kewenangan', open: true, clock: 'returned', totalRuns: true },
  IN_PROGRESS: { label: 'Proses', open: true, clock: 'in-progress', totalRuns: true },
  SCHEDULED: { label: 'Dijadwalkan', open: true, clock: 'scheduled', totalRuns: false },
  ANSWERED: { label: 'Ditindaklanjuti, menunggu tanggapan', open: true, clock: 'answered', totalRuns: false },
  CLOSED: { label: 'Selesai', open: false, clock: undefined, totalRuns: false },
  DUPLICATE: { label: 'Gabungan', open: false, clock: undefined, totalRuns: false },
  ARCHIVED: { label: 'Diarsipkan', open: false, clock: undefined, totalRuns: false },
  WITHDRAWN: { label: 'Dicabut', open: false, clock: undefined, totalRuns: false },
} satisfies Record<string, StateProperties>;

/** States of a complaint. */
export const state = z.enum(Object.keys(byState) as (keyof typeof byState)[]);
export type State = z.infer<typeof state>;

/** The properties of each state. */
export const states: Record<State, StateProperties> = byState;

/** A state as stored, which a newer release may have written. */
export type StoredState = State | UnknownWord;

/** Properties of a state of a newer release: it is shown as being handled, and no clock of this release runs in it. */
const ofNewerRelease: StateProperties = { label: 'Sedang diproses', open: true, clock: undefined, totalRuns: false };

/** Returns the properties of a state as stored. */
export const propertiesOf = (stored: StoredState): StateProperties => lookUp(states, stored) ?? ofNewerRelease;

/**
 * An actor's relation to a complaint; authorization.ts derives it. `contributor` is the liaison of an agency that helps the owner,
 * `arbiter` a supervisor above the agencies, `staff` any officer who may handle it.
 */
export const party = z.enum(['coordinator', 'owner', 'contributor', 'arbiter', 'staff', 'reporter', 'system']);
export type Party = z.infer<typeof party>;

/** Actions of events. */
export const action = z.enum(Object.keys(texts) as (keyof typeof texts)[]);
export type Action = z.infer<typeof action>;

/** An action as stored, which a newer release may have taken. */
export type StoredAction = Action | UnknownWord;
