/** Words of the officer console in Indonesian. */
export const officerId = {
  officer: {
    title: 'Konsol petugas',
    closed: 'Konsol petugas belum dibuka kota. Petugas dapat bekerja lewat SMS dan aplikasi.',
    signIn: 'Masuk',
    signInLead: 'Untuk petugas kota: koordinator, petugas penghubung instansi, pengawas, dan auditor.',
    signOut: 'Keluar',
    signedOut: 'Anda sudah keluar dari konsol. Tutup juga sesi di penyedia akun bila halaman tidak berpindah sendiri.',
    goOn: 'Lanjut',
    stale: 'Proses masuk ini sudah kedaluwarsa atau dimulai di peramban lain. Mulai lagi.',
    notDone: 'Proses masuk tidak selesai. Mulai lagi.',
    unknown: 'Akun ini dikenal penyedia akun, tetapi belum terdaftar sebagai petugas kota.',
    unknownHint: 'Minta admin kota mendaftarkannya, atau masuk dengan akun lain.',
    tokenRefused:
      'Akun diterima, tetapi layanan kota menolak tanda masuknya. Beri tahu admin kota: penyetelan konsol belum lengkap.',
    tokenTooLarge: 'Tanda masuk dari penyedia akun terlalu besar untuk peramban. Beri tahu admin kota.',
    issuerDown: 'Penyedia akun sedang tidak menjawab. Coba lagi sebentar lagi.',
    signedInAs: 'Masuk sebagai',
    over: 'Sesi sudah berakhir',
    overLead: 'Belum ada yang terkirim. Salin dulu yang Anda tulis, masuk lagi, lalu kirim ulang.',
    queues: 'Antrean',
    file: 'Catat laporan',
    admin: 'Kelola',
    role: {
      liaison: 'petugas penghubung',
      coordinator: 'koordinator',
      supervisor: 'pengawas',
      auditor: 'auditor',
      admin: 'admin',
    },
  },
};
