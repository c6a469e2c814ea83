/** Lists a year's days off, each with a form to withdraw it, and a form to declare one. */
import type { CalendarYear } from '../../../domain/city/records.ts';
import { dayOf } from '../../shell/dates.ts';
import type { Desk } from '../../shell/session/desk.ts';
import { ActionForm } from './action-form.tsx';
import type { Values } from '../forms/fields.ts';
import { FormFields } from '../forms/form-fields.tsx';
import { versionField } from '../forms/form-names.ts';
import { readFields } from '../forms/read-form.ts';
import { holidayFields } from '../kinds.ts';
import { wordOf } from '../forms/in-words.ts';

type Props = { desk: Desk; path: string; record: Values };

export function Holidays({ desk, path, record }: Props) {
  const { holidays: texts } = desk.t.admin;
  const { holidays, version } = record as CalendarYear;
  // Values that were refused are shown again.
  const typed = desk.method === 'POST' ? readFields(desk.form.fields, holidayFields) : {};
  const fixed = { [versionField]: String(version) };
  return (
    <>
      <h2>{texts.declare}</h2>
      <p>{texts.effect}</p>
      <ActionForm desk={desk} path={path} action="libur" fixed={fixed} button={texts.declare}>
        <FormFields desk={desk} lists={{}} faults={{}} fields={holidayFields} values={typed} />
      </ActionForm>
      <h2>{texts.list}</h2>
      <ul class="cards">
        {holidays.map(({ date, name, kind, decree }) => (
          <li>
            <p>
              <b>{dayOf(desk, date)}</b> · {name} · {wordOf(desk, 'holidayKind', kind)}
            </p>
            <p>
              <small>{decree}</small>
            </p>
            <details>
              <summary>
                {texts.withdraw} <span class="hidden">{date}</span>
              </summary>
              <p>{texts.withdrawEffect}</p>
              <ActionForm
                desk={desk}
                path={path}
                action="cabut"
                fixed={{ ...fixed, tanggal: date }}
                button={texts.withdraw}
                tone="danger"
              >
                <div class="field">
                  <label for={`cabut-${date}`}>{texts.withdrawDecree}</label>
                  <input id={`cabut-${date}`} name="keputusan" />
                </div>
              </ActionForm>
            </details>
          </li>
        ))}
      </ul>
    </>
  );
}
