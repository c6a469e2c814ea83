/**
 * The words by which citizens command the service by SMS, as data: in Indonesian and in the spellings of Ambon (final consonants fall, `e`
 * stands for `ai`), with what may follow each. commands.ts reads them.
 */

/** The commands of a sender besides filing a report. `answered` is for officers who have answered outside this system. */
export type SmsCommand =
  | 'status'
  | 'read'
  | 'reply'
  | 'accept'
  | 'object'
  | 'rate'
  | 'withdraw'
  | 'anonymous'
  | 'confidential'
  | 'help'
  | 'stop'
  | 'start'
  | 'answered';

/**
 * The words that may follow a command. A word that also begins many a report must be followed by nothing, by fillers or by an id, or it
 * is no command: "stop parkir liar", "bantuan sosial belum cair", "status tanah kami" are reports.
 * - `nothing`: fillers only
 * - `id`: an id, or fillers only
 * - `text`: an id and words, or words alone, which may then be a report after all
 * - `rating`: a number from 1 to 5, with or without an id
 * - `id-and-text`: an id and words
 * - `privacy`: an id at its front, or the word alone: with other words it files a report
 */
type Form = 'nothing' | 'id' | 'text' | 'rating' | 'id-and-text' | 'privacy';

export type CommandRule = {
  command: SmsCommand;
  form: Form;
  words: readonly string[];
  /** Number of the sender's own words that may follow without an id. */
  loose?: number;
  /** Fillers of this command alone. An id after such a command changes nothing. */
  also?: ReadonlySet<string>;
};

/** These words raise the privacy of the report that follows them, or of one that was filed before. */
export const anonymousWords: ReadonlySet<string> = new Set(['anonim', 'anonym', 'anonimus', 'anonin']);
export const confidentialWords: ReadonlySet<string> = new Set(['rahasia', 'rahasiakan', 'rahasya', 'rasia']);

/** Fillers of "stop kirim SMS". */
const sending: ReadonlySet<string> = new Set(
  'kirim kirimi kirimkan krm kasi kase jangan jang jgn ke lg sms mau terus'.split(' '),
);

export const commandWords: readonly CommandRule[] = [
  { command: 'status', form: 'id', words: ['status', 'setatus', 'statu', 'cek', 'cekstatus', 'ceki', 'kabar'] },
  { command: 'read', form: 'id', words: ['isi', 'isinya', 'baca', 'bacakan', 'bacaan'] },
  { command: 'reply', form: 'text', words: ['balas', 'bales', 'balasan', 'balaskan'] },
  { command: 'accept', form: 'id', words: ['setuju', 'stuju', 'satuju', 'sutuju', 'setujui'], loose: 2 },
  { command: 'accept', form: 'id', words: ['terima', 'tarima'] },
  {
    command: 'object',
    form: 'text',
    words: ['tolak', 'tola', 'menolak', 'manola', 'keberatan', 'kebratan', 'kabaratang'],
  },
  { command: 'rate', form: 'rating', words: ['nilai', 'nilei', 'nile', 'bintang', 'rating'] },
  { command: 'withdraw', form: 'id', words: ['cabut', 'cabu', 'batal', 'batalkan', 'tarik'] },
  {
    command: 'help',
    form: 'nothing',
    words: ['bantuan', 'bantu', 'help', 'info', 'menu', 'petunjuk', 'panduan', 'cara'],
  },
  {
    command: 'stop',
    form: 'nothing',
    words: ['stop', 'setop', 'berhenti', 'brenti', 'barenti', 'unreg', 'unsub'],
    also: sending,
  },
  { command: 'start', form: 'nothing', words: ['mulai', 'mulae', 'start', 'reg', 'daftar'] },
  { command: 'answered', form: 'id-and-text', words: ['dijawab', 'terjawab'] },
  { command: 'anonymous', form: 'privacy', words: [...anonymousWords] },
  { command: 'confidential', form: 'privacy', words: [...confidentialWords] },
];

/** These words begin a report. */
export const reportWords: ReadonlySet<string> = new Set(['lapor', 'aduan', 'pengaduan']);

/** Before these words the city's name is part of a place, not the keyword: "Ambon Plaza macet", "Bandung Kota banjir". */
export const namesOfPlaces: ReadonlySet<string> = new Set([
  'plaza',
  'plasa',
  'city',
  'kota',
  'manise',
  'raya',
  'dan',
  'ini',
  'sekarang',
  'bay',
]);

/** Words of politeness before a command. */
export const greetings: ReadonlySet<string> = new Set(
  (
    'pak bu bapak ibu bpk kaka kak bung usi om tante bos min admin petugas yth tolong tlg mohon maaf halo hallo hai hi ass ' +
    'assalamualaikum selamat met pagi siang sore malam slamat salam permisi shalom syalom beta saya tes test coba p ping'
  ).split(' '),
);

/** Words that may follow a command without changing it. */
export const fillers: ReadonlySet<string> = new Set(
  (
    'pak bu bapak ibu bpk kaka kak bung usi om min admin ya yah iya dong lah sudah su jua saja sa dulu lai lagi ini itu tolong mohon ' +
    'terima tarima kasih makasih trims danke dangke saya beta kami katong pung punya laporan lapor pengaduan aduan nomor nomer no id ' +
    'nya sms pesan langganan info layanan jawaban jawabannya dengan deng untuk par semua atas dari dinas status sekarang apa ' +
    'bagaimana bgmn gimana skrg cara pakai penggunaan kasi kase banyak banya banyo'
  ).split(' '),
);

/** Before "setuju" these words make it a refusal: tidak, bukan, belum, and Ambon's seng. */
export const negations: ReadonlySet<string> = new Set(
  'tidak tdk tak gak ga nggak ndak kurang seng sing sng blm belum bukan'.split(' '),
);

/** Before "kirim SMS" these words mean STOP. */
export const forbidding: ReadonlySet<string> = new Set(['jangan', 'jang', 'jgn']);
export const smsWords: ReadonlySet<string> = new Set(['sms', 'pesan']);

/** Among words of thanks these words say that something is still wrong. */
export const buts: ReadonlySet<string> = new Set([
  ...negations,
  ...'tapi tetapi namun cuma mar masih masi balum balom kenapa kapan'.split(' '),
]);

/** After "setuju" these words say that the work is not done, so they refuse the answer. */
export const notDone: ReadonlySet<string> = new Set('masih masi belum blm balum balom'.split(' '));

/** Words of thanks, and those that may stand beside them. */
export const thanks: ReadonlySet<string> = new Set(
  'terima tarima kasih kasi kase makasih makasi mksh mkasih tks thx tq trims thanks danke dangke ok oke okey siap sip baik sama ya iya mantap'.split(
    ' ',
  ),
);
export const besideThanks: ReadonlySet<string> = new Set(
  (
    'banyak banya banyo skali sekali yah pak bu ibu bapak bapa bpk mama usi bung om kaka kak admin min bantuannya infonya informasinya ' +
    'jawabannya responnya atas wali petugas dinas'
  ).split(' '),
);

export const ratingWords: Readonly<Record<string, number>> = {
  satu: 1,
  dua: 2,
  tiga: 3,
  empat: 4,
  ampa: 4,
  lima: 5,
};
