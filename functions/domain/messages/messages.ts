/**
 * Writes every SMS to reporters as data, in everyday words: the number of the report, where it stands, what comes next and by when. An SMS
 * holds no word of the complaint and no name, and fits one segment in the worst case; test/unit/domain/messages/messages.test.ts holds that
 * for all.
 */
import { codeOf } from '../complaint/act-code.ts';
import type { Complaint, ComplaintEvent } from '../complaint/complaint.ts';
import { callText } from '../city/emergency.ts';
import type { City } from '../city/records.ts';
import { septets, segmentSeptets, toGsm7, truncateSeptets } from '../kernel/gsm7.ts';
import { lookUp } from '../kernel/stored.ts';
import { reasonLabel } from '../complaint/archive-reasons.ts';
import { escalationTexts } from './escalation-texts.ts';
import { withFirstWords } from './officer-words.ts';
import { confidentialText, silentHandOver, silentTextOf } from './silent-texts.ts';
import { byWhen, officeNames, showDay, showInstant } from './message-dates.ts';
import { escalationTextsByNumber, escalationTextsBySms, smsTextsByNumber, smsTextsBySms } from './messages-by-sms.ts';
import type { SmsTemplate } from './templates.ts';
import { outcomeFacts } from './outcome-facts.ts';

/**
 * Facts that a text may name. `{Office}` is `{office}` at the start of a sentence, `{byDue}` and `{byExpected}` begin with "paling lambat", and
 * `{limit}` is the total's due in brackets.
 */
export type SmsFacts = Record<
  | 'id'
  | 'agency'
  | 'office'
  | 'byDue'
  | 'byExpected'
  | 'limit'
  | 'on'
  | 'reason'
  | 'answered'
  | 'closed'
  | 'ended'
  | 'cannot'
  | 'number'
  | 'call'
  | 'code'
  | 'until',
  string
>;

export const smsTexts = {
  received:
    'Laporan {id} sudah kami terima. Petugas memeriksanya dan meneruskannya ke dinas yang tepat {byDue}. Simpan nomor laporan ini.',
  'received-forwarded':
    'Laporan {id} sudah kami terima dan teruskan ke {agency}. Jawabannya {byExpected}. Anda akan kami kabari. Terima kasih.',
  danger: '{call}. Laporan {id} kami terima; petugas jaga sudah kami beri tahu.',
  forwarded: 'Laporan {id} sekarang ditangani {agency}. Jawabannya {byExpected}. Anda akan kami kabari lagi.',
  asked:
    'Laporan {id} perlu keterangan tambahan dari Anda. Buka aplikasi pelaporan dan balas {byDue}. Lewat itu laporan diarsipkan.',
  archived:
    'Laporan {id} kami arsipkan: {reason}. Keberatan? Hubungi petugas pengaduan kota, atau kirim laporan baru yang lebih lengkap.',
  restored: 'Laporan {id} kami buka kembali dan proses lagi. Jawabannya {byExpected}. Anda akan kami kabari.',
  merged:
    'Laporan {id} digabung dengan laporan lain tentang hal yang sama. Anda tetap kami kabari tentang penanganannya.',
  unmerged: 'Laporan {id} kini ditangani sendiri, tidak lagi digabung. Jawabannya {byExpected}. Anda akan kami kabari.',
  withdrawn:
    'Laporan {id} sudah dicabut atas permintaan Anda. Bukan Anda, atau berubah pikiran? Kirim SMS PULIHKAN dalam 7 hari.',
  answered:
    'Laporan {id} {answered} {agency}. Baca di aplikasi, lalu pilih setuju atau keberatan {byDue}. Lewat itu ditutup.',
  'answered-scheduled':
    'Laporan {id} dijadwalkan {agency}: dikerjakan {byDue}. Anda akan kami kabari. Keberatan? Kirim TOLAK {id} alasan.',
  'answered-cannot':
    'Laporan {id} tidak dapat dikerjakan: {cannot}. Kirim TOLAK {id} alasan {byDue} bila keberatan, atau ditutup.',
  redated: 'Jenis laporan {id} kami perbaiki, maka batasnya berubah. Jawabannya {byExpected}. Anda akan kami kabari.',
  'promise-passed':
    'Laporan {id}: tanggal yang dijanjikan {agency} sudah lewat. Jawabannya kami tagih {byDue}. Anda akan kami kabari.',
  'closed-accepted':
    'Laporan {id} {closed}: Anda setuju dengan jawaban {agency}. Terima kasih. Beri nilai 1-5 di aplikasi pelaporan Anda.',
  'closed-silent':
    'Laporan {id} kami tutup {on}: belum ada tanggapan Anda atas jawaban {agency}. Belum beres? Buka lagi di aplikasi dalam 30 hari kerja.',
  'hand-over':
    'Maaf, laporan {id} belum juga dijawab {agency}{limit}. Anda kini berhak mengadu ke Ombudsman RI. Jawabannya tetap kami tagih.',
} as const;

/** Texts to the reporters of complaints that were merged into the one with news. Other templates have one text for both. */
export const followerTexts: { [T in SmsTemplate]?: string } = {
  answered:
    'Laporan serupa yang digabung dengan laporan {id} {answered} {agency}. Belum beres? BALAS {id} lalu alasannya.',
  closed:
    'Laporan serupa yang digabung dengan laporan {id} sudah selesai. Belum beres? Kirim BALAS {id} lalu alasannya.',
  archived:
    'Laporan serupa yang digabung dengan laporan {id} diarsipkan: {reason}. Keberatan? BALAS {id} lalu alasannya.',
};

/** Maps each text that points to the app to the text for reporters who have only SMS. */
const instead = (
  texts: typeof smsTextsBySms | typeof smsTextsByNumber,
  steps: Record<'needs-info' | 'answered', string>,
) =>
  new Map<string, string>([
    ...(['asked', 'answered', 'closed-accepted', 'closed-silent'] as const).map((name): [string, string] => [
      smsTexts[name],
      texts[name],
    ]),
    ...(['needs-info', 'answered'] as const).map((name): [string, string] => [
      escalationTexts[name].first,
      steps[name],
    ]),
  ]);
const bySms = instead(smsTextsBySms, escalationTextsBySms);
const byNumber = instead(smsTextsByNumber, escalationTextsByNumber);

/** The source of a text. It holds no identity and no word of a complaint. */
export type SmsSource = {
  template: SmsTemplate;
  event: ComplaintEvent;
  complaint: Complaint;
  /** Set when the text goes to the reporter of this complaint, which was merged into the one with the news. */
  follower?: Pick<Complaint, 'id' | 'confidential' | 'channel'> | undefined;
  city: Pick<City, 'zone' | 'trainingDay' | 'smsNumbers'>;
  /** `smsName` of the agency that the message names; undefined when there is none. */
  agency: string | undefined;
  now: Date;
};

/** Returns the text of the news and its facts; `silent` when it must tell nothing. */
export function wordsOf(source: SmsSource): { text: string; facts: SmsFacts; silent: boolean } {
  const { template, event, complaint, follower, city, agency, now } = source;
  // A decree may have moved the deadlines of a stage that still stands.
  const dueOn = complaint.stage === event.stage ? complaint.dueOn : event.dueOn;
  // Followers of a confidential parent learn no more than of a confidential report of their own.
  const silent = complaint.confidential || follower?.confidential === true;
  const facts = {
    id: follower?.id ?? complaint.id,
    agency: agency ?? 'petugas kota',
    office: lookUp(officeNames, event.rung?.office ?? 'coordinator') ?? officeNames.coordinator,
    byDue: byWhen(city, dueOn, now),
    byExpected: byWhen(city, complaint.expectedOn, now),
    number: city.smsNumbers?.[0] ?? '',
    limit: complaint.expectedOn === undefined ? '' : ` (batas ${showDay(city, complaint.expectedOn)})`,
    code: codeOf(complaint),
    until: dueOn === undefined ? 'ditutup' : showDay(city, dueOn),
    on: showInstant(city, new Date(event.at)),
    ...outcomeFacts(event.outcome, event.cannotCode),
    reason: event.reasonCode === undefined ? '' : reasonLabel(event.reasonCode),
    call: callText((event.danger?.call ?? []).slice(0, silent ? 1 : undefined)),
  };
  // Whom to call is told of a confidential report too, by the number that tells nothing of it.
  if (event.danger && (template === 'received' || template === 'received-forwarded'))
    return { text: smsTexts.danger, facts, silent };
  if (silent) return { text: silentNews(source), facts, silent };
  return { text: textOf(source), facts, silent };
}

/** Returns what may be told of a confidential report: to its own reporter the procedure, to followers nothing. */
function silentNews({ event, complaint, follower }: SmsSource): string {
  if (follower) return confidentialText;
  return event.action === 'hand-over' ? silentHandOver : silentTextOf(complaint);
}

/** Writes the SMS that a reporter gets now. `words` are those of the officer's question or answer, scrubbed. */
export function smsFor(source: SmsSource, words?: string): string {
  const { text, facts, silent } = wordsOf(source);
  const { channel } = source.follower ?? source.complaint;
  const texts = channel === 'sms' ? bySms : source.city.smsNumbers && byNumber;
  const sms = renderSms(texts?.get(text) ?? text, facts);
  return silent || source.follower ? sms : withFirstWords(sms, words, segmentSeptets);
}

/** Returns the texts of the ladder of which a step has fired; a clock of a newer release has those of the total. */
function ladderTexts({ event: { rung }, complaint }: SmsSource): { first: string; last: string } {
  const clock = rung?.clock ?? 'total';
  if (clock === 'reopened' && complaint.outcome === 'scheduled') return escalationTexts.promised;
  return lookUp<string, { first: string; last: string }>(escalationTexts, clock) ?? escalationTexts.total;
}

function textOf(source: SmsSource): string {
  const { template, event, complaint, follower } = source;
  const forFollower = follower && followerTexts[template];
  if (forFollower !== undefined) return forFollower;
  switch (template) {
    case 'received':
      // The report may have been forwarded before this message: say where it is now.
      return smsTexts[complaint.agencyId === undefined ? 'received' : 'received-forwarded'];
    case 'closed':
      return smsTexts[event.action === 'accept' ? 'closed-accepted' : 'closed-silent'];
    case 'first-rung':
      return ladderTexts(source).first;
    case 'last-rung':
      if (event.action === 'hand-over') return smsTexts['hand-over'];
      return ladderTexts(source).last;
    case 'answered':
      if (event.outcome === 'scheduled') return smsTexts['answered-scheduled'];
      return smsTexts[event.outcome === 'cannot' ? 'answered-cannot' : 'answered'];
    case 'received-forwarded':
    case 'forwarded':
    case 'asked':
    case 'promise-passed':
    case 'redated':
    case 'archived':
    case 'restored':
    case 'merged':
    case 'unmerged':
    case 'withdrawn':
      return smsTexts[template];
  }
}

/** Fills a text with facts; a missing fact leaves nothing. */
export function fill(text: string, facts: Readonly<Record<string, string>>): string {
  const known: Record<string, string> = { ...facts, Office: startCase(facts['office'] ?? '') };
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => known[name] ?? '');
}

/** Fills a text as GSM-7. A text longer than `limit` is cut, which only a directory entry beyond its limit can cause, or an officer's words. */
export function renderSms(text: string, facts: Readonly<Record<string, string>>, limit = segmentSeptets): string {
  const filled = toGsm7(fill(text, facts));
  return (septets(filled) ?? 0) <= limit ? filled : truncateSeptets(filled, limit);
}

const startCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
