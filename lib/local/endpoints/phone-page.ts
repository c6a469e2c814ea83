/** A citizen's phone as a page: write an SMS, read the thread. It speaks to the local endpoints like any other caller. */
export const PHONE_PAGE = `<!doctype html>
<html lang="id">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tanggap: ponsel warga</title>
<style>
  body { margin: 0 auto; max-width: 26rem; padding: 1rem; font: 1rem/1.4 system-ui, sans-serif; color: #1b1b1b; background: #fff }
  h1 { font-size: 1.1rem }
  ol { list-style: none; margin: 0 0 1rem; padding: 0; display: flex; flex-direction: column; gap: .5rem }
  li { max-width: 85%; padding: .5rem .75rem; border-radius: .75rem; white-space: pre-wrap; overflow-wrap: anywhere }
  .sent { align-self: flex-end; background: #d7ecd9 }
  .received { align-self: flex-start; background: #e9e9ee }
  time { display: block; font-size: .75rem; color: #555 }
  label { display: block; margin-top: .5rem }
  input, textarea, button { font: inherit; width: 100%; box-sizing: border-box; padding: .5rem; border: 1px solid #767676; border-radius: .4rem }
  button { margin-top: .5rem; background: #14532d; color: #fff; border-color: #14532d }
  #problem { color: #9b1c1c }
</style>
<main>
  <h1>Ponsel warga (percobaan di mesin ini)</h1>
  <label for="number">Nomor HP</label>
  <input id="number" inputmode="tel" value="0811 4706 999">
  <h2 style="font-size:1rem">Percakapan</h2>
  <ol id="thread" aria-live="polite"></ol>
  <form id="form">
    <label for="text">SMS</label>
    <textarea id="text" rows="3" required></textarea>
    <button>Kirim</button>
    <p id="problem" role="alert"></p>
  </form>
</main>
<script>
  const byId = (id) => document.getElementById(id);
  const digits = (number) => number.replace(/[^0-9]/g, '').replace(/^(?:0062|62|0)/, '');
  const sent = JSON.parse(sessionStorage.getItem('sent') ?? '[]');

  async function show() {
    const own = digits(byId('number').value);
    const received = await (await fetch('/_local/sms')).json();
    const thread = [
      ...received.filter((sms) => digits(sms.to) === own).map((sms) => ({ ...sms, kind: 'received' })),
      ...sent.filter((sms) => digits(sms.from) === own).map((sms) => ({ ...sms, kind: 'sent' })),
    ].sort((a, b) => a.at.localeCompare(b.at) || (a.kind === 'sent' ? -1 : 1));
    const shown = thread.map((sms) => {
      const item = document.createElement('li');
      const time = document.createElement('time');
      time.textContent = new Date(sms.at).toLocaleString('id', { timeZone: 'Asia/Jayapura' });
      item.className = sms.kind;
      item.append(sms.body, time);
      return item;
    });
    if (byId('thread').childElementCount !== shown.length) byId('thread').replaceChildren(...shown);
  }

  byId('form').addEventListener('submit', async (event) => {
    event.preventDefault();
    const sms = { from: byId('number').value, body: byId('text').value };
    const { now } = await (await fetch('/_local/clock')).json();
    const response = await fetch('/_local/sms', { method: 'POST', body: JSON.stringify(sms) });
    const answer = await response.json();
    const taken = response.ok && answer.status === 200 && answer.answer.outcome !== 'ignored';
    byId('problem').textContent = taken ? '' : 'SMS tidak terkirim: periksa nomornya.';
    if (taken) {
      sent.push({ ...sms, at: now });
      sessionStorage.setItem('sent', JSON.stringify(sent));
      byId('text').value = '';
    }
    await show();
  });
  byId('number').addEventListener('change', () => { byId('thread').replaceChildren(); return show(); });
  setInterval(show, 700);
  show();
</script>
</html>
`;
