// Files a complaint, follows it, and says something more. Node 20 or later, no packages.
//   TANGGAP=http://127.0.0.1:3000 API_KEY=local-dev-key node docs/examples/first-complaint.mjs
const { TANGGAP = 'http://127.0.0.1:3000', API_KEY = 'local-dev-key' } = process.env;

async function call(method, path, headers, body) {
  const response = await fetch(TANGGAP + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${answer.code}: ${answer.detail}`);
  return answer;
}

const { services } = await call('GET', '/v1/services');
const service = services.find(({ keywords }) => keywords.includes('lampu jalan')) ?? services[0];

const filed = await call('POST', '/v1/complaints', { 'x-api-key': API_KEY, 'idempotency-key': crypto.randomUUID() }, {
  description: 'Lampu jalan di depan gereja mati sudah tiga malam.',
  serviceCode: service.code,
  location: { areaCode: '81.71.02.1019', landmark: 'depan gereja' },
  reporter: { phone: '081100001234' },
});
console.log(`filed ${filed.trackingId}, answer expected by ${filed.expectedAt}`);

const own = { 'x-reporter-secret': filed.reporterSecret };
await call('POST', `/v1/complaints/${filed.trackingId}/actions/comment`, own, { text: 'Tiang nomor 12.' });
const { status, next, timeline } = await call('GET', `/v1/complaints/${filed.trackingId}`, own);
console.log(`${status}: ${next}`);
for (const { at, action, by } of timeline) console.log(`  ${at} ${action} by ${by}`);
