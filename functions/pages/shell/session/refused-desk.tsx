/** Shows a refusal inside the console: in an officer's words, with what was typed and, where it helps, the same form again. */
import type { Refusal } from '../../ports.ts';
import type { ApiResponse } from '../../../http/api-handler.ts';
import { LinkButton, Alert } from '../parts.tsx';
import { retryAfterOf } from '../refused.tsx';
import { html } from '../respond.ts';
import { Console, DeskForm } from './console.tsx';
import type { Desk } from './desk.ts';
import { SameAgain, Typed } from './typed.tsx';

/** Statuses that pass: the same form may be taken a little later. */
const passing: ReadonlySet<number> = new Set([429, 503]);

/**
 * A page with the API's own status. After a post it holds every word of the form.
 *
 * @param text instead of the words for that status
 */
export function refusedDesk(
  desk: Desk,
  { status, problem }: { status: number; problem: Refusal },
  text?: string,
): ApiResponse {
  const { t, method, href, path, form } = desk;
  const { refused: words } = t.officer;
  const posted = method !== 'GET';
  const texts: Record<number, string> = {
    403: words.forbidden,
    404: posted ? words.givenAway : words.absent,
    409: t.error.conflict,
    413: words.tooLarge,
    429: t.error.tooMany,
    503: words.unavailable,
  };
  const isAdmin = desk.me.role === 'admin';
  const multipart = (desk.request.headers['content-type'] ?? '').startsWith('multipart/');
  return html(
    status,
    <Console desk={desk} title={posted ? words.notSent : t.error.title}>
      <Alert>{text ?? texts[status] ?? `${t.error.generic} ${problem.detail}`}</Alert>
      {posted && <Typed visit={desk} />}
      {posted && form.files.some(({ bytes }) => bytes.length > 0) && <p>{words.photoAgain}</p>}
      {posted && passing.has(status) && (
        <DeskForm desk={desk} to={path} multipart={multipart} button={words.again}>
          <SameAgain visit={desk} />
        </DeskForm>
      )}
      <LinkButton quiet href={href(isAdmin ? '/kelola' : '/petugas')}>
        {isAdmin ? t.admin.back : t.desk.toQueues}
      </LinkButton>
    </Console>,
    { headers: retryAfterOf(problem) },
  );
}
