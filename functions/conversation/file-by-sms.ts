/** Files a report by SMS as a complaint like any other. Its legal clock starts when its first words were received. */
import type { Change } from '../domain/complaint/complaint.ts';
import { defaultTrack, fileComplaint } from '../domain/complaint/filing.ts';
import type { IdentityCipher } from '../domain/complaint/ports.ts';
import type { Mac } from '../domain/kernel/ports.ts';
import type { DecisionContext } from '../domain/city/ports.ts';
import { hashOfSecret, reporterSecret } from '../access/secrets.ts';
import { rulesToFile } from '../access/rules.ts';
import type { SmsAct } from '../domain/sms/dialogue.ts';

type Deps = DecisionContext & { cipher: IdentityCipher; mac: Mac };
type Request = { id: string; act: Extract<SmsAct, { kind: 'file' }>; e164: string; mac: string };

export async function fileBySms(
  deps: Deps,
  { id, act, e164, mac }: Request,
): Promise<{ change: Change; identity: Uint8Array }> {
  const [rules, secret, identity] = await Promise.all([
    rulesToFile(deps),
    reporterSecret(deps.mac, id),
    deps.cipher.encrypt(id, { phone: e164 }),
  ]);
  const complaintClass = act.asks ? 'permintaan-informasi' : (act.service?.class ?? 'pengaduan');
  const filing = {
    id,
    class: complaintClass,
    track: (act.asks ? undefined : act.service?.track) ?? defaultTrack(complaintClass),
    serviceCode: act.service?.code,
    areaCode: act.area?.code,
    autoForwardTo: act.autoForwardTo,
    channel: 'sms' as const,
    anonymous: act.anonymous,
    confidential: act.confidential,
    contact: 'mobile' as const,
    phoneMac: mac,
    reporterSecretHash: hashOfSecret(secret),
    actor: { role: 'reporter' as const },
    text: { description: act.text },
    danger: act.danger,
  };
  return { change: fileComplaint(filing, { ...rules, now: new Date(act.receivedAt) }), identity };
}
