/** Defines how an answer ends a complaint. Texts for people are Indonesian. */
import * as z from 'zod';
import { lookUp, type UnknownWord } from '../kernel/stored.ts';
import type { State, StoredState } from './lifecycle.ts';

/** Outcomes of an answer. Only `done` counts as done; `scheduled` names the day by which the work will be done. */
export const outcome = z.enum(['done', 'scheduled', 'explained', 'cannot']);
export type Outcome = z.infer<typeof outcome>;

/** Names of the outcomes for officers. */
export const outcomeNames: Record<Outcome, string> = {
  done: 'sudah dikerjakan',
  scheduled: 'dijadwalkan: akan dikerjakan',
  explained: 'dijelaskan, tidak ada yang perlu dikerjakan',
  cannot: 'tidak dapat dikerjakan',
};

/** Reasons why something cannot be done, always told to the reporter. */
export const cannotReasons = {
  budget: 'belum ada anggaran',
  law: 'aturan tidak membolehkan',
  authority: 'bukan wewenang kota',
  private: 'milik pribadi',
  technical: 'tidak mungkin secara teknis',
} as const;
/** Code of such a reason. */
export const cannotCode = z.enum(Object.keys(cannotReasons) as (keyof typeof cannotReasons)[]);
export type CannotCode = z.infer<typeof cannotCode>;

/** Working days that a promised day may lie ahead, and how often it may be postponed. */
export const scheduleLimits = { workingDays: 60, postponements: 1 } as const;

/** Labels of answered and closed complaints, by outcome. */
const labels: { [S in State]?: Partial<Record<Outcome, string>> } = {
  ANSWERED: {
    done: 'Dijawab: sudah dikerjakan, menunggu tanggapan',
    explained: 'Dijawab: penjelasan, menunggu tanggapan',
    cannot: 'Dijawab: tidak dapat dikerjakan, menunggu tanggapan',
  },
  CLOSED: {
    done: 'Selesai dikerjakan',
    explained: 'Ditutup dengan penjelasan',
    cannot: 'Ditutup: tidak dapat dikerjakan',
  },
};

/** Returns the label of a state with an outcome; undefined where the outcome changes nothing, as for answers of earlier releases. */
export function outcomeLabel(of: StoredState, outcomeThen: Outcome | UnknownWord | undefined): string | undefined {
  const byOutcome = lookUp(labels, of);
  return byOutcome && outcomeThen && lookUp(byOutcome, outcomeThen);
}

/** Returns a stored reason in Indonesian; one of a newer release is "lainnya". */
export const cannotLabel = (code: CannotCode | UnknownWord): string => lookUp(cannotReasons, code) ?? 'lainnya';
