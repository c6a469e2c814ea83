/** Renders the frame of every page: heading, navigation, language switch. */
import type { ComponentChildren } from 'preact';
import type { Emergency as EmergencyView } from '../../http/views/emergency-schema.ts';
import { withQuery, type Nav, type Visit } from './visit.ts';

type Props = {
  visit: Visit;
  title: string;
  children: ComponentChildren;
};

export function Layout({ visit, title, children }: Props) {
  const { t, deps, lang, path, request, method, nav = publicNav(visit) } = visit;
  const other = lang === 'en' ? undefined : 'en';
  const { lang: _lang, ...query } = request.query;
  return (
    <html lang={t.htmlLang}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · ${t.site} ${deps.cityName}`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={`/aset/${deps.style.name}`} />
        <script defer src={`/aset/${deps.script.name}`} />
      </head>
      <body>
        <a class="skip" href="#isi">
          {t.skip}
        </a>
        <header>
          <p class="brand">
            <a href={visit.href('/')}>
              <b>{t.site}</b> {t.tagline(deps.cityName)}
            </a>
            {/* An answer to a post has no address of its own: a link would lead away from it. */}
            {method === 'GET' && (
              <a
                class="language"
                href={withQuery(path, { ...query, lang: other })}
                hrefLang={other ?? 'id'}
                lang={other ?? 'id'}
              >
                {t.otherLanguage}
              </a>
            )}
          </p>
          <nav aria-label={t.nav.menu}>
            <ul>
              {nav.map(([to, text]) => (
                <li>
                  <a href={visit.href(to)} aria-current={to === path ? 'page' : undefined}>
                    {text}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </header>
        <main id="isi" tabIndex={-1}>
          <h1>{title}</h1>
          {children}
        </main>
        <footer>
          <p>{t.footer}</p>
        </footer>
      </body>
    </html>
  );
}

const publicNav = ({ t }: Visit): Nav => [
  ['/lapor', t.nav.report],
  ['/lacak', t.nav.track],
  ['/laporan', t.nav.list],
  ['/peta', t.nav.map],
  ['/kinerja', t.nav.score],
  ['/data', t.nav.data],
];

/** Whom to call, as the script shows it too: a title, and each number with whose it is. */
export const callingOf = ({ t }: Visit, { call }: Pick<EmergencyView, 'call'>) => ({
  title: t.emergency.now,
  items: call.map(({ name, number, free }): [string, string] => [
    number,
    free ? `${name} (${t.emergency.free})` : name,
  ]),
});

/** Emergency numbers, before anything else that a page asks or tells: those of a danger, or all. */
export function Emergency({ visit, of }: { visit: Visit; of?: EmergencyView }) {
  const { title, items } = of ? callingOf(visit, of) : visit.t.emergency;
  const lines = (
    <>
      <p>
        <b>{title}</b>
      </p>
      <ul>
        {items.map(([number, who]) => (
          <li>
            <a href={`tel:${number}`}>
              {who} <b>{number}</b>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
  return of ? (
    <div class="emergency" role="alert">
      {lines}
    </div>
  ) : (
    <aside class="emergency" aria-label={title}>
      {lines}
    </aside>
  );
}
