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
  const given = body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  return read(await call(path, { method: 'POST', ...given }));
}

async function read(answer) {
  if (!answer.ok) throw await problem(answer);
  return answer.json();
}

async function problem(answer) {
  const body = await answer.json().catch(() => ({ title: `HTTP ${answer.status}` }));
  const causes = (body.errors ?? []).map((cause) => `${cause.pointer ?? `${cause.file}:${cause.line} ${cause.path}`}: ${cause.detail}`);
  return new Error([body.title, body.detail, ...causes].filter(Boolean).join('. '));
}

// Reads a stream of events until the returned function is called, and begins again when it breaks; tells whether the gateway
// is there at all. An EventSource has no place for a token, so the stream is read by hand.
export function follow(path, { opened, heard, linked }) {
  const leave = new AbortController();
  const run = async () => {
    while (!leave.signal.aborted) {
      try {
        const answer = await call(path, { signal: leave.signal });
        if (!answer.ok) throw await problem(answer);
        linked(true);
        opened();
        await events(answer.body.pipeThrough(new TextDecoderStream()).getReader(), heard);
      } catch {
        if (!leave.signal.aborted) linked(false);
      }
      if (!leave.signal.aborted) await new Promise((later) => setTimeout(later, 2000));
    }
  };
  run();
  return () => leave.abort();
}

async function events(reader, heard) {
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const blocks = (rest + part.value).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: ?(.*)/s)));
      if (fields.event !== undefined) heard(fields.event, fields.data ? JSON.parse(fields.data) : undefined);
    }
  }
}
