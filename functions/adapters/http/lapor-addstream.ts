/** Files complaints in a system above the city that takes LAPOR's `addstream` (docs/service.md#sp4n-lapor-and-its-interface): XML out, XML back. */
import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import type { HttpPoster, Upstream, UpstreamAnswer } from '../../domain/webhooks/ports.ts';

const attribute = '@';
const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: attribute, suppressEmptyNode: true });
/** Parser that keeps values as text, because an id may have leading zeros, and resolves no entity. */
const parser = new XMLParser({ parseTagValue: false, processEntities: false, ignoreAttributes: true });

/** Characters that XML 1.0 does not allow. */
const notXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

export function createLapor(poster: HttpPoster): Upstream {
  return {
    async file({ url, account }, token, report) {
      const body = builder.build({
        '?xml': { [`${attribute}version`]: '1.0', [`${attribute}encoding`]: 'UTF-8' },
        lapor: {
          [`${attribute}token`]: token,
          // The city's account and our id; the reporter is not named.
          pelapor: {
            email: account.email,
            telpon: account.phone,
            namadepan: account.firstName,
            namabelakang: report.id,
          },
          laporan: {
            [`${attribute}rahasia`]: '0',
            [`${attribute}anonim`]: report.anonymous ? '1' : '0',
            isi: report.content.replace(notXml, ' '),
          },
        },
      });
      const answer = await poster.post(url, { 'content-type': 'text/xml; charset=utf-8' }, body);
      if (answer.outcome === 'failed')
        return { outcome: answer.arrived ? 'unknown' : 'not-filed', cause: answer.cause };
      if (answer.status >= 200 && answer.status < 300) return idsIn(answer.body);
      // Only a refusal means that nothing was filed; a server error may have come after the filing.
      return { outcome: answer.status < 500 ? 'not-filed' : 'unknown', cause: `answered ${answer.status}` };
    },
  };
}

const id = /^[\w./-]{1,64}$/;

/** Reads the answer. One that cannot be read is `unknown`: the report may have been filed. */
function idsIn(xml: string): UpstreamAnswer {
  const upstreamId = onlyOne(xml, 'trackingid');
  if (upstreamId === undefined) return { outcome: 'unknown', cause: 'its answer has no readable trackingid' };
  return { outcome: 'filed', upstreamId, transactionId: onlyOne(xml, 'transaksiid') };
}

/** Returns the value of an element at any depth; undefined when there is none, or when two differ. */
function onlyOne(xml: string, name: string): string | undefined {
  // Only the names of the two elements are documented, not the elements around them.
  const wrapped = `<answer>${xml.replace(/^\uFEFF?\s*<\?xml[^>]*\?>/, '')}</answer>`;
  if (/<!DOCTYPE|<!ENTITY/i.test(xml) || XMLValidator.validate(wrapped) !== true) return undefined;
  const found = new Set(valuesOf(parser.parse(wrapped), name).filter((value) => id.test(value)));
  return found.size === 1 ? [...found][0] : undefined;
}

function valuesOf(node: unknown, name: string): string[] {
  if (Array.isArray(node)) return node.flatMap((one) => valuesOf(one, name));
  if (node === null || typeof node !== 'object') return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === name ? [value].flat().filter((v) => typeof v === 'string') : valuesOf(value, name),
  );
}
