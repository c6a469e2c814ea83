/**
 * Writes e-mail to a reporter as data: the text of the SMS about the same news, with a subject and how to go on. Like an SMS it holds no
 * word of the complaint and no name; test/unit/domain/messages/emails.test.ts holds that for all.
 */
import type { City } from '../city/records.ts';
import { confidentialText } from './silent-texts.ts';
import { fill, wordsOf, type SmsSource } from './messages.ts';
import type { SmsTemplate } from './templates.ts';

export const emailSubjects: Record<SmsTemplate, string> = {
  received: 'Laporan {id} sudah kami terima',
  'received-forwarded': 'Laporan {id} sudah kami terima dan teruskan',
  forwarded: 'Laporan {id} sudah diteruskan',
  asked: 'Laporan {id} perlu keterangan Anda',
  answered: 'Laporan {id} sudah dijawab',
  closed: 'Laporan {id} selesai',
  archived: 'Laporan {id} diarsipkan',
  restored: 'Laporan {id} dibuka kembali',
  merged: 'Laporan {id} digabung dengan laporan lain',
  unmerged: 'Laporan {id} kini ditangani sendiri',
  withdrawn: 'Laporan {id} sudah dicabut',
  'first-rung': 'Kabar tentang laporan {id}',
  'last-rung': 'Kabar tentang laporan {id}',
  redated: 'Laporan {id} punya batas baru',
  'promise-passed': 'Kabar tentang laporan {id}',
};

/** Subject for a confidential report, because others may read a mailbox. */
export const confidentialSubject = 'Laporan {id}: ada perkembangan';

/** Lines below each text. */
export const emailClosing = [
  'Buka laporan ini dengan nomor {id} di aplikasi atau laman tempat Anda melapor.',
  'E-mail ini dikirim otomatis dan tidak dapat dibalas.',
];

type Source = SmsSource & { city: Pick<City, 'name' | 'zone' | 'trainingDay' | 'smsNumbers'> };

/** Writes the e-mail that a reporter gets now. */
export function emailFor(source: Source): { subject: string; body: string } {
  const { text: news, facts, silent } = wordsOf(source);
  const text = silent ? confidentialText : news;
  const body = ['Yth. pelapor,', '', text, '', ...emailClosing, '', source.city.name, ''].join('\n');
  return {
    subject: fill(silent ? confidentialSubject : emailSubjects[source.template], facts),
    body: fill(body, facts),
  };
}
