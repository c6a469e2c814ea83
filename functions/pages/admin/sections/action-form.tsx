/** Renders the form of an action beside the record's own form, and a secret that the action has made. */
import type { ComponentProps } from 'preact';
import { DeskForm } from '../../shell/session/console.tsx';
import type { Desk } from '../../shell/session/desk.ts';

type Props = Omit<ComponentProps<typeof DeskForm>, 'to'> & {
  /** Path of the record's page; the action comes behind it. */
  path: string;
  action: string;
};

/** Renders nothing for an officer who may only read. */
export const ActionForm = ({ path, action, ...form }: Props) =>
  form.desk.me.role === 'admin' ? <DeskForm {...form} to={`${path}/${action}`} class="wide" /> : null;

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
