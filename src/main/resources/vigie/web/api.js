// The documentation of the API: what is filled in is asked of this server, and its answer is shown as text.
const operations = document.getElementById('operations');
const MOST = 100000;

function addressOf(form) {
  let path = form.dataset.path;
  const query = new URLSearchParams();
  for (const field of form.elements) {
    if (!field.name || !field.value) {
      continue;
    }
    if (field.dataset.where === 'path') {
      path = path.replace('{' + field.name + '}', encodeURIComponent(field.value));
    } else {
      query.append(field.name, field.value);
    }
  }
  const asked = query.toString();
  return path + (asked ? '?' + asked : '');
}

function curl(form) {
  const url = location.origin + addressOf(form);
  const quoted = "'" + url.replaceAll("'", "'\\''") + "'";
  const { method, type, writes } = form.dataset;
  form.parentElement.querySelector('[data-curl]').textContent = 'curl --compressed --globoff '
    + (writes ? "-H 'Authorization: Bearer TOKEN' " : '')
    + (method === 'GET' || (method === 'POST' && type) ? '' : '-X ' + method + ' ')
    + (type ? "-H 'Content-Type: " + type + "' --data-binary @" + (type.includes('json') ? 'list.json ' : 'cves.txt ') : '') + quoted;
}

async function beginning(answer) {
  if (!answer.body) {
    return { text: '', cut: false };
  }
  const reader = answer.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return { text: text + decoder.decode(), cut: false };
    }
    text += decoder.decode(value, { stream: true });
    if (text.length > MOST) {
      await reader.cancel();
      return { text: text.slice(0, MOST), cut: true };
    }
  }
}

function readable(text, type) {
  if (!type.includes('json')) {
    return text;
  }
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

async function ask(form) {
  const section = form.parentElement;
  const part = name => section.querySelector('[data-' + name + ']');
  part('answer').hidden = false;
  part('status').textContent = '…';
  part('headers').textContent = '';
  part('body').textContent = '';
  try {
    const sent = form.querySelector('[data-sent]');
    const answer = await fetch(addressOf(form), sent
      ? { method: form.dataset.method, headers: { 'Content-Type': form.dataset.type }, body: sent.value }
      : {});
    const { text, cut } = await beginning(answer);
    part('status').textContent = answer.status + ' ' + answer.statusText + (cut ? ' · ' + operations.dataset.cut : '');
    part('headers').textContent = [...answer.headers].map(([name, value]) => name + ': ' + value).join('\n');
    part('body').textContent = cut ? text : readable(text, answer.headers.get('content-type') || '');
  } catch {
    part('status').textContent = operations.dataset.failed;
  }
}

operations.addEventListener('submit', event => {
  event.preventDefault();
  ask(event.target);
});
operations.addEventListener('input', event => curl(event.target.form));
operations.addEventListener('click', async event => {
  if (!event.target.hasAttribute('data-copy')) {
    return;
  }
  const section = event.target.closest('section');
  await navigator.clipboard.writeText(section.querySelector('[data-curl]').textContent);
  section.querySelector('[data-said]').textContent = operations.dataset.copied;
});
for (const form of operations.querySelectorAll('form')) {
  curl(form);
}
if (navigator.clipboard) {
  for (const button of operations.querySelectorAll('[data-copy]')) {
    button.hidden = false;
  }
}
