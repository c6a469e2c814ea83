/** Renders a form for each action that the API allows the reporter now. */
import type { ReporterView } from '../../http/views/view-schemas.ts';
import { PhotoInput, TextArea } from '../shell/forms/form.tsx';
import { Privacy } from '../shell/forms/report-fields.tsx';
import type { Visit } from '../shell/visit.ts';
import { pathOf } from './private-link.ts';

/** Actions in the order in which they are likely wanted. */
const order = ['reply', 'accept', 'object', 'rate', 'reopen', 'comment', 'photo', 'privacy', 'withdraw'] as const;
type Shown = (typeof order)[number];

/** Actions that no click can undo; their buttons look dangerous. */
const grave = new Set<Shown>(['withdraw']);
/** Forms that are open at once; the others are folded. */
const first = new Set<Shown>(['reply', 'accept', 'object', 'rate']);
const textOptional = new Set<Shown>(['accept', 'rate', 'withdraw']);

/** An action that the API refused, to be shown again with what was typed. */
export type Tried = { status: number; action: string; text: string; fault: string };

type Props = { visit: Visit; complaint: ReporterView; tried?: Tried | undefined };

const shownFor = ({ actions, mayAttach }: ReporterView): Shown[] =>
  order.filter((name) => (name === 'photo' ? mayAttach : actions.includes(name)));

/** True if the refused action still has a form, in which it is shown again. */
export const hasForm = (complaint: ReporterView, { action }: Tried): boolean =>
  shownFor(complaint).some((name) => name === action);

export function Actions({ visit, complaint, tried }: Props) {
  const shown = shownFor(complaint);
  return (
    <section aria-label={visit.t.track.actions}>
      <h2>{visit.t.track.actions}</h2>
      {shown.map((name) => (
        <details open={first.has(name) || tried?.action === name}>
          <summary>{visit.t.action[name].title}</summary>
          <ActionForm
            visit={visit}
            complaint={complaint}
            name={name}
            tried={tried?.action === name ? tried : undefined}
          />
        </details>
      ))}
    </section>
  );
}

function ActionForm({ visit, complaint, name, tried }: Props & { name: Shown }) {
  const { t, href } = visit;
  const { send } = t.action[name];
  return (
    <form
      method="post"
      action={href(`${pathOf(complaint.trackingId)}/${name}`)}
      encType={name === 'photo' ? 'multipart/form-data' : undefined}
    >
      <Fields visit={visit} complaint={complaint} name={name} tried={tried} />
      <button class={grave.has(name) ? 'danger' : undefined}>{send}</button>
    </form>
  );
}

function Fields({ visit, complaint, name, tried }: Props & { name: Shown }) {
  const { t } = visit;
  const { label } = t.action[name];
  switch (name) {
    case 'privacy':
      return <Privacy visit={visit} ticked={complaint} />;
    case 'photo':
      return <PhotoInput visit={visit} label={label} hint={t.report.photoHint} fault={tried?.fault} required />;
    case 'rate':
      return (
        <>
          <fieldset class="stars">
            <legend>{t.action.rate.stars}</legend>
            {[1, 2, 3, 4, 5].map((stars) => (
              <label>
                <input type="radio" name="rating" value={stars} checked={complaint.rating === stars} required />
                {stars}
              </label>
            ))}
          </fieldset>
          <Said visit={visit} name={name} tried={tried} label={label} />
        </>
      );
    case 'reply':
    case 'accept':
    case 'object':
    case 'reopen':
    case 'comment':
    case 'withdraw':
      return <Said visit={visit} name={name} tried={tried} label={label} />;
  }
}

function Said({ visit, name, tried, label }: { visit: Visit; name: Shown; tried: Tried | undefined; label: string }) {
  return (
    <TextArea
      visit={visit}
      // One page has several of them, and each label must find its own.
      name={`text-${name}`}
      label={label}
      rows={3}
      value={tried?.text}
      fault={tried?.fault}
      required={!textOptional.has(name)}
    />
  );
}
