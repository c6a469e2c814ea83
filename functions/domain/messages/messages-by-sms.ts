/**
 * How somebody who has only SMS is told to go on, in the place of the texts of messages.ts that point to the app. Under the same names, with
 * the same limits and the same proof.
 */
export const smsTextsBySms = {
  asked:
    'Laporan {id} perlu keterangan tambahan dari Anda. Kirim BALAS {id} lalu keterangannya {byDue}. Lewat itu diarsipkan.',
  answered: 'Laporan {id} dijawab {agency}. Kirim SETUJU {id} atau TOLAK {id} alasan {byDue}. Lewat itu ditutup.',
  'closed-accepted':
    'Laporan {id} selesai: Anda setuju dengan jawaban {agency}. Terima kasih. Beri nilai: kirim NILAI {id} 1 sampai 5.',
  'closed-silent':
    'Laporan {id} kami tutup {on}: jawaban {agency} tidak Anda tanggapi. Belum beres? Kirim TOLAK {id} alasan dalam 30 hari kerja.',
} as const;

/** Of both steps of a ladder that reminds the reporter. */
export const escalationTextsBySms = {
  'needs-info':
    'Laporan {id} masih kurang lengkap. Kirim BALAS {id} lalu keterangannya {byDue}. Lewat itu laporan diarsipkan.',
  answered:
    'Jawaban {agency} atas laporan {id} menunggu Anda. Kirim SETUJU {id} atau TOLAK {id} lalu alasannya {byDue}.',
} as const;
