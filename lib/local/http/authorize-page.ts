import type { LocalOfficer } from '../seed-local.ts';

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const page = (title: string, body: string): string => `<!doctype html>
<html lang="id">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>
  body { margin: 0 auto; max-width: 40rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff }
  h1 { font-size: 1.3rem }
  h2 { font-size: 1.05rem; margin-bottom: .2rem }
  ul { list-style: none; margin: 0; padding: 0 }
  a { display: block; padding: .45rem 0; color: #14532d }
  .note { border-left: 5px solid #8a5300; background: #fff4dc; padding: .5rem 1rem }
</style>
<main>
  <h1>${escape(title)}</h1>
  ${body}
</main>
</html>
`;

/** Page that asks which officer signs in. Each choice is the same request with a subject. */
export function choicePage(request: URL, officers: readonly LocalOfficer[]): string {
  const link = ({ subject, name, office, role }: LocalOfficer): string => {
    const to = new URL(request);
    to.searchParams.set('subject', subject);
    return `<li><a href="${escape(to.pathname + to.search)}">${escape(name)} <small>(${escape(office ?? role)}, ${escape(subject)})</small></a></li>`;
  };
  // Officers of the whole city come before those of agencies.
  const byRole = [...Map.groupBy(officers, ({ role }) => role)].sort(([, a], [, b]) => a.length - b.length);
  const groups = byRole.map(
    ([role, members]) => `<h2>${escape(role)}</h2><ul>${members.map((one) => link(one)).join('')}</ul>`,
  );
  return page(
    'Masuk sebagai siapa?',
    `<p class="note">Ini pengganti di mesin sendiri: tanpa kata sandi. Di kota, halaman ini milik penyedia identitas (Cognito atau milik kota).</p>${groups.join('')}`,
  );
}

/** Message when nothing can be chosen. */
export const faultPage = (why: string): string => page('Permintaan masuk ditolak', `<p>${escape(why)}</p>`);
