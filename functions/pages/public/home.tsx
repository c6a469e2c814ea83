/** Shows the first page: emergency numbers, then the two things people come for. */
import { Emergency, Layout } from '../shell/layout.tsx';
import { html, type ApiResponse } from '../shell/respond.ts';
import type { Visit } from '../shell/visit.ts';

export async function showHome(visit: Visit): Promise<ApiResponse> {
  const { t, href } = visit;
  return html(
    200,
    <Layout visit={visit} title={t.home.title}>
      <Emergency visit={visit} />
      <p class="lead">{t.home.lead}</p>
      <p class="buttons">
        <a class="button" href={href('/lapor')}>
          {t.home.report}
        </a>
        <a class="button quiet" href={href('/lacak')}>
          {t.home.track}
        </a>
      </p>
      <h2>{t.home.how}</h2>
      <ol class="steps">
        {t.home.steps.map((step) => (
          <li>{step}</li>
        ))}
      </ol>
    </Layout>,
  );
}
