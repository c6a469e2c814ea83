/**
 * The texts for reporters who have only SMS, in place of those texts of messages.ts that point to the app. They have the same names, limits
 * and tests.
 */
export const smsTextsBySms = {
  asked: 'Laporan {id}: petugas bertanya (ISI {id} untuk membaca). Jawab {byDue}: BALAS {id} lalu isinya.',
  answered:
    'Laporan {id} {answered} (baca: ISI). Sampai {until}: SETUJU {id} {code}, atau TOLAK {id} lalu alasannya. Tanpa balasan, ditutup.',
  'closed-accepted':
    'Laporan {id} {closed}: Anda setuju dengan jawaban {agency}. Beri nilai 1-5: kirim NILAI {id} 5 {code}.',
  'closed-silent':
    'Laporan {id} ditutup {on}: belum ada tanggapan Anda. Belum beres? Kirim TOLAK {id} lalu alasannya, dalam 30 hari kerja.',
} as const;

/** Texts of both steps of a ladder that reminds the reporter. */
export const escalationTextsBySms = {
  'needs-info':
    'Laporan {id} masih kurang lengkap. Kirim BALAS {id} lalu keterangannya {byDue}. Lewat itu laporan diarsipkan.',
  answered:
    'Jawaban {agency} atas laporan {id} menunggu Anda. Sampai {until}: kirim SETUJU {id} {code}, atau TOLAK {id} lalu alasannya.',
} as const;

/** The same for reporters of other channels, who get SMS from a sender that takes none: each names the city's number. */
export const smsTextsByNumber = {
  asked:
    'Laporan {id}: petugas bertanya. Kirim ISI {id} (membaca) atau BALAS {id} lalu jawabannya ke {number}, {byDue}.',
  answered:
    'Laporan {id} {answered} (baca: ISI). SMS ke {number} sampai {until}: SETUJU {id} {code} atau TOLAK {id} alasan, atau ditutup.',
  'closed-accepted':
    'Laporan {id} {closed}: Anda setuju dengan jawaban {agency}. Beri nilai 1-5: SMS NILAI {id} 5 {code} ke {number}.',
  'closed-silent':
    'Laporan {id} ditutup {on}: belum ada tanggapan Anda. Belum beres? SMS TOLAK {id} lalu alasannya ke {number}, dalam 30 hari kerja.',
} as const;

/** Texts of both steps of a ladder that reminds such a reporter. */
export const escalationTextsByNumber = {
  'needs-info':
    'Laporan {id} masih kurang lengkap. SMS BALAS {id} lalu keterangannya ke {number} {byDue}, atau diarsipkan.',
  answered:
    'Jawaban atas laporan {id} menunggu (baca: ISI). SMS ke {number} {byDue}: SETUJU {id} {code} atau TOLAK {id} alasan.',
} as const;
