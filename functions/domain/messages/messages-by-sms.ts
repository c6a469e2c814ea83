/**
 * The texts for reporters who have only SMS, in place of those texts of messages.ts that point to the app. They have the same names, limits
 * and tests.
 */
export const smsTextsBySms = {
  asked: 'Laporan {id}: petugas bertanya (ISI {id} untuk membaca). Jawab {byDue}: BALAS {id} lalu isinya.',
  answered: 'Laporan {id} {answered}. Baca: ISI {id}. SETUJU {id} / TOLAK {id} alasan {byDue}, atau ditutup.',
  'closed-accepted':
    'Laporan {id} {closed}: Anda setuju dengan jawaban {agency}. Terima kasih. Beri nilai: kirim NILAI {id} 1 sampai 5.',
  'closed-silent':
    'Laporan {id} kami tutup {on}: jawaban {agency} tidak Anda tanggapi. Belum beres? Kirim TOLAK {id} alasan dalam 30 hari kerja.',
} as const;

/** Texts of both steps of a ladder that reminds the reporter. */
export const escalationTextsBySms = {
  'needs-info':
    'Laporan {id} masih kurang lengkap. Kirim BALAS {id} lalu keterangannya {byDue}. Lewat itu laporan diarsipkan.',
  answered:
    'Jawaban {agency} atas laporan {id} menunggu Anda. Kirim SETUJU {id} atau TOLAK {id} lalu alasannya {byDue}.',
} as const;
