/** Renders the form of an action beside the record's own form, and a secret that the action has made. */
import type { ComponentChildren } from 'preact';
import { Csrf } from '../../shell/session/console.tsx';
import type { Desk } from '../../shell/session/desk.ts';

type Props = {
  desk: Desk;
  /** Path of the record's page; the action comes behind it. */
  path: string;
  action: string;
  /** Fields that nobody types. */
  fixed?: Record<string, string>;
  button: string;
  tone?: 'quiet' | 'danger';
  children?: ComponentChildren;
};

/** Renders nothing for an officer who may only read. */
export function ActionForm({ desk, path, action, fixed = {}, button, tone, children }: Props) {
  if (desk.me.role !== 'admin') return null;
  return (
    <form class="wide" method="post" action={desk.href(`${path}/${action}`)}>
      <Csrf desk={desk} />
      {Object.entries(fixed).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
      <button class={tone}>{button}</button>
    </form>
  );
}

/** Shows a secret for the only time. */
export function ShownOnce({ desk, title, value }: { desk: Desk; title: string; value: string }) {
  return (
    <section class="note warn" role="alert">
      <p>
        <label for="sekali">
          <b>{title}</b>
        </label>
      </p>
      <p>
        <input id="sekali" readOnly value={value} class="secret-value" autocomplete="off" />
      </p>
      <p>{desk.t.admin.keys.once}</p>
    </section>
  );
}
