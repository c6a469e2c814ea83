/** Lists an officer's links by role. They are navigation only: the API judges every right. */
import type { StaffMe } from '../../../http/views/staff-me-schema.ts';
import type { Nav, Visit } from '../visit.ts';

export function navOf({ t: { officer } }: Visit, { role }: StaffMe): Nav {
  const [queues, file, admin] = [
    ['/petugas', officer.queues],
    ['/petugas/baru', officer.file],
    ['/kelola', officer.admin],
  ] as const;
  switch (role) {
    case 'admin':
      return [admin];
    case 'auditor':
      return [queues, admin];
    case 'supervisor':
      return [queues];
    case 'coordinator':
    case 'liaison':
      return [queues, file];
  }
}
