// Forms leave out what is empty, so that addresses stay short enough to be shared.
document.addEventListener('submit', event => {
  if (event.target.hasAttribute('data-tidy')) {
    for (const field of event.target.elements) {
      if (field.name && !field.value && field.type !== 'checkbox') {
        field.disabled = true;
        setTimeout(() => { field.disabled = false; });
      }
    }
  }
});
document.addEventListener('htmx:configRequest', event => {
  if (event.detail.elt.hasAttribute('data-tidy')) {
    // Boxes of one name become one value, and the usual choice none.
    for (const list of event.detail.elt.querySelectorAll('[data-list]')) {
      const chosen = event.detail.formData.getAll(list.dataset.list).join(',');
      event.detail.formData.delete(list.dataset.list);
      event.detail.formData.append(list.dataset.list, chosen === list.dataset.usual ? '' : chosen);
    }
    for (const name of [...event.detail.formData.keys()]) {
      if (event.detail.formData.getAll(name).every(value => value === '')) {
        event.detail.formData.delete(name);
      }
    }
  }
});
// Vendors and products are suggested as they are typed; without an answer the field is what it was.
let suggesting;
document.addEventListener('input', event => {
  const field = event.target;
  const kind = field.list?.dataset.suggests;
  if (!kind || !field.value.trim()) {
    return;
  }
  clearTimeout(suggesting);
  suggesting = setTimeout(async () => {
    try {
      const answer = await fetch('/api/v1/' + kind + 's?limit=10&q=' + encodeURIComponent(field.value));
      if (answer.ok) {
        const names = (await answer.json()).items.map(item => item[kind]);
        field.list.replaceChildren(...[...new Set(names)].map(name => new Option('', name)));
      }
    } catch {
      field.list.replaceChildren();
    }
  }, 150);
});
// A file is read here and put into the field, so that a person sees what is sent.
for (const file of document.querySelectorAll('[data-reads-into]')) {
  file.closest('[data-file-field]').hidden = false;
  file.addEventListener('change', async () => {
    if (file.files.length) {
      document.getElementById(file.dataset.readsInto).value = await file.files[0].text();
    }
  });
}
// A report is packed here and sent as it is, with the lists beside it: a form with texts would need several times its size.
for (const form of document.querySelectorAll('[data-drops]')) {
  const file = form.querySelector('[data-drop-file]');
  const said = form.querySelector('[data-drop-said]');
  form.querySelectorAll('[data-file-field]').forEach(field => { field.hidden = false; });
  const send = async report => {
    form.closest('details').open = true;
    said.textContent = report.name || '';
    const name = form.elements.name.value.trim() || report.name || 'page';
    let body = report;
    if ('CompressionStream' in window && !/\.(gz|xz|zst|zip)$/i.test(report.name || '')) {
      body = await new Response(report.stream().pipeThrough(new CompressionStream('gzip'))).blob();
    }
    const parts = new FormData();
    parts.append('report', body, report.name || 'report');
    let size = body.size;
    for (const chosen of form.querySelectorAll('[data-part]')) {
      for (const one of chosen.files) {
        parts.append(chosen.dataset.part, one, one.name);
        size += one.size;
      }
    }
    const pasted = form.elements.assets.value;
    if (pasted.trim() && !parts.has('assets')) {
      parts.append('assets', new Blob([pasted]), '');
      size += pasted.length;
    }
    if (size > (1 << 20) - 4096) {
      said.textContent = form.dataset.large;
      return;
    }
    const answer = await fetch(form.dataset.drops + '?name=' + encodeURIComponent(name.slice(0, 100)), {
      method: 'POST', headers: {'X-Form-Token': form.dataset.token}, body: parts });
    if (answer.redirected) {
      location.href = answer.url;
    } else {
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      said.textContent = page.querySelector('.problem')?.textContent || answer.status;
    }
  };
  form.addEventListener('submit', event => {
    event.preventDefault();
    send(file.files.length ? file.files[0] : new Blob([form.elements.text.value]));
  });
  // Anywhere on the page: else the browser would show the file in its place.
  document.addEventListener('dragover', event => event.preventDefault());
  document.addEventListener('drop', event => {
    if (event.dataTransfer.files.length && !event.target.matches?.('[type=file]')) {
      event.preventDefault();
      send(event.dataTransfer.files[0]);
    }
  });
}
// A vendor and a product that were looked for become a line of a list.
for (const adding of document.querySelectorAll('[data-adds-to]')) {
  const lines = document.getElementById(adding.dataset.addsTo);
  const fields = [...adding.querySelectorAll('input')];
  const button = adding.querySelector('[data-add]');
  const said = adding.querySelector('[data-added]');
  button.hidden = false;
  const add = () => {
    const [vendor, product] = fields.map(field => field.value.trim());
    if (!vendor && !product) {
      return;
    }
    const named = product.toLowerCase().startsWith(vendor.toLowerCase()) ? product : vendor + ' ' + product;
    const line = product ? named : 'vendor=' + vendor;
    lines.value = lines.value.trimEnd() + (lines.value.trim() ? '\n' : '') + line;
    said.textContent = said.dataset.said + ' ' + line;
    for (const field of fields) {
      field.value = '';
    }
    fields[0].focus();
  };
  button.addEventListener('click', add);
  adding.addEventListener('keydown', event => {
    if (event.key === 'Enter' && event.target.tagName === 'INPUT') {
      event.preventDefault();
      add();
    }
  });
}
