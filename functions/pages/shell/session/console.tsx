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
      <DeskForm desk={desk} to="/petugas/keluar" class="session" button={officer.signOut} tone="quiet">
        <p>
          {officer.signedInAs} <b>{name}</b>, {[officer.role[role], ...agencies.map((one) => one.name)].join(', ')}
        </p>
      </DeskForm>
    </Layout>
  );
}

export const ToQueues = ({ desk: { href, t } }: { desk: Desk }) => (
  <LinkButton href={href('/petugas')}>{t.desk.toQueues}</LinkButton>
);

type FormProps = {
  desk: Desk;
  /** Path that the form is sent to. */
  to: string;
  class?: string;
  multipart?: boolean;
  /** Fields that nobody types. */
  fixed?: Record<string, string | number>;
  /** Words of the button at the form's end. */
  button?: ComponentChildren;
  tone?: 'quiet' | 'danger' | undefined;
  children?: ComponentChildren;
};

/** A form of the console. It holds the session's token, and the page's address, to come back to after an expiry. */
export function DeskForm({ desk, to, class: look, multipart, fixed, button, tone, children }: FormProps) {
  const hidden = { csrf: desk.csrf, asal: whereOf(desk), ...fixed };
  return (
    <form class={look} method="post" action={desk.href(to)} encType={multipart ? 'multipart/form-data' : undefined}>
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
      {button && <button class={tone}>{button}</button>}
    </form>
  );
}

/** The page's address. A form shown again after a post keeps the first one, since a post's own address is no page. */
const whereOf = (desk: Desk): string =>
  desk.method === 'GET' ? withQuery(desk.path, desk.request.query) : localPath(fieldOf(desk, 'asal'));
