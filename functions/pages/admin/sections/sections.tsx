/** Chooses what a record's page shows above and below its form, by kind. */
import type { VNode } from 'preact';
import type { RecordKind } from '../../../domain/administration/record-kinds.ts';
import { LinkButton } from '../../shell/parts.tsx';
import type { Desk } from '../../shell/session/desk.ts';
import type { Values } from '../forms/fields.ts';
import { pathOf, type Kind } from '../kinds.ts';
import { Holidays } from './holidays.tsx';
import { Keys } from './keys.tsx';
import { Disabled, secretsOf, Secrets } from './secrets.tsx';

type Section = { above?: (record: Values) => VNode; below?: (record: Values) => VNode };

const sections: Partial<Record<RecordKind, (desk: Desk, path: string, id: string) => Section | Promise<Section>>> = {
  client: (desk, path) => ({ below: (record) => <Keys desk={desk} path={path} record={record} /> }),
  calendar: (desk, path) => ({ above: (record) => <Holidays desk={desk} path={path} record={record} /> }),
  subscription: async (desk, path, id) => {
    const secrets = await secretsOf(desk, id);
    return {
      above: (record) => <Disabled desk={desk} path={path} record={record} />,
      below: () => <Secrets desk={desk} path={path} secrets={secrets} />,
    };
  },
  officer: ({ t: { admin }, href }, path) => ({
    below: ({ phoneMac }) => (
      <>
        <p>
          {admin.field.phoneMac}: {phoneMac === undefined ? admin.no : admin.yes}
        </p>
        <LinkButton quiet href={href(`${path}/serah-terima`)}>
          {admin.handover.title}
        </LinkButton>
      </>
    ),
  }),
};

export const sectionFor = async (desk: Desk, kind: Kind, id: string): Promise<Section> =>
  (await sections[kind.name]?.(desk, pathOf(kind, id), id)) ?? {};
