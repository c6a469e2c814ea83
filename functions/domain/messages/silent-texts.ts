/**
 * Texts about confidential reports, for messages and replies: they tell the procedure and its date, and nothing of the matter, because
 * phones are shared. No agency is named, since its name says what a report is about.
 */
import type { Complaint } from '../complaint/complaint.ts';
import { reasonLabel } from '../complaint/archive-reasons.ts';
import type { State } from '../complaint/lifecycle.ts';
import { lookUp } from '../kernel/stored.ts';

/** The text where nothing more may be told: to followers of a confidential report, by e-mail, and of a state of a newer release. */
export const confidentialText = 'Laporan {id}: ada perkembangan.';

/** Text at the last step of the ladder. */
export const silentHandOver =
  'Maaf, laporan {id} belum juga dijawab{limit}. Anda kini berhak mengadu ke Ombudsman RI. Jawabannya tetap kami tagih.';

/** Reply to ISI about a confidential report. */
export const confidentialReading =
  'Laporan {id} rahasia, maka isinya tidak kami kirim lewat SMS. Baca di laman pelaporan, atau hubungi petugas pengaduan kota.';

const inProcess = 'Laporan {id} sedang kami proses. Jawabannya {byExpected}.';

/** Text by state. */
export const silentTexts: Record<State, string> = {
  RECEIVED: 'Laporan {id} sudah kami terima. Petugas memeriksanya {byDue}. Jawabannya {byExpected}.',
  NEEDS_INFO:
    'Laporan {id}: petugas bertanya. Baca di laman pelaporan atau hubungi petugas. Jawab: BALAS {id} lalu isinya {byDue}.',
  FORWARDED: inProcess,
  RETURNED: inProcess,
  IN_PROGRESS: inProcess,
  SCHEDULED: 'Laporan {id} dijadwalkan: selesai {byDue}. Keberatan? Kirim TOLAK {id} lalu alasannya.',
  ANSWERED:
    'Laporan {id} dijawab. Baca di laman pelaporan, lalu SETUJU {id} {code} atau TOLAK {id} alasan {byDue}, atau ditutup.',
  CLOSED: 'Laporan {id} sudah ditutup. Belum beres? Kirim TOLAK {id} lalu alasannya, dalam 30 hari kerja.',
  DUPLICATE: 'Laporan {id} digabung dengan laporan lain. Perkembangannya tetap kami kabarkan.',
  ARCHIVED: 'Laporan {id} kami arsipkan: {reason}. Keberatan? Hubungi petugas pengaduan kota.',
  WITHDRAWN: 'Laporan {id} sudah dicabut atas permintaan Anda.',
};

/** Returns the text about a confidential complaint as it is now. */
export const silentTextOf = ({ state, reasonCode }: Pick<Complaint, 'state' | 'reasonCode'>): string =>
  (lookUp(silentTexts, state) ?? confidentialText).replace(
    '{reason}',
    reasonCode === undefined ? 'tidak dapat ditangani' : reasonLabel(reasonCode),
  );
