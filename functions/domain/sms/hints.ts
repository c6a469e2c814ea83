/**
 * Finds in the words of an SMS what they may ask for besides being a report: words of a command anywhere, questions, wishes. A hint leads
 * to a reply that offers a choice, never to an act by itself (turn-hint.ts).
 */
import { confidentialWords, negations } from './command-words.ts';

/**
 * `unsolved` and `solved` judge an answer. `asks` wants information and no work. `named` fears that a name is told.
 * `who` asks who we are, or how to use this. `yes` and `no` answer an offer.
 */
export type Hint =
  | 'status' | 'withdraw' | 'unwithdraw' | 'unsolved' | 'solved' | 'accept' | 'stop' | 'confidential' | 'named' | 'who'
  | 'asks' | 'more' | 'yes' | 'no' | 'new' | 'bribe' | 'refused' | 'hide'; // prettier-ignore

const neg = [
  ...negations,
  'balum',
  'balom',
  'blum',
  'blom',
  'engga',
  'enggak',
  'ngga',
  'nda',
  'sonde',
  'tra',
  'jang',
].join('|');
const not = `(?:${neg})`;
const mine = '(?:laporan|lap|lapor|aduan|pengaduan|keluhan|pangaduan)';
const now = '(?:su|sudah|sdh|udh|udah|uda)';
const work =
  '(?:diangkut|angka|angkut|dikerjakan|kerja|karja|diperbaiki|perbaiki|perbaikan|perubahan|ditangani|beres|selesai|nyala|iko|baik|bae|bagus|datang|diganti|jalan|jalang|mengalir|ditindaklanjuti|dibersihkan|dipotong|puas|ada|sesuai|jelas)';
const cancel = '(?:cabut|cabu|batal|batalkan|dibatalkan|dicabut|tarik|ditarik|batalin|cabutkan|hapus|dihapus)';

const patterns: Readonly<Record<Hint, RegExp>> = {
  status: new RegExp(
    `\\b(?:${now} )?(?:sampai|sampe|smpe|smp|sampa) (?:di )?(?:mana|mn|mno|kapan)\\b|\\bperkembangan|\\bkapan (?:\\w+ )?(?:di|selesai|beres|nyala|datang|bisa|kerja|lampu)|\\b${not} ada (?:kabar|info|jawaban|berita|tanggapan|balasan)` +
      `|\\b${now} ada (?:jawaban|kabar|hasil|tanggapan)|\\bapa (?:\\w+ )?jawaban|\\bjawaban(?:nya)? apa|\\b(?:bagaimana|bgmn|gmn|gimana|mana) (?:\\w+ )?${mine}\\b|\\b${mine} (?:saya |sy |beta |kami |kita |b |bt )?(?:\\w+ )?(?:apakah |apa )?(?:${now} )?(?:diteruskan|diproses|bagaimana|gimana|ditangani|dibaca|diterima|dijawab|dikerjakan)` +
      `|\\b(?:saya|beta|sy|kami) ${now} lapor\\b|\\b${now} (?:ditangani|diproses|dikerjakan|diteruskan|dijawab|ditindaklanjuti) (?:belum|blm|kah|ka|ko)\\b|\\b(?:status|sttus|progres|progress)\\b.*\\b${mine}|\\bmengerti jawaban|\\bsmpe mn\\b|^(?:\\w+ )?kapan\\b|\\b${mine} (?:saya |sy |beta |kami )?(?:\\w+ )?(?:lama|lambat|kok|bagaimana)\\b`,
  ),
  withdraw: new RegExp(
    `\\b${cancel}(?: \\w+){0,2} ${mine}|${mine}(?: \\w+){0,4} ${cancel}\\b|^(?:\\w+ ){0,2}${not} jadi\\b|^(?:(?:mau|mo|tolong|saya|beta|sy|kami|ingin|jadi|eh) ){1,3}${cancel}(?: saja| aja| sa| pak| bu| min| ya)*$`,
  ),
  unwithdraw: new RegExp(`\\b(?:batal|tidak jadi|seng jadi|jangan|jang) (?:di)?(?:cabut|batalkan)\\b|\\b(?:pulihkan|kembalikan|aktifkan)\\b.*${mine}|^pulihkan\\b`),
  unsolved: new RegExp(
    `\\b${not} (?:\\w+ ){0,2}${work}|\\b(?:belum|blm|blum|balum|balom)\\b|\\b(?:jangan|jang|jgn) (?:di)?tutup|\\b(?:masih|masi|msh|msi|tetap|tetep)\\b|\\bbohong|\\bbanya?k? ?alasan|\\b(?:rusak|mati|gelap|galap|padam|tersumbat|bocor|banjir|numpuk|menumpuk|macet) (?:lagi|lai)\\b|\\b(?:mati|rusak|bocor) lagi|\\bkurang (?:puas|jelas|baik)|\\bsama saja\\b|\\bkecewa\\b|\\bmengerti jawaban`,
  ),
  refused: /^(?:tolak|tola|menolak|manola|keberatan)\b/,
  solved: new RegExp(`\\b${now} (?:\\w+ )?${work}\\b|\\b(?:mantap|beres|bagus|puas|senang)\\b|^${now}$`),
  accept: /\b(?:setuju|stuju|satuju|menyetujui|disetujui)\b/,
  stop: /\b(?:berhenti|brenti|stop)\b.*\b(?:sms|saja|kirim)\b|\b(?:jangan|jang|jgn)\b.*\b(?:sms|pesan)\b/,
  hide: /\b(?:di|me)?rahasiakan\b/,
  confidential: new RegExp(`\\b(?:${[...confidentialWords].join('|')}|dirahasiakan|merahasiakan|rahasiakan)\\b`),
  named: /\b(?:jangan|jang|jgn|tidak mau|takut|tanpa)\b(?: \w+){0,4} (?:nama|identitas|nomor saya|nama saya|ketahuan|ketauan|tau nama)\b|\bsembunyikan (?:nama|identitas)\b/,
  who: /\b(?:ini|itu) (?:no|nmr|nomor|nomer|siapa|sms apa)\b|\b(?:nomor|nmr|no|siapa) (?:\w+ )?ini\b|\b(?:cara|bagaimana|gimana|bgmn)(?: cara)? (?:me|ma)?lapor(?:kan)?\b|\b(?:bicara|ngomong|bicarakan|hubungi|telepon|telpon|ketemu) (?:\w+ ){0,2}(?:petugas|orang|admin|operator)\b/,
  asks: /\b(?:syarat|sarat|persyaratan|syaratnya|jadwal|jam buka|biaya|bayar berapa|prosedur|cara (?:urus|mengurus|buat|bikin|daftar)|(?:di ?mana|kemana|ke mana) (?:\w+ )?(?:urus|buat|bikin|bayar|daftar))\b/,
  more: /\b(?:tambahan|tambah|maksud|maaf salah|salah|ralat|koreksi|lupa bilang|percuma|juga)\b/,
  yes: /^(?:(?:ya|iya|y|iyo|io|betul|benar|bener|ok|oke|lanjut|dua|pisah|yes|jadi|betul sekali|baik) ?(?:pak|bu|min|bung|benar|betul|saja|bapa|dong|lah|kak)?)+$/,
  no: /^(?:tidak|tdk|bukan|seng|gak|ga|nggak|no|satu|jangan|t)(?: (?:pak|bu|min|usah|perlu))*$/,
  new: /^(?:baru|laporan baru|lapor baru|biasa)(?: (?:pak|bu|min))*$/,
  bribe: /\b(?:pungli|pungutan liar|suap|sogok|korupsi|uang pelicin|minta (?:uang|kepeng|doi))\b/,
}; // prettier-ignore

/** Returns the hints in normalised words. */
export function hintsIn(words: readonly string[]): ReadonlySet<Hint> {
  const text = words.join(' ');
  return new Set((Object.keys(patterns) as Hint[]).filter((hint) => patterns[hint].test(text)));
}
