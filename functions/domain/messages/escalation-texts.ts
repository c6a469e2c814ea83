/** Texts to reporters at the first and last step of each ladder. messages.ts renders them. */
import type { ClockName } from '../city/policy.ts';

/** `promised` is the clock `reopened` after a promised day. */
type Ladder = Exclude<ClockName, 'scheduled'> | 'promised' | 'total';

const waitsForAnswer =
  'Laporan {id} belum selesai ditangani {agency}. {Office} sudah kami ingatkan untuk menjawab {byExpected}.';
const noAnswer =
  'Maaf, laporan {id} belum juga dijawab {agency}. Kami sudah lapor ke {office} dan menagihnya {byExpected}.';
const notYetSorted =
  'Maaf, laporan {id} belum juga diteruskan ke dinas. Kami sudah lapor ke {office} dan menagih jawaban {byExpected}.';
const incomplete =
  'Laporan {id} masih kurang lengkap. Mohon lengkapi di aplikasi pelaporan Anda {byDue}. Lewat itu laporan diarsipkan.';
const judge =
  'Jawaban {agency} atas laporan {id} menunggu Anda. Pilih setuju atau keberatan di aplikasi pelaporan Anda {byDue}.';

/** Texts of the first and last step of each ladder. Policies are data, so every clock has both, even if today's ladder has no steps. */
export const escalationTexts: Record<Ladder, { first: string; last: string }> = {
  received: {
    first: 'Laporan {id} masih menunggu diperiksa. {Office} sudah kami ingatkan untuk meneruskannya {byDue}.',
    last: notYetSorted,
  },
  returned: {
    first: 'Laporan {id} sedang dicarikan dinas yang tepat. {Office} sudah kami ingatkan untuk meneruskannya {byDue}.',
    last: notYetSorted,
  },
  'needs-info': { first: incomplete, last: incomplete },
  forwarded: {
    first: 'Laporan {id} belum ditanggapi {agency}. {Office} sudah kami ingatkan untuk menanggapi {byDue}.',
    last: 'Maaf, laporan {id} belum juga ditanggapi {agency}. Kami sudah lapor ke {office} dan menagih jawaban {byExpected}.',
  },
  'in-progress': { first: waitsForAnswer, last: noAnswer },
  reopened: {
    first:
      'Keberatan Anda atas laporan {id} belum dijawab {agency}. {Office} sudah kami ingatkan untuk menjawab {byDue}.',
    last: 'Maaf, keberatan atas laporan {id} belum dijawab {agency}. Kami sudah lapor ke {office} dan menagihnya {byDue}.',
  },
  promised: {
    first: 'Laporan {id}: janji {agency} lewat tanpa jawaban. {Office} sudah kami ingatkan untuk menjawab {byDue}.',
    last: 'Maaf, janji {agency} atas laporan {id} lewat tanpa jawaban. Kami sudah lapor ke {office} dan menagihnya {byDue}.',
  },
  answered: { first: judge, last: judge },
  total: { first: waitsForAnswer, last: noAnswer },
};
