/** Links to the open data and the API. */
import { Layout } from '../shell/layout.tsx';
import { html, type ApiResponse } from '../shell/respond.ts';
import type { Visit } from '../shell/visit.ts';

export async function showOpenData(visit: Visit): Promise<ApiResponse> {
  const { t, deps } = visit;
  return html(
    200,
    <Layout visit={visit} title={t.data.title}>
      <p class="narrow">{t.data.lead}</p>
      <ul>
        {t.data.items.map(([to = '', text = '']) => (
          <li>
            <a href={to}>{text}</a>
          </li>
        ))}
      </ul>
      <p>{deps.dataLicense || t.data.license}</p>
    </Layout>,
  );
}
