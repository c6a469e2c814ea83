/** Shows the secrets of a subscription, and why it is disabled. */
import type { SecretsView } from '../../../http/views/administration-schemas.ts';
import { shortDay, timeOf } from '../../shell/dates.ts';
import type { Desk } from '../../shell/session/desk.ts';
import { ActionForm } from './action-form.tsx';
import type { Values } from '../forms/fields.ts';
import { versionField } from '../forms/form-names.ts';
import { apiPathOf, kindNamed } from '../kinds.ts';
import { Line } from '../forms/record-form.tsx';

const none: SecretsView = { signing: [], relayToken: null };

/** The dates and makers of a subscription's secrets, never the secrets; none when the API refuses them. */
export async function secretsOf(desk: Desk, id: string): Promise<SecretsView> {
  const path = `${apiPathOf(kindNamed('subscription'), id)}/secrets`;
  const answer = await desk.api.get<SecretsView>(path);
  return answer.ok ? answer.body : none;
}

export function Disabled({ desk, path, record }: { desk: Desk; path: string; record: Values }) {
  const { secrets: texts } = desk.t.admin;
  const { disabledAt, disabledReason } = record;
  if (typeof disabledAt !== 'string') return <></>;
  return (
    <section class="note warn">
      <p>
        <b>
          {texts.off(timeOf(desk, disabledAt))}
          {typeof disabledReason === 'string' && `, ${texts.offWhy[disabledReason] ?? disabledReason}`}
        </b>
      </p>
      <p>{texts.on}</p>
      <ActionForm
        desk={desk}
        path={path}
        action="hidupkan"
        fixed={{ [versionField]: String(record['version']) }}
        button={texts.again}
      />
    </section>
  );
}

export function Secrets({ desk, path, secrets }: { desk: Desk; path: string; secrets: SecretsView }) {
  const { secrets: texts } = desk.t.admin;
  const { signing, relayToken } = secrets;
  return (
    <section>
      <h2>{texts.title}</h2>
      {signing.length === 0 && <p>{texts.none}</p>}
      <ul class="cards">
        {signing.map(({ secretId, createdAt, by }) => (
          <li>
            <p>
              <b>{secretId}</b> · {timeOf(desk, createdAt)} · {texts.by} {by}
            </p>
            {signing.length > 1 && (
              <ActionForm
                desk={desk}
                path={path}
                action="akhiri-rahasia"
                fixed={{ rahasia: secretId }}
                button={desk.t.admin.keys.end}
                tone="danger"
              />
            )}
          </li>
        ))}
      </ul>
      <ActionForm desk={desk} path={path} action="rahasia" button={texts.fresh} />
      <h2>{texts.token}</h2>
      <p>{relayToken ? texts.tokenSet(shortDay(desk, relayToken.createdAt), relayToken.by) : desk.t.admin.none}</p>
      <ActionForm desk={desk} path={path} action="token" button={texts.tokenSend} tone="quiet">
        <Line name="token" label={texts.tokenField} />
      </ActionForm>
    </section>
  );
}
