/** Renders the form that asks for the officer's reason to see who reported. */
import { Input } from '../../shell/forms/form.tsx';
import { DeskForm } from '../../shell/session/console.tsx';
import { deskPathOf } from '../paths.ts';
import type { Shown } from './shown.ts';

export const reasonField = 'alasan';

export function IdentityForm({ desk, complaint: { trackingId }, tried }: Shown) {
  const { identity } = desk.t.desk;
  const own = tried?.action === 'identitas' ? tried : undefined;
  return (
    <details open={own !== undefined}>
      <summary>{identity.title}</summary>
      <DeskForm desk={desk} to={`${deskPathOf(trackingId)}/identitas`} button={identity.show} tone="quiet">
        <p>{identity.lead}</p>
        <Input
          visit={desk}
          name={reasonField}
          label={identity.reason}
          hint={identity.reasonHint}
          value={own?.typed[reasonField]}
          fault={own?.faults[reasonField]}
          maxLength={300}
          required
        />
      </DeskForm>
    </details>
  );
}
