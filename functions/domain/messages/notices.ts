/** Writes notices to offices as data: what happened, what to do and by when. They hold no word of the complaint and no identity. */
import { lookUp, type UnknownWord } from '../kernel/stored.ts';
import type { Complaint, ComplaintEvent } from '../complaint/complaint.ts';
import { labelOf } from '../complaint/labels.ts';
import type { City, Office } from '../city/records.ts';
import { showFullDay } from './message-dates.ts';
import type { NoticeTemplate } from './templates.ts';
import type { Notice, NoticeLevel } from './ports.ts';

/** SNS takes ASCII subjects of fewer than 100 characters. */
const subjectLimit = 99;

const officeTitles: Record<Office, string> = {
  liaison: 'pejabat penghubung',
  coordinator: 'koordinator',
  'agency-head': 'pimpinan instansi',
  'diskominfo-head': 'Kepala Diskominfo',
  'city-secretary': 'Sekretaris Kota',
  mayor: 'Wali Kota',
};

/** An office of a newer release has its own word for title. */
const titleOf = (office: Office | UnknownWord): string => lookUp(officeTitles, office) ?? office;

/** Texts by template. `{dueOn}`, `{vacant}` and `{office}` may stand in `todo`. */
export const noticeTexts: Record<NoticeTemplate, { level: NoticeLevel; news: string; todo: string }> = {
  new: {
    level: 'info',
    news: 'laporan baru menunggu diperiksa',
    todo: 'Periksa laporan ini dan teruskan ke instansi yang berwenang paling lambat {dueOn}.',
  },
  assigned: {
    level: 'info',
    news: 'laporan diteruskan kepada instansi Anda',
    todo: 'Tanggapi laporan ini paling lambat {dueOn}.',
  },
  resumed: {
    level: 'info',
    news: 'laporan dibuka kembali dan menunggu Anda',
    todo: 'Lanjutkan penanganan laporan ini; batasnya {dueOn}.',
  },
  replied: {
    level: 'info',
    news: 'pelapor sudah melengkapi laporan',
    todo: 'Baca keterangan pelapor dan lanjutkan; batasnya {dueOn}.',
  },
  returned: {
    level: 'yellow',
    news: 'instansi menyatakan bukan kewenangannya',
    todo: 'Baca alasannya dan tentukan instansi lain paling lambat {dueOn}.',
  },
  arbitrate: {
    level: 'red',
    news: 'laporan dua kali berpindah dan dikembalikan lagi',
    todo: 'Tetapkan instansi yang wajib menangani laporan ini paling lambat {dueOn}.',
  },
  involved: {
    level: 'info',
    news: 'instansi Anda diminta ikut menangani laporan',
    todo: 'Bantu instansi penanggung jawab dan catat tindak lanjut Anda; batasnya {dueOn}.',
  },
  merged: {
    level: 'info',
    news: 'laporan digabung dengan laporan lain',
    todo: 'Laporan ini tidak perlu ditangani sendiri; ikuti laporan induknya.',
  },
  withdrawn: {
    level: 'info',
    news: 'laporan dicabut oleh pelapor',
    todo: 'Laporan ini tidak perlu ditangani lagi.',
  },
  reopened: {
    level: 'yellow',
    news: 'pelapor membuka kembali laporan yang selesai',
    todo: 'Baca alasan pelapor dan jawab kembali paling lambat {dueOn}.',
  },
  reminder: {
    level: 'yellow',
    news: 'pengingat, laporan belum ditindaklanjuti',
    todo: 'Pastikan laporan ini ditindaklanjuti; batasnya {dueOn}.',
  },
  escalation: {
    level: 'red',
    news: 'laporan lewat batas dan naik kepada Anda',
    todo: 'Mohon perintah penanganan; batas sudah lewat ({dueOn}).',
  },
  'hand-over': {
    level: 'red',
    news: 'tenggat terakhir lewat, siapkan berkas Ombudsman',
    todo: 'Siapkan berkas laporan ini untuk Ombudsman RI; pelapor sudah diberi tahu haknya.',
  },
  vacant: {
    level: 'red',
    news: 'jabatan dalam tahap eskalasi kosong',
    todo: 'Tunjuk pejabat atau pengganti untuk: {vacant}. Laporan ini diteruskan kepada {office}.',
  },
  objection: {
    level: 'yellow',
    news: 'pelapor keberatan atas jawaban',
    todo: 'Baca keberatan pelapor dan jawab kembali paling lambat {dueOn}.',
  },
  comment: {
    level: 'info',
    news: 'pelapor menambahkan keterangan',
    todo: 'Baca keterangan pelapor. Batas laporan: {dueOn}.',
  },
  classified: {
    level: 'info',
    news: 'jenis, layanan, atau tempat laporan diperbaiki',
    todo: 'Baca lagi laporan ini; batas tahapnya {dueOn}.',
  },
  proposed: {
    level: 'info',
    news: 'instansi mengusulkan jenis, layanan, atau tempat lain',
    todo: 'Baca usulnya dan perbaiki laporan ini bila setuju.',
  },
  'promise-due': {
    level: 'yellow',
    news: 'tanggal yang dijanjikan sudah lewat',
    todo: 'Jawab laporan ini paling lambat {dueOn}: sudah dikerjakan, atau mengapa belum.',
  },
  unreachable: {
    level: 'yellow',
    news: 'pelapor tidak dapat di-SMS',
    todo: 'SMS kepada pelapor gagal. Hubungi pelapor dengan cara lain, misalnya e-mail atau telepon; batas laporan {dueOn}.',
  },
  danger: {
    level: 'red',
    news: 'BAHAYA, pelapor menyebut orang dalam bahaya',
    todo: 'Buka laporan ini sekarang dan pastikan pertolongan dikirim. Pelapor diminta menelepon {call}.',
  },
};

export type NoticeSource = {
  template: NoticeTemplate;
  to: { office: Office | UnknownWord; agencyId?: string | undefined };
  event: ComplaintEvent;
  complaint: Complaint;
  city: Pick<City, 'zone' | 'trainingDay'>;
  service: string | undefined;
  agency: string | undefined;
};

/** Writes the notice that an office gets now. A confidential report is named by its id alone, since topics feed mailboxes and chat groups. */
export function noticeFor({ template, to, event, complaint, city, service, agency }: NoticeSource): Notice {
  const { level, news, todo } = noticeTexts[template];
  const envelope = { agency: to.agencyId ?? '-', office: to.office, level };
  if (complaint.confidential) {
    const body = `Laporan ${complaint.id}: ada perkembangan.\nBuka laporan ini di aplikasi petugas.\n`;
    const subject = template === 'danger' ? 'BAHAYA, buka sekarang' : 'ada perkembangan';
    return { ...envelope, subject: subjectOf(complaint.id, subject), body };
  }
  const day = (on: string | undefined): string => (on === undefined ? 'belum ditetapkan' : showFullDay(city, on));
  // The ladder of the total names the total's due, every other ladder that of its stage.
  const dueOn = day(event.rung?.clock === 'total' ? complaint.expectedOn : complaint.dueOn);
  const facts: Record<string, string> = {
    dueOn,
    vacant: (event.rung?.vacant ?? []).map(titleOf).join(', '),
    office: titleOf(event.rung?.office ?? 'coordinator'),
    call: (event.danger?.call ?? []).map(({ number }) => number).join(' atau '),
  };
  const body = [
    `Laporan: ${complaint.id}`,
    `Layanan: ${service ?? 'belum ditentukan'}`,
    `Instansi: ${agency ?? 'belum ditentukan'}`,
    `Status: ${labelOf(complaint)}`,
    `Batas: ${dueOn}`,
    `Batas jawaban akhir: ${day(complaint.expectedOn)}`,
    '',
    todo.replaceAll(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? ''),
    '',
  ].join('\n');
  return { ...envelope, subject: subjectOf(complaint.id, news), body };
}

function subjectOf(id: string, news: string): string {
  return `[Tanggap] ${id}: ${news}`.slice(0, subjectLimit);
}
