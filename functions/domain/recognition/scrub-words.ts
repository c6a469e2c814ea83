/** Word lists of the text scrubber. */

/** Region codes of vehicle plates (Perkap 5/2012 and its later splits), the longer ones first. */
export const plateCodes =
  'AA|AB|AD|AE|AG|BA|BB|BD|BE|BG|BH|BK|BL|BM|BN|BP|DA|DB|DC|DD|DE|DG|DH|DK|DL|DM|DN|DP|DR|DS|DT|DW|EA|EB|ED|KB|KH|KT|KU|PA|PB|A|B|D|E|F|G|H|K|L|M|N|P|R|S|T|W|Z';

/** Words that follow a letter and a small number without being part of a plate: "BLOK B 12 RT 03", "TIPE K 3 DAN". */
export const shortWords: ReadonlySet<string> = new Set(
  'rt rw km cm mm kg kk kw kv wit wib dan di ke yg ada itu ini jam org hr bln thn jl jln gg no per sd sdn smp sma tdk ga gak aja dg dgn utk dr ya lg sdh blm bs sy mau air'.split(
    ' ',
  ),
);

/** Zeros of the scripts whose ten digits follow one another in Unicode's first plane, Javanese, Balinese and Sundanese among them. */
export const zeros: readonly number[] = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0de6, 0x0e50,
  0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50,
  0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0,
];

/** Words after "Pak" or "Ibu" that are an office, a place or the next word, and no name. */
export const titles: ReadonlySet<string> = new Set(
  'wali walikota wakil bupati gubernur camat lurah kepala ketua sekretaris kadis kapolres kapolsek kapolda presiden menteri sekda sekot dinas kota raja polisi guru kades desa admin petugas operator dokter bidan perawat direktur manajer lapor dan atau yang mohon tolong saya kami ini itu sudah belum tidak untuk agar dengan dari bisa segera terima selamat satpol satpam anggota pimpinan dewan pejabat pemerintah negeri pertiwi rumah hamil kandung pendeta ustad ustadz imam pastor pemilik pengurus pengelola semua sekalian hormat terhormat kasi kabid kasubag plt pj jokowi prabowo bapak ibu di ke apa kapan kenapa mengapa bagaimana jalan lampu air sampah terimakasih staff staf ada semoga seharusnya parkir mau titik kelurahan ditempat dishub dinsos dispendukcapil salam maaf pemkot tapi sekali pihak mhn sama melaporkan barusan maturnuwun mudah sehat hari bahkan apakah demikian perihal tua sekarang main banyak dia tim kita udah sekolah lah hampir siap bukankah menginformasikan karena supaya kecamatan warga'.split(
    ' ',
  ),
);
