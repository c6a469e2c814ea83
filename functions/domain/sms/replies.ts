/**
 * The texts of replies to an SMS, as data: the number of the report, its state, and how to go on by SMS. They hold no word of the complaint
 * and no name, and each fits one segment in the worst case (test/unit/domain/sms/replies.test.ts).
 */
import { codeOf } from '../complaint/act-code.ts';
import type { Complaint } from '../complaint/complaint.ts';
import { callText } from '../city/emergency.ts';
import type { City } from '../city/records.ts';
import { lookUp } from '../kernel/stored.ts';
import type { State } from '../complaint/lifecycle.ts';
import { byWhen } from '../messages/message-dates.ts';
import { renderSms, smsTexts } from '../messages/messages.ts';
import { outcomeFacts } from '../messages/outcome-facts.ts';
import { cutTo, readingSeptets, type OfficerWords } from '../messages/officer-words.ts';
import { confidentialReading, silentTextOf } from '../messages/silent-texts.ts';
import type { Reply } from './dialogue.ts';
import type { ReplyTemplate } from './reply-templates.ts';

const forwarded =
  'Terima kasih. Laporan {id} kami teruskan ke {agency}. Jawabannya {byExpected}. Anda akan kami kabari.';

export const statusTexts: Record<State, string> = {
  RECEIVED: 'Laporan {id} sudah kami terima. Petugas memeriksanya {byDue}. Jawabannya {byExpected}.',
  NEEDS_INFO: 'Laporan {id} menunggu keterangan Anda {byDue}. Kirim BALAS {id} lalu keterangannya.',
  FORWARDED: 'Laporan {id} ada di {agency} dan belum ditanggapi. Jawabannya {byExpected}.',
  RETURNED: 'Laporan {id} sedang dicarikan dinas yang tepat. Jawabannya {byExpected}.',
  IN_PROGRESS: 'Laporan {id} sedang ditangani {agency}. Jawabannya {byExpected}.',
  SCHEDULED: 'Laporan {id} dijadwalkan {agency}, dikerjakan {byDue}. Keberatan? Kirim TOLAK {id} lalu alasannya.',
  ANSWERED: 'Laporan {id} {answered} {agency}. Kirim SETUJU {id} {code} atau TOLAK {id} alasan {byDue}.',
  CLOSED: 'Laporan {id} {ended}. Nilai 1-5: kirim NILAI {id} 5 {code}. Belum beres? Kirim TOLAK {id} lalu alasannya.',
  DUPLICATE: 'Laporan {id} digabung dengan laporan lain tentang hal yang sama. Perkembangannya tetap kami kabarkan.',
  ARCHIVED: 'Laporan {id} diarsipkan. Bila masih perlu, kirim laporan baru dengan masalah dan tempat yang jelas.',
  WITHDRAWN: 'Laporan {id} sudah dicabut atas permintaan Anda.',
};

const unknownStatus = 'Laporan {id} sedang diproses. Jawabannya {byExpected}. Perkembangannya kami kabarkan.';

/** Texts by template. Those of `received`, `located` and `status` depend on the complaint's state. */
export const replyTexts: Record<Exclude<ReplyTemplate, 'received' | 'located' | 'status' | 'read'>, string> = {
  'received-where':
    'Laporan {id} sudah kami terima. Di mana tempatnya? Balas dengan nama kelurahan atau negeri, jalan, atau patokan terdekat.',
  'where-again':
    'Maaf, tempat laporan {id} belum jelas. Mohon sebut kelurahan atau negeri, jalan, atau gereja, masjid, toko terdekat.',
  what: 'Ada masalah apa dan di mana? Balas dengan keterangan singkat, misalnya: lampu jalan mati di {place} depan masjid.',
  'received-what':
    'Laporan {id} sudah kami terima. Ada masalah apa dan di mana? Balas singkat, misalnya: lampu jalan mati di {place} dekat pasar.',
  'taken-over': 'Terima kasih. Keterangan Anda kami tambahkan pada laporan {id}. Petugas akan memeriksanya {byDue}.',
  choose: 'Laporan mana? Balas angkanya.{list}',
  accepted:
    'Laporan {id} {closed}: Anda setuju dengan jawaban {agency}. Beri nilai: NILAI {id} 5 {code} (5 = sangat baik).',
  objected: 'Keberatan Anda atas laporan {id} kami teruskan ke {agency}. Jawaban barunya {byDue}.',
  reason: 'Apa alasan Anda menolak jawaban atas laporan {id}? Balas dengan alasannya.',
  reopened: 'Laporan {id} kami buka lagi. {agency} harus menjawab {byDue}. Anda akan kami kabari.',
  rated: 'Terima kasih. Nilai Anda untuk laporan {id} sudah kami catat.',
  'how-to-rate':
    'Beri nilai 1 (sangat buruk) sampai 5 (sangat baik): kirim NILAI {id} 5 {code}, dan ganti 5 dengan nilai Anda.',
  noted: 'Terima kasih. Keterangan Anda sudah kami tambahkan pada laporan {id}.',
  'how-to-reply': 'Silakan tulis keterangan untuk laporan {id} dalam SMS berikutnya.',
  withdrawn: 'Laporan {id} sudah dicabut. Bukan Anda, atau berubah pikiran? Kirim PULIHKAN dalam 7 hari.',
  'made-anonymous': 'Nama dan nomor Anda pada laporan {id} kami sembunyikan dari instansi yang menanganinya.',
  'made-confidential':
    'Laporan {id} kami rahasiakan: tidak ditampilkan kepada umum, dan SMS kami tidak menyebut isinya.',
  'not-found': 'Nomor laporan itu tidak ada untuk nomor HP ini. Kirim STATUS untuk melihat laporan Anda.',
  'no-report': 'Belum ada laporan dari nomor HP ini. Untuk melapor, tulis masalah dan tempatnya.',
  'nothing-to-judge': 'Belum ada jawaban yang menunggu tanggapan Anda. Kirim STATUS untuk melihat laporan Anda.',
  help: 'Tulis masalah dan tempatnya untuk melapor; awali ANONIM atau RAHASIA bila perlu. Kirim STATUS, ISI, SETUJU, TOLAK, NILAI 1-5, BALAS, CABUT atau STOP.',
  'confirm-accept':
    'Setuju dengan jawaban {agency}? Kirim SETUJU {id} {code}, maka laporan ditutup. Belum beres? Kirim TOLAK {id} lalu alasannya.',
  'confirm-withdraw': 'Mencabut laporan {id}? Kirim CABUT {id} {code}. Tanpa itu laporan tetap kami tangani.',
  'confirm-rate':
    'Untuk mencatat nilai Anda, kirim NILAI {id} 5 {code}. Ganti 5 dengan nilai Anda: 1 sangat buruk, 5 sangat baik.',
  'confirm-stop': 'Berhenti menerima SMS dari kami? Kirim STOP {code}. Laporan Anda tetap kami tangani.',
  'confirm-object':
    'Kata Anda kami catat pada laporan {id}. Menolak jawaban {agency}? Balas YA. Setuju? Kirim SETUJU {id} {code}.',
  'confirm-reopen': 'Laporan {id} sudah ditutup. Dibuka lagi karena belum beres? Balas YA. Masalah lain? Balas BARU.',
  'codes-rest':
    'Kode salah tiga kali. Demi keamanan, coba lagi besok. TOLAK {id} lalu alasannya tetap dapat dikirim kapan saja.',
  'received-two':
    'Laporan {id} sudah kami terima. Ada dua masalah di dalamnya? Balas YA, yang kedua kami catat sebagai laporan sendiri.',
  'received-hidden':
    'Laporan {id} kami terima. Nama dan nomor Anda tidak kami tunjukkan ke dinas. Agar tidak tampil kepada umum, balas RAHASIA.',
  thanked: 'Sama-sama. Kirim STATUS untuk melihat laporan Anda, atau tulis masalah dan tempatnya untuk melapor.',
  who: 'Ini layanan pengaduan {city}. Tulis masalah dan tempatnya, kami teruskan ke dinas. STATUS: laporan Anda. BANTUAN: perintah lain.',
  stopped:
    'Anda tidak akan kami kirimi SMS lagi. Laporan Anda tetap kami tangani. Kirim MULAI bila ingin menerima SMS lagi.',
  started: 'Anda akan menerima SMS lagi tentang laporan Anda. Kirim STOP untuk berhenti.',
  code: 'Balas {code} untuk mencatat bahwa laporan {id} sudah ditanggapi. Berlaku 10 menit. Abaikan bila bukan Anda yang meminta.',
  'code-wrong': 'Angka itu tidak cocok atau sudah lewat waktunya. Kirim lagi LAPOR DIJAWAB, nomor laporan dan isinya.',
  responded: 'Laporan {id} dicatat sudah ditanggapi. Jawaban resmi tetap diisi di aplikasi petugas {byDue}.',
  danger: '{call}. Laporan {id} kami terima; petugas jaga sudah kami beri tahu.',
  'danger-where': '{call}. Laporan {id} kami terima. Di mana tempatnya? Balas SMS ini.',
  'danger-noted': '{call}. Kabar Anda kami catat pada laporan {id}; petugas jaga diberi tahu.',
  'danger-call': '{call}. Lalu balas SMS ini: apa yang terjadi dan di mana.',
  'responded-before': 'Laporan {id} tidak dapat dicatat: sudah ditanggapi atau bukan lagi di instansi Anda.',
};

/** The label of each state in a list: at most ten septets. */
export const shortLabels: Record<State, string> = {
  RECEIVED: 'diterima',
  NEEDS_INFO: 'perlu data',
  FORWARDED: 'diteruskan',
  RETURNED: 'diproses',
  IN_PROGRESS: 'diproses',
  SCHEDULED: 'dijadwal',
  ANSWERED: 'dijawab',
  CLOSED: 'selesai',
  DUPLICATE: 'gabungan',
  ARCHIVED: 'diarsipkan',
  WITHDRAWN: 'dicabut',
};

/** Replies that tell something of a report, so that a confidential one gets a neutral text. The others only ask, or tell how to write. */
const telling: ReadonlySet<ReplyTemplate> = new Set([
  'received',
  'located',
  'status',
  'accepted',
  'objected',
  'reopened',
  'rated',
  'noted',
  'withdrawn',
  'taken-over',
]);

export type ReplySource = {
  reply: Reply;
  /** The complaints that the reply names, in its order. */
  complaints: readonly Complaint[];
  city: Pick<City, 'name' | 'examplePlace' | 'zone' | 'trainingDay'>;
  /** `smsName` of the first complaint's agency, or of the one it goes to. */
  agency: string | undefined;
  code?: string | undefined;
  /** Of ISI: the officer's words, where there are any. */
  words?: OfficerWords | undefined;
  now: Date;
};

export function replyText({ reply, complaints, city, agency, code, words, now }: ReplySource): string {
  const [complaint] = complaints;
  const silent = complaint?.confidential === true && telling.has(reply.template);
  const reading = reply.template === 'read' && complaint ? readingOf(complaint, words) : undefined;
  const text = reading ?? (silent ? silentTextOf(complaint) : textOf(reply.template, complaint));
  const facts = {
    id: complaint?.id ?? '',
    agency: agency ?? 'petugas kota',
    byDue: byWhen(city, complaint?.dueOn, now),
    byExpected: byWhen(city, complaint?.expectedOn, now),
    ...outcomeFacts(complaint?.outcome, complaint?.cannotCode),
    list: complaints.map(lineOf).join(''),
    code: code ?? (complaint ? codeOf(complaint) : ''),
    city: city.name,
    place: city.examplePlace ?? 'Jalan Merdeka',
    call: callText(complaint?.confidential === true ? (reply.call ?? []).slice(0, 1) : (reply.call ?? [])),
    words: words?.text ?? '',
  };
  return reading === undefined ? renderSms(text, facts) : cutTo(renderSms(text, facts, Infinity), readingSeptets);
}

/** Texts of ISI, the only reply that may take two segments. */
export const readingTexts = {
  ask: 'Pertanyaan untuk laporan {id}, jawab dengan BALAS {id} lalu isinya {byDue}: {words}',
  answer: 'Jawaban {agency} atas laporan {id}: {words}',
  nothing: 'Belum ada pertanyaan atau jawaban petugas untuk laporan {id}. Kirim STATUS {id} untuk keadaannya.',
};

function readingOf({ confidential }: Complaint, words: OfficerWords | undefined): string {
  return confidential ? confidentialReading : readingTexts[words?.action ?? 'nothing'];
}

function lineOf({ id, state, confidential }: Complaint, index: number): string {
  return `\n${index + 1} ${id}${confidential ? '' : ` ${lookUp(shortLabels, state) ?? shortLabels.IN_PROGRESS}`}`;
}

/** A state of a newer release has a text that says no more than that the report is in hand. */
const statusOf = ({ state }: Complaint): string => lookUp(statusTexts, state) ?? unknownStatus;

function textOf(template: ReplyTemplate, complaint: Complaint | undefined): string {
  const goesOn = complaint?.agencyId !== undefined || complaint?.autoForwardTo !== undefined;
  if (template === 'received') return smsTexts[goesOn ? 'received-forwarded' : 'received'];
  if (template === 'located') return goesOn ? forwarded : locatedText;
  if (template === 'read') return replyTexts['no-report'];
  if (template === 'status') return complaint ? statusOf(complaint) : replyTexts['no-report'];
  return replyTexts[template];
}

const locatedText =
  'Terima kasih, tempatnya kami catat pada laporan {id}. Petugas akan memeriksa dan meneruskannya {byDue}.';

/** Every text with its name, for the test that each fits one segment. */
export const everyReplyText: readonly [string, string][] = [
  ...Object.entries(replyTexts),
  ...Object.entries(statusTexts),
  ['status, of a newer release', unknownStatus],
  ['located', locatedText],
  ['nothing to read', readingTexts.nothing],
  ['nothing to read of a confidential report', confidentialReading],
  ['located, forwarded', forwarded],
];
