/** Turns rows of the Surabaya corpus into intake requests of Ambon. The rows are real people's words: sent on, never printed. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import type { Area, Service } from '../../../functions/domain/city/records.ts';
import { owningAgency } from '../../../functions/domain/city/owning-agency.ts';
import { loadCityData } from '../../../lib/city/index.ts';

const cityFolder = path.join(import.meta.dirname, '../../../lib/city');

const row = z.object({
  id: z.string().min(1),
  isi: z.string(),
  lokasi: z.string(),
  kelurahan: z.string(),
  tanggal_keluhan: z.string(),
  topik: z.string(),
  instansi: z.string(),
});
type Row = z.infer<typeof row>;

/** One complaint to post, and what must become of it once accepted. */
export type Request = {
  idempotencyKey: string;
  body: Record<string, unknown>;
  phone: string | undefined;
  /** The service has a clear owner in this area, so the system forwards it; otherwise it waits for the coordinator. */
  forwardedAtOnce: boolean;
};

type Tables = {
  services: ReadonlyMap<string, Service>;
  areas: readonly Area[];
  topics: Readonly<Record<string, string>>;
  /** Surabaya's agency names to ids of Ambon's. */
  agencies: ReadonlyMap<string, string>;
};

function csvRows(file: string, to?: number): unknown[] {
  try {
    return parse(readFileSync(file), { columns: true, bom: true, ...(to === undefined ? {} : { to }) });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    // The parser's own error quotes the text it stumbled on, which must not be printed.
    // oxlint-disable-next-line preserve-caught-error
    throw new Error(`${file}: not the CSV that was expected (${code})`);
  }
}

function loadTables(corpus: string): Tables {
  const city = loadCityData('ambon', cityFolder);
  const topics = z
    .record(z.string(), z.string())
    .parse(JSON.parse(readFileSync(path.join(cityFolder, 'ambon/surabaya-services.json'), 'utf8')));
  const services = new Map(city.services.map((s) => [s.code, s]));
  const unknown = Object.values(topics).find((code) => !services.has(code));
  if (unknown) throw new Error(`surabaya-services.json: no service '${unknown}' in services.json`);

  const pairs = path.join(path.dirname(corpus), '../reference/ambon/padanan_instansi_surabaya_ke_ambon.csv');
  const pair = z.object({ instansi_surabaya: z.string(), opd_ambon_usulan: z.string() });
  const idByName = new Map(city.agencies.map((a) => [a.name, a.id]));
  const agencies = csvRows(pairs).flatMap((value): [string, string][] => {
    const { instansi_surabaya: from, opd_ambon_usulan: to } = pair.parse(value);
    const id = idByName.get(to);
    return id === undefined ? [] : [[from, id]];
  });
  return { services, areas: city.areas, topics, agencies: new Map(agencies) };
}

function serviceCodeOf({ topik, instansi }: Row, topics: Tables['topics']): string {
  if (topics[topik] !== undefined) return topics[topik];
  if (instansi.startsWith('Kecamatan ')) return 'pelayanan-kecamatan';
  if (instansi.startsWith('Kelurahan ')) return 'pelayanan-kelurahan';
  return 'lainnya';
}

/** One of Ambon's areas, always the same for a kelurahan of Surabaya, so that neighbours stay neighbours. */
function areaOf({ kelurahan }: Row, areas: readonly Area[]): Area {
  const draw = createHash('sha256').update(kelurahan).digest().readUInt32BE(0);
  const area = areas[draw % areas.length];
  if (!area) throw new Error('areas.json has no areas');
  return area;
}

/** Made-up numbers +62 811-000-xxxx, one per row; every fifth row has none. */
function phoneOf(index: number): string | undefined {
  return index % 5 === 4 ? undefined : `+62811000${String(index).padStart(4, '0')}`;
}

function toRequest(data: Row, index: number, { services, areas, topics, agencies }: Tables): Request {
  const serviceCode = serviceCodeOf(data, topics);
  const service = services.get(serviceCode);
  if (!service) throw new Error(`services.json has no '${serviceCode}'`);
  const area = areaOf(data, areas);
  const phone = phoneOf(index);
  // Only a coordinator reads the hint; a complaint with a clear owner does not reach one.
  const agencyId = service.autoForward ? undefined : agencies.get(data.instansi);
  // An address is one line, so lines are joined as an app would join them. Descriptions stay as they are.
  const address = data.lokasi.replaceAll(/\s+/g, ' ').trim();
  const incidentDate = data.tanggal_keluhan.slice(0, 10);
  return {
    idempotencyKey: data.id,
    body: {
      description: data.isi,
      serviceCode,
      ...(agencyId === undefined ? {} : { agencyId }),
      location: { ...(address ? { address } : {}), areaCode: area.code },
      ...(incidentDate ? { incidentDate } : {}),
      ...(phone === undefined ? {} : { reporter: { name: `Warga Uji ${index + 1}`, phone } }),
      reference: data.id,
    },
    phone,
    forwardedAtOnce: service.autoForward && owningAgency(service.route, area) !== undefined,
  };
}

/** The first `count` rows of the corpus as requests; the mapping of agencies is read from the reference folder beside it. */
export function readRequests(corpus: string, count: number): Request[] {
  const tables = loadTables(corpus);
  return csvRows(corpus, count).map((value, index) => toRequest(row.parse(value), index, tables));
}
