import { LOCAL_API_KEY } from './seed-local.ts';
import type { LocalCloud, Options } from './start.ts';

const REPORT =
  '{"description":"Lampu jalan di depan pasar padam sejak kemarin malam.","reporter":{"phone":"0812 3456 7890"}}';

/** Text printed once the local cloud is ready: its addresses, its keys, and three calls that work when pasted. */
export function welcome(cloud: LocalCloud, options: Options): string {
  const { url, servicesUrl, gatewaySecret } = cloud;
  const training =
    options.day === undefined ? '' : `\n  a working day   lasts ${options.day} s, with no days off and no quiet hours`;
  return `
Tanggap runs on this machine. Ctrl-C stops it; it takes up where it was at the next start.
  pages           ${url}/ (report, track, map, scoreboard)
  officers        ${url}/petugas, ${url}/kelola (choose one of the seeded officers)
  API             ${url}/docs
  a phone         ${url}/_local/phone (plays a citizen who has only SMS)
  local endpoints ${url}/_local/ (sms, timers, clock, token, …)
  AWS services    ${servicesUrl}
  API key         ${LOCAL_API_KEY}
  gateway secret  ${gatewaySecret}
  state           ${options.state} (functions.log: what functions print)${training}

File a complaint, read it, and see the coordinator's queue:
  ID=$(curl -s ${url}/v1/complaints -H 'x-api-key: ${LOCAL_API_KEY}' -H 'content-type: application/json' -d '${REPORT}' | tee /dev/stderr | sed 's/.*"trackingId":"\\([^"]*\\)".*/\\1/')
  curl -s ${url}/v1/complaints/$ID -H 'x-api-key: ${LOCAL_API_KEY}'; echo
  curl -s '${url}/v1/staff/complaints?queue=coordinator' -H "authorization: Bearer $(curl -s '${url}/_local/token?role=coordinator' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')"; echo
`;
}
