/** Renders the links among queues: which queue, whose, which part of it, or straight to a number. */
import { Input } from '../../shell/forms/form.tsx';
import { KeepLanguage } from '../../shell/parts.tsx';
import type { Desk } from '../../shell/session/desk.ts';
import { queuesOf, viewsOf, type Chosen } from './queue-views.ts';

export type Agencies = readonly { id: string; name: string }[];

type Props = { desk: Desk; chosen: Chosen; agencies: Agencies };

export function QueueNav({ desk, chosen, agencies }: Props) {
  const { t, href, me } = desk;
  const { queue, view, agencyId } = chosen;
  const here = (yes: boolean) => (yes ? 'page' : undefined);
  const whose = agencyId === undefined ? undefined : (agencies.find(({ id }) => id === agencyId)?.name ?? agencyId);
  return (
    <>
      <form class="find" action="/petugas">
        <KeepLanguage visit={desk} />
        <Input visit={desk} name="nomor" label={t.track.number} maxLength={20} required />
        <button class="quiet">{t.officer.open}</button>
      </form>
      <nav aria-label={t.officer.queues}>
        <ul>
          {queuesOf(me).map((name) => (
            <li>
              <a href={href('/petugas', { antrean: name })} aria-current={here(name === queue)}>
                {t.officer.queue[name]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {agencies.length > 1 && (
        <form class="find" action="/petugas">
          <KeepLanguage visit={desk} />
          <input type="hidden" name="antrean" value={queue} />
          <div class="field">
            <label for="instansi">{t.list.agency}</label>
            <select id="instansi" name="instansi">
              {agencies.map(({ id, name }) => (
                <option value={id} selected={id === agencyId}>
                  {name}
                </option>
              ))}
            </select>
          </div>
          <button class="quiet">{t.list.apply}</button>
        </form>
      )}
      {whose !== undefined && agencies.length <= 1 && <p class="lead">{whose}</p>}
      {viewsOf[queue].length > 1 && (
        <nav aria-label={t.officer.part} class="parts">
          <ul>
            {viewsOf[queue].map((name) => (
              <li>
                <a
                  href={href('/petugas', { antrean: queue, instansi: agencyId, lihat: name })}
                  aria-current={here(name === view)}
                >
                  {t.officer.view[name]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </>
  );
}
