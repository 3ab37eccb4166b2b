// The management port's answers. What went wrong is thrown in the gateway's own words.
const TOKEN = 'token';
let ask;

// Who asks a person for the token, where the site has one; it is kept as long as this tab is open.
export function askWith(asker) {
  ask = asker;
}

async function call(path, options = {}) {
  for (;;) {
    const token = sessionStorage.getItem(TOKEN);
    const headers = { ...options.headers, ...(token ? { Authorization: `Bearer ${token}` } : {}) };
    const answer = await fetch(path, { ...options, headers });
    if (answer.status !== 401) return answer;
    if (sessionStorage.getItem(TOKEN) === token) sessionStorage.removeItem(TOKEN);
    if (!sessionStorage.getItem(TOKEN)) sessionStorage.setItem(TOKEN, await ask(token !== null));
  }
}

export async function get(path) {
  return read(await call(path, { headers: { Accept: 'application/json' } }));
}

export async function text(path) {
  const answer = await call(path);
  if (!answer.ok) throw await problem(answer);
  return answer.text();
}

export async function post(path, body) {
  return read(await call(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }));
}

async function read(answer) {
  if (!answer.ok) throw await problem(answer);
  return answer.json();
}

async function problem(answer) {
  const body = await answer.json().catch(() => ({ title: `HTTP ${answer.status}` }));
  const causes = (body.errors ?? []).map((cause) => `${cause.pointer}: ${cause.detail}`);
  return new Error([body.title, body.detail, ...causes].filter(Boolean).join('. '));
}

// Tells at most once a second that something was kept, and whether the gateway is there at all. An EventSource has no
// place for a token, so the stream is read by hand: a line `event: changed` is all that matters in it.
export async function changes(changed, linked) {
  for (;;) {
    try {
      const answer = await call('/board/changes');
      if (!answer.ok) throw await problem(answer);
      linked(true);
      changed();
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let rest = '', part = await reader.read(); !part.done; part = await reader.read()) {
        const lines = (rest + part.value).split('\n');
        rest = lines.pop();
        if (lines.includes('event: changed')) changed();
      }
    } catch {
      linked(false);
    }
    await new Promise((later) => setTimeout(later, 2000));
  }
}
