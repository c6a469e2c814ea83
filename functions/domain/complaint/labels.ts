/** Names states in the words that people read, and says what happens next. Texts for people are Indonesian. */
import { isOpen, type Complaint, type ComplaintEvent } from './complaint.ts';
import { propertiesOf, state, type State } from './lifecycle.ts';
import { outcomeLabel } from './outcomes.ts';
import { wordIn } from '../kernel/stored.ts';

/** Returns the Indonesian label of a complaint's state, with the outcome of its answer. */
export const labelOf = (c: Pick<Complaint, 'state' | 'closedAt' | 'outcome'>): string =>
  wordIn(state, c.state) === undefined && !isOpen(c) ? 'Ditutup' : labelAfter({ to: c.state, outcome: c.outcome });

/** Returns the Indonesian label of the state to which an event led. */
export const labelAfter = ({ to, outcome: of }: Pick<ComplaintEvent, 'to'> & Pick<Complaint, 'outcome'>): string =>
  outcomeLabel(to, of) ?? propertiesOf(to).label;

/** Sentence by state. */
export const nextSteps: Record<State, string> = {
  RECEIVED: 'Koordinator kota memeriksa laporan ini dan meneruskannya ke instansi yang berwenang.',
  NEEDS_INFO: 'Pelapor diminta melengkapi laporan. Selama menunggu, batas waktu instansi berhenti.',
  FORWARDED:
    'Instansi yang dituju harus menanggapi laporan ini sebelum batas waktunya; bila lewat, atasannya diberi tahu.',
  RETURNED:
    'Instansi menyatakan ini bukan kewenangannya. Koordinator menentukan instansi lain; batas waktu tetap berjalan.',
  IN_PROGRESS: 'Instansi sedang menangani laporan ini dan harus memberi jawaban sebelum batas waktunya.',
  SCHEDULED:
    'Instansi menjadwalkan pekerjaan ini. Bila sampai tanggalnya belum ada jawaban, laporan kembali ke instansi dengan batas waktu baru.',
  ANSWERED:
    'Pelapor menilai jawaban instansi: terima atau tolak. Tanpa tanggapan, laporan selesai pada batas waktunya.',
  CLOSED: 'Laporan selesai. Pelapor dapat memberi nilai 1 sampai 5, atau membukanya lagi dalam 30 hari kerja.',
  DUPLICATE: 'Laporan ini digabung dengan laporan lain tentang hal yang sama.',
  ARCHIVED: 'Laporan diarsipkan dengan alasan yang disampaikan kepada pelapor.',
  WITHDRAWN: 'Laporan dicabut oleh pelapor.',
};

/** Sentence for a state of a newer release. */
export const nextOfNewerRelease = 'Laporan ini sedang diproses; perkembangannya akan ditampilkan di sini.';
