// Makes the pages quicker to use; every page works without it.
const search = document.querySelector('input[name="cari"]');
const services = document.querySelector('select[name="serviceCode"]');
if (search && services) {
  const groups = [...services.querySelectorAll('optgroup')];
  const words = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);
  search.addEventListener('input', () => {
    const wanted = words(search.value);
    for (const group of groups) {
      const options = [...group.querySelectorAll('option')];
      for (const option of options) {
        const text = `${option.textContent} ${option.dataset.words || ''} ${group.label}`.toLowerCase();
        option.hidden = !wanted.every((word) => text.includes(word));
      }
      group.hidden = options.every((option) => option.hidden);
    }
  });
}

const locate = document.querySelector('[data-locate]');
if (locate && navigator.geolocation) {
  locate.hidden = false;
  const say = document.querySelector('[data-place]');
  locate.addEventListener('click', () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        document.querySelector('input[name="lat"]').value = coords.latitude.toFixed(5);
        document.querySelector('input[name="long"]').value = coords.longitude.toFixed(5);
        say.textContent = say.dataset.located;
      },
      () => {
        say.textContent = say.dataset.failed;
      },
      { enableHighAccuracy: true, timeout: 10_000 },
    ),
  );
}

for (const link of document.querySelectorAll('a[data-fill]')) {
  link.addEventListener('click', (event) => {
    const field = document.getElementById(link.dataset.fill);
    if (!field) return;
    event.preventDefault();
    const typed = field.value.trim();
    field.value = typed ? `${typed}\n\n${link.dataset.text}` : link.dataset.text;
    field.rows = 8;
    field.focus();
  });
}

// A larger photo does not pass the gateway, and the words of the form would be lost with it.
for (const photo of document.querySelectorAll('input[type="file"]')) {
  photo.addEventListener('change', () => {
    const tooLarge = [...photo.files].some((file) => file.size > 4_000_000);
    const hint = document.getElementById(`${photo.id}-hint`);
    photo.setCustomValidity(tooLarge ? (hint ? hint.textContent : '4 MB') : '');
    photo.reportValidity();
  });
}

// Whom to call, while somebody writes of a danger. Only the city's own pages are asked.
const warning = document.querySelector('[data-danger]');
const told = document.querySelector('textarea[name="description"]');
if (warning && told) {
  let timer;
  const element = (name, ...children) => {
    const made = document.createElement(name);
    made.append(...children);
    return made;
  };
  const link = ([number, who]) => {
    const made = element('a', `${who} `, element('b', number));
    made.href = `tel:${number}`;
    return element('li', made);
  };
  const ask = async () => {
    const description = told.value.trim();
    try {
      const body = new URLSearchParams({ description });
      const answer = description.length < 4 ? undefined : await fetch(warning.dataset.danger, { method: 'POST', body });
      const { title, items } = answer && answer.ok ? await answer.json() : {};
      if (told.value.trim() !== description) return;
      warning.hidden = !items;
      if (items) warning.replaceChildren(element('p', element('b', title)), element('ul', ...items.map(link)));
    } catch {
      // Without an answer the numbers at the top of the page stay.
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 600);
  };
  told.addEventListener('input', soon);
  if (told.value) soon();
}
