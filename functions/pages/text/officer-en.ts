/** Words of the officer console in English. */
import type { officerId } from './officer-id.ts';

export const officerEn: typeof officerId = {
  officer: {
    title: 'Officer console',
    closed: 'The city has not opened the officer console yet. Officers can work by SMS and by app.',
    signIn: 'Sign in',
    signInLead: 'For officers of the city: coordinators, liaison officers of agencies, supervisors and auditors.',
    signOut: 'Sign out',
    signedOut:
      'You have signed out of the console. If this page does not go on by itself, end the session at the account provider too.',
    goOn: 'Go on',
    stale: 'This sign-in has expired or was begun in another browser. Start again.',
    notDone: 'The sign-in was not finished. Start again.',
    unknown: 'The account provider knows this account, but it is not an officer of the city.',
    unknownHint: 'Ask an admin of the city to add it, or sign in with another account.',
    tokenRefused:
      'The account was accepted, but the service refused its token. Tell an admin: the console is not fully set up.',
    tokenTooLarge: "The account provider's token is too large for a browser to keep. Tell an admin.",
    issuerDown: 'The account provider does not answer now. Try again in a moment.',
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
