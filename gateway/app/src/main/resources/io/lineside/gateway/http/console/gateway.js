// The management port's answers. What went wrong is thrown in the gateway's own words.
export async function get(path) {
  return read(await fetch(path, { headers: { Accept: 'application/json' } }));
}

export async function text(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw await problem(answer);
  return answer.text();
}

export async function post(path, body) {
  return read(await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }));
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

// Tells at most once a second that something was kept, and whether the gateway is there at all.
export function changes(changed, linked) {
  const source = new EventSource('/board/changes');
  source.addEventListener('open', () => { linked(true); changed(); });
  source.addEventListener('error', () => linked(false));
  source.addEventListener('changed', changed);
}
