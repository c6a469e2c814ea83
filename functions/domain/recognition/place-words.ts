/** Words that indicate a place, in Indonesian and in the Malay of Ambon. */

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Words for "beside" and "in front of": followed by a content word they name a landmark. */
export const besideWords = set(
  'depan dpn dpan muka samping smping smpg blakang plakang blkg dkt deket sblh sblah sebelah sabla belakang balakang seberang sabarang dekat deka ujung pojok simpang persimpangan perempatan ' +
    'pertigaan tikungan lorong gang gg',
);

/** Kinds of place, followed by a name: Pasar Mardika, Gereja Silo, Jalan Pattimura. */
export const placeKinds = set(
  'jalan jln jl jalang pasar gereja greja masjid mesjid musholla mushola mushalla sekolah skola sd sdn smp sma smk kantor puskesmas rs rsud ' +
    'terminal pelabuhan bandara jembatan kompleks komplek kompleksnya perumahan btn hotel toko kampus pantai pante tugu taman lapangan plaza ' +
    'kelurahan kel desa negeri negri dusun kampung kampong soa gunung benteng',
);

/** Kinds of place that answer "where?" without a name: "pasar", "dekat indomaret". */
export const placesAlone = set(
  'pasar gereja greja masjid mesjid musholla mushola mushalla sekolah skola sd sdn smp sma smk puskesmas rs rsud terminal pelabuhan ' +
    'bandara jembatan perumahan btn hotel kampus pantai pante tugu taman lapangan plaza indomaret alfamidi alfamart toko ruko bank apotek spbu ' +
    'polsek polres klinik warung halte kuburan makam pangkalan balai stadion',
);

/** Words after "di", "depan" or "jalan" that do not name a place. */
export const nowhere = set(
  'rumah ruma rmh sy sya b bt saya beta kami katong kita dia sini situ sana sini tempat daerah lingkungan wilayah kota ambon jalan jalang jln atas bawah dalam ' +
    'dalang luar mana kampung kampong ini itu tersebut yang dan di ke dari deng dengan untuk par ada seng tidak tdk sudah su belum blm juga ' +
    'rusak rusa berlubang lobang lubang gelap galap hancur ancor macet licin utama raya setapak masuk keluar umum aspal kecil besar sempit ' +
    'antara setiap semua banyak orang warga hari malam pagi sore siang minggu bulan tahun kantor sekolah skola pasar sekitar samping pinggir ' +
    'tengah bagian pihak mohon tolong agar supaya karena kalau kapan kenapa apa sangat sekali saja sa lagi masih baru lama mati padam air ' +
    'lampu sampah sampa setelah sebelum akan bisa harus mau dapat dalamnya negeri desa kelurahan',
);

/** Words in an answer to "where?" that does not tell the place. */
export const notTold = set(
  'tahu tau lupa bingung terserah dimana dmana mengapa tanya petugas laporan lapor nanti besok bapak terima kasih',
);
