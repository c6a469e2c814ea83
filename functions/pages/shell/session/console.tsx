/** Renders the frame of the officer console: who is signed in, and the way out. */
import type { ComponentChildren } from 'preact';
import { LinkButton } from '../parts.tsx';
import { Layout } from '../layout.tsx';
import { fieldOf, withQuery } from '../visit.ts';
import type { Desk } from './desk.ts';
import { localPath } from './local-path.ts';

export function Console({ desk, title, children }: { desk: Desk; title: string; children: ComponentChildren }) {
  const { officer } = desk.t;
  const { name, role, agencies } = desk.me;
  return (
    <Layout visit={desk} title={title}>
      {children}
      <form class="session" method="post" action={desk.href('/petugas/keluar')}>
        <Csrf desk={desk} />
        <p>
          {officer.signedInAs} <b>{name}</b>, {[officer.role[role], ...agencies.map((one) => one.name)].join(', ')}
        </p>
        <button class="quiet">{officer.signOut}</button>
      </form>
    </Layout>
  );
}

export const ToQueues = ({ desk: { href, t } }: { desk: Desk }) => (
  <LinkButton href={href('/petugas')}>{t.desk.toQueues}</LinkButton>
);

/** Hidden fields of every form of the console: the session's token, and the page's address, to come back to after an expiry. */
export function Csrf({ desk }: { desk: Desk }) {
  return (
    <>
      <input type="hidden" name="csrf" value={desk.csrf} />
      <input type="hidden" name="asal" value={whereOf(desk)} />
    </>
  );
}

/** The page's address. A form shown again after a post keeps the first one, since a post's own address is no page. */
const whereOf = (desk: Desk): string =>
  desk.method === 'GET' ? withQuery(desk.path, desk.request.query) : localPath(fieldOf(desk, 'asal'));
