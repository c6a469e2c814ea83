/** Renders a form for each action that the API allows this officer now. */
import { PhotoInput, TextArea } from '../../shell/forms/form.tsx';
import { ActionField } from './action-fields.tsx';
import type { Shown, StaffAction } from './shown.ts';
import { deskPathOf } from '../paths.ts';
import { DeskForm } from '../../shell/session/console.tsx';

/** Actions in the order in which they are likely wanted; others come after. */
const order: readonly string[] = [
  'verify',
  'keep',
  'reroute',
  'assign',
  'respond',
  'answer',
  'update',
  'ask',
  'return',
  'verify-later',
  'merge',
  'unmerge',
  'archive',
  'restore',
  'finish',
  'classify',
  'propose',
  'involve',
  'release',
  'note',
  'restrict',
];
const grave: ReadonlySet<string> = new Set(['archive', 'return']);

/** The action as its form names it: from RECEIVED verify sends on, later it only makes public. */
const kindOf = ({ action, fields }: StaffAction): string =>
  action === 'verify' && fields.length === 0 ? 'verify-later' : action;

const wordsOf = ({ t }: Shown['desk'], action: StaffAction): readonly [string, string, string] =>
  t.desk.action[kindOf(action)] ?? [action.action, action.action, action.action];

export function ActionForms(shown: Shown) {
  const { desk, complaint, tried } = shown;
  const { actions, templates, mayAttach } = complaint;
  const wanted = templates.find(({ id }) => id === desk.request.query['jawaban'])?.action;
  const place = (action: StaffAction): number =>
    (order.indexOf(kindOf(action)) + order.length + 1) % (order.length + 1);
  const sorted = actions.toSorted((a, b) => place(a) - place(b));
  if (actions.length === 0) return <p>{desk.t.desk.noActions}</p>;
  const open = tried?.action ?? wanted ?? sorted[0]?.action;
  return (
    <>
      {sorted.map((action) => (
        <details open={action.action === open}>
          <summary>{wordsOf(desk, action)[0]}</summary>
          <ActionForm {...shown} action={action} />
        </details>
      ))}
      {mayAttach && (
        <details open={open === 'foto'}>
          <summary>{desk.t.desk.action['foto']?.[0]}</summary>
          <PhotoForm {...shown} />
        </details>
      )}
    </>
  );
}

/** Says who reads the text, and how much of it a phone gets. */
function hintOf({ desk: { t }, complaint }: Shown, { action, internal }: StaffAction): string {
  if (internal) return t.desk.internal;
  if (action !== 'ask' && action !== 'answer') return t.desk.public;
  return complaint.confidential ? t.desk.notOnPhone : t.desk.onPhone;
}

function ActionForm(shown: Shown & { action: StaffAction }) {
  const { desk, complaint, action, tried } = shown;
  const { trackingId, version, templates } = complaint;
  const [, label, send] = wordsOf(desk, action);
  const own = tried?.action === action.action ? tried : undefined;
  const chosen = templates.find(({ id, action: of }) => id === desk.request.query['jawaban'] && of === action.action);
  const name = `text-${action.action}`;
  return (
    <DeskForm
      desk={desk}
      to={`${deskPathOf(trackingId)}/${action.action}`}
      fixed={{ versi: version }}
      button={send}
      tone={grave.has(action.action) ? 'danger' : undefined}
    >
      {action.fields.map((field) => (
        <ActionField {...shown} field={field} tried={own} />
      ))}
      <Templates {...shown} />
      {action.text !== 'none' && (
        <TextArea
          visit={desk}
          name={name}
          label={label}
          hint={hintOf(shown, action)}
          rows={chosen ? 8 : 4}
          value={own?.typed[name] ?? chosen?.text}
          fault={own?.faults[name]}
          required={action.text === 'required'}
        />
      )}
    </DeskForm>
  );
}

/** Links that fill in the text; with script at once, without losing what is typed elsewhere. */
function Templates({ desk, complaint, action: { action } }: Shown & { action: StaffAction }) {
  const { t, href } = desk;
  const own = complaint.templates.filter((template) => template.action === action);
  if (own.length === 0) return null;
  return (
    <div class="templates">
      <p>
        {t.desk.templates} <small>{t.desk.brackets}</small>
      </p>
      <ul>
        {own.map(({ id, title, text }) => (
          <li>
            <a
              href={`${href(deskPathOf(complaint.trackingId), { jawaban: id })}#text-${action}`}
              data-fill={`text-${action}`}
              data-text={text}
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function PhotoForm({ desk, complaint: { trackingId }, tried }: Shown) {
  const { t } = desk;
  return (
    <DeskForm desk={desk} to={`${deskPathOf(trackingId)}/foto`} multipart button={t.desk.action['foto']?.[2]}>
      <PhotoInput
        visit={desk}
        label={t.report.photo}
        hint={t.report.photoHint}
        fault={tried?.faults['foto']}
        required
      />
    </DeskForm>
  );
}
