/** Where a complaint is: among the console's pages, and in the staff API. */

/** Such as `/petugas/laporan/AMB-7K3Q9CX`. */
export const deskPathOf = (trackingId: string): string => `/petugas/laporan/${encodeURIComponent(trackingId)}`;

export const apiPathOf = (trackingId: string): string => `/v1/staff/complaints/${encodeURIComponent(trackingId)}`;
