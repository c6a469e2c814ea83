/** Word lists for comparing texts: abbreviations, and words that occur in every complaint. */

/** Maps abbreviations and colloquial spellings to the word they stand for. */
export const longForms: ReadonlyMap<string, string> = new Map(
  Object.entries({
    jl: 'jalan',
    jln: 'jalan',
    gg: 'gang',
    rmh: 'rumah',
    lmpu: 'lampu',
    pju: 'lampu',
    tdk: 'tidak',
    gak: 'tidak',
    ga: 'tidak',
    nggak: 'tidak',
    ngga: 'tidak',
    tak: 'tidak',
    seng: 'tidak',
    blm: 'belum',
    balom: 'belum',
    sdh: 'sudah',
    udah: 'sudah',
    su: 'sudah',
    dpn: 'depan',
    muka: 'depan',
    blkg: 'belakang',
    dkt: 'dekat',
    deka: 'dekat',
    sbelah: 'sebelah',
    skolah: 'sekolah',
    mati: 'padam',
    mampet: 'tersumbat',
    buntu: 'tersumbat',
    bolong: 'berlubang',
    lubang: 'berlubang',
    got: 'selokan',
    drainase: 'selokan',
  }),
);

/** Courtesies, particles and words of every complaint, which say nothing about similarity. */
export const emptyWords: ReadonlySet<string> = new Set(
  (
    'assalamualaikum assalamu alaikum wr wb wassalamualaikum selamat pagi siang sore malam yth kepada bapak bpk pak ibu bu admin min kak ' +
    'mohon mhn tolong tlg minta harap segera ditindaklanjuti tindak lanjut lanjuti tindaklanjut diperbaiki perbaikan perbaiki dibantu bantuannya ' +
    'terima kasih terimakasih makasih trims suwun danke hormat salam saya sy kami kita beta katong warga masyarakat ' +
    'yang yg di ke dari dan dgn dengan untuk utk pada ini itu ada adalah agar supaya karena krn juga jg nya lah kah pun ya dong sih ' +
    'untuk atas oleh akan telah sebagai dalam atau tersebut sangat sekali lapor melaporkan laporan pengaduan keluhan perihal'
  ).split(' '),
);
