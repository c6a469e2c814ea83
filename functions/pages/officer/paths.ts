/** Spells the paths of a complaint: among the console's pages, and in the staff API. */

/** The page of a complaint, such as `/petugas/laporan/AMB-7K3Q9CX`. */
export const deskPathOf = (trackingId: string): string => `/petugas/laporan/${encodeURIComponent(trackingId)}`;

/** The complaint in the staff API. */
export const apiPathOf = (trackingId: string): string => `/v1/staff/complaints/${encodeURIComponent(trackingId)}`;
