/** Words by which a text tells where something is, in Indonesian and in the Malay of Ambon. */

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Beside what: with a word of substance behind them they name a landmark. */
export const besides = set(
  'depan muka samping sebelah sabla belakang balakang seberang sabarang dekat deka ujung pojok simpang persimpangan perempatan ' +
    'pertigaan tikungan lorong gang gg',
);

/** Kinds of place that a name follows: Pasar Mardika, Gereja Silo, Jalan Pattimura. */
export const placeKinds = set(
  'jalan jln jl jalang pasar gereja greja masjid mesjid musholla mushola mushalla sekolah skola sd sdn smp sma smk kantor puskesmas rs rsud ' +
    'terminal pelabuhan bandara jembatan kompleks komplek kompleksnya perumahan btn hotel toko kampus pantai pante tugu taman lapangan plaza ' +
    'kelurahan kel desa negeri negri dusun kampung kampong soa gunung benteng',
);

/** No place by themselves: what stands behind "di", "depan" or "jalan" without saying where. */
export const nowhere = set(
  'rumah ruma saya beta kami katong kita dia sini situ sana sini tempat daerah lingkungan wilayah kota ambon jalan jalang jln atas bawah dalam ' +
    'dalang luar mana kampung kampong ini itu tersebut yang dan di ke dari deng dengan untuk par ada seng tidak tdk sudah su belum blm juga ' +
    'rusak rusa berlubang lobang lubang gelap galap hancur ancor macet licin utama raya setapak masuk keluar umum aspal kecil besar sempit ' +
    'antara setiap semua banyak orang warga hari malam pagi sore siang minggu bulan tahun kantor sekolah skola pasar sekitar samping pinggir ' +
    'tengah bagian pihak mohon tolong agar supaya karena kalau kapan kenapa apa sangat sekali saja sa lagi masih baru lama mati padam air ' +
    'lampu sampah sampa setelah sebelum akan bisa harus mau dapat dalamnya negeri desa kelurahan',
);

/** Said by who was asked where, and does not say it. */
export const notTold = set(
  'tahu tau lupa bingung terserah dimana dmana mengapa tanya petugas laporan lapor nanti besok bapak terima kasih',
);
