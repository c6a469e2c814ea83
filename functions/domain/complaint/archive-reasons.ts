/** Defines the coded reasons for archiving. */
import * as z from 'zod';
import { lookUp, type UnknownWord } from '../kernel/stored.ts';

/** Reasons for archiving, always told to the reporter (docs/service.md#problems-it-answers, 9). Texts for people are Indonesian. */
export const archiveReasons = {
  incomplete: 'keterangan kurang lengkap',
  'wrong-format': 'isi tidak dapat dibaca',
  'too-general': 'isi terlalu umum',
  'not-public-service': 'bukan soal layanan publik',
  'other-authority': 'bukan wewenang kota',
  'legal-case': 'sedang dalam proses hukum',
  'criminal-matter': 'harus lewat polisi',
  'hate-speech': 'memuat unsur SARA',
  spam: 'bukan laporan',
} as const;
/** Code of a reason. */
export const reasonCode = z.enum(Object.keys(archiveReasons) as (keyof typeof archiveReasons)[]);
export type ReasonCode = z.infer<typeof reasonCode>;

/** Returns a stored reason in Indonesian; one of a newer release is "lainnya". */
export const reasonLabel = (code: ReasonCode | UnknownWord): string => lookUp(archiveReasons, code) ?? 'lainnya';
