/** Chooses what a record's page shows besides its form, by kind. */
import type { VNode } from 'preact';
import type { Desk } from '../../shell/session/desk.ts';
import type { Values } from '../forms/fields.ts';
import { Holidays } from './holidays.tsx';
import { Keys } from './keys.tsx';
import type { Kind } from '../kinds.ts';
import { pathOf } from '../kinds.ts';
import { Disabled, secretsOf, Secrets } from './secrets.tsx';

type Section = { above?: (record: Values) => VNode; below?: (record: Values) => VNode };

export async function sectionFor(desk: Desk, kind: Kind, id: string): Promise<Section> {
  const path = pathOf(kind, id);
  switch (kind.name) {
    case 'client':
      return { below: (record) => <Keys desk={desk} path={path} record={record} /> };
    case 'calendar':
      return { above: (record) => <Holidays desk={desk} path={path} record={record} /> };
    case 'subscription': {
      const secrets = await secretsOf(desk, id);
      return {
        above: (record) => <Disabled desk={desk} path={path} record={record} />,
        below: () => <Secrets desk={desk} path={path} secrets={secrets} />,
      };
    }
    case 'officer':
      return {
        below: (record) => (
          <p>
            {desk.t.admin.field.phoneMac}: {record['phoneMac'] === undefined ? desk.t.admin.no : desk.t.admin.yes}
            <br />
            <a class="button quiet" href={desk.href(`${path}/serah-terima`)}>
              {desk.t.admin.handover.title}
            </a>
          </p>
        ),
      };
    case 'agency':
    case 'service':
    case 'area':
    case 'template':
    case 'policy':
    case 'city':
      return {};
  }
}
