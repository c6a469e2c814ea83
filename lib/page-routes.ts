import type { RouteKey } from './constructs/function-route.ts';

/** Pages for citizens and for everybody, in Indonesian words: these addresses are read aloud and printed on posters (docs/pages.md). */
export const pageRoutes = [
  'GET /',
  'GET /aset/{name}',
  'GET /lapor',
  'POST /lapor',
  'GET /lacak',
  'GET /lacak/{trackingId}',
  'GET /lacak/{trackingId}/bukti',
  'GET /lacak/{trackingId}/foto/{attachmentId}',
  'POST /lacak/{trackingId}/{action}',
  'GET /tautan/{trackingId}/{secret}',
  'GET /gabung/{trackingId}',
  'POST /gabung/{trackingId}',
  'GET /laporan',
  'GET /peta',
  'GET /kinerja',
  'GET /data',
  'GET /petugas',
  'GET /petugas/masuk',
  'GET /petugas/kembali',
  'POST /petugas/keluar',
] as const satisfies RouteKey[];
