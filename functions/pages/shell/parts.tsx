/** Small parts that many pages share. */
import type { ComponentChildren } from 'preact';
import type { CandidateList, DuplicateList } from '../../http/views/duplicate-schemas.ts';
import { dayOf } from './dates.ts';
import type { Visit } from './visit.ts';

type Children = { children?: ComponentChildren };

/** A warning that screen readers speak at once; nothing without words. */
export const Alert = ({ children }: Children) =>
  children ? (
    <p class="note warn" role="alert">
      {children}
    </p>
  ) : null;

/** The outcome of what was just sent; nothing without words. */
export const Outcome = ({ children, good = true }: Children & { good?: boolean }) =>
  children ? (
    <p class={good ? 'note' : 'note warn'} role="status">
      {children}
    </p>
  ) : null;

type Stated = { status: string; statusLabel: string; outcome?: string | null };

/** Names a state in the page's language, with the outcome of its answer. */
export const stateText = ({ t }: Visit, { status, statusLabel, outcome }: Stated): string =>
  t.status[`${status} ${outcome ?? ''}`] ?? t.status[status] ?? statusLabel;

type LinkProps = { href: string; quiet?: boolean; rel?: string; children: ComponentChildren };

/** A link that looks like a button, in a paragraph of its own. */
export const LinkButton = ({ href, quiet = false, rel, children }: LinkProps) => (
  <p>
    <a class={quiet ? 'button quiet' : 'button'} href={href} rel={rel}>
      {children}
    </a>
  </p>
);

export type Fact = readonly [label: string, value: ComponentChildren];

/** Facts with their names; those that are null, empty or false are left out. */
export const Facts = ({ facts }: { facts: readonly Fact[] }) => (
  <dl class="facts">
    {facts
      .filter(([, value]) => value !== null && value !== '' && value !== false)
      .map(([label, value]) => (
        <>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </>
      ))}
  </dl>
);

/** Keeps the language of a form that is sent by GET, whose fields replace the query of its address. */
export const KeepLanguage = ({ visit }: { visit: Visit }) =>
  visit.lang === 'en' ? <input type="hidden" name="lang" value="en" /> : null;

/** A last day, with the working days that are left: a date alone says nothing about holidays in between. */
export function LastDay({ visit, day, left }: { visit: Visit; day: string | null; left: number | null }) {
  const { t } = visit;
  if (day === null) return <>{t.track.provisional}</>;
  return (
    <>
      {dayOf(visit, day)}
      {left !== null && (
        <>
          {' · '}
          <span class={left < 0 ? 'count late' : 'count'}>
            {left < 0 ? t.track.daysLate(-left) : t.track.daysLeft(left)}
          </span>
        </>
      )}
    </>
  );
}

type Why = (CandidateList | DuplicateList)['candidates'][number]['why'];

/** Why two reports may be about the same: `jarak 40 m, isi mirip`; the public is told `di dekat sini`. */
export const reasonsOf = ({ t }: Visit, why: Why): string =>
  why
    .map((one) => t.report.why(one.what, 'metres' in one ? one.metres : 'days' in one ? one.days : undefined))
    .join(', ');

export const capitalized = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
