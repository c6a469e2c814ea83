/** Words of the officer console in Indonesian. */
export const officerId = {
  officer: {
    title: 'Konsol petugas',
    closed: 'Konsol petugas belum dibuka kota. Petugas dapat bekerja lewat SMS dan aplikasi.',
    signIn: 'Masuk',
    signOut: 'Keluar',
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
