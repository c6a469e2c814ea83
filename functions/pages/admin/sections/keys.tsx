/** Lists the keys of an API client, with forms to make and end one. */
import type { ApiClient } from '../../../domain/city/records.ts';
import { timeOf } from '../../shell/dates.ts';
import type { Desk } from '../../shell/session/desk.ts';
import { ActionForm } from './action-form.tsx';
import type { Values } from '../forms/fields.ts';
import { Line } from '../forms/record-form.tsx';

export function Keys({ desk, path, record }: { desk: Desk; path: string; record: Values }) {
  const { keys: texts } = desk.t.admin;
  const { keys } = record as Pick<ApiClient, 'keys'>;
  const now = desk.deps.clock.now().toISOString();
  return (
    <section>
      <h2>{texts.title}</h2>
      {keys.length === 0 && <p>{texts.none}</p>}
      <ul class="cards">
        {keys.map(({ keyId, createdAt, endsAt }) => (
          <li>
            <p>
              <b>{keyId}</b> · {texts.made} {timeOf(desk, createdAt)} · {texts.ends}{' '}
              {endsAt === undefined ? texts.never : timeOf(desk, endsAt)}
            </p>
            {(endsAt === undefined || endsAt > now) && (
              <ActionForm
                desk={desk}
                path={path}
                action="akhiri-kunci"
                fixed={{ kunci: keyId }}
                button={texts.end}
                tone="danger"
              />
            )}
          </li>
        ))}
      </ul>
      <ActionForm desk={desk} path={path} action="kunci" button={texts.fresh}>
        {keys.length > 0 && <Line name="hari" label={texts.overlap} hint={texts.overlapHint} value="7" />}
      </ActionForm>
    </section>
  );
}
