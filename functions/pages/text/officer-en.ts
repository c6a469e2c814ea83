/** Words of the officer console in English. */
import type { officerId } from './officer-id.ts';

export const officerEn: typeof officerId = {
  officer: {
    title: 'Officer console',
    closed: 'The city has not opened the officer console yet. Officers can work by SMS and by app.',
    signIn: 'Sign in',
    signOut: 'Sign out',
    signedInAs: 'Signed in as',
    over: 'The session is over',
    overLead: 'Nothing was sent. Copy what you wrote, sign in again, then send it once more.',
    queues: 'Queues',
    file: 'Record a report',
    admin: 'Admin',
    role: {
      liaison: 'liaison officer',
      coordinator: 'coordinator',
      supervisor: 'supervisor',
      auditor: 'auditor',
      admin: 'admin',
    },
  },
};
