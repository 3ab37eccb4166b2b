// The plant on a wall, readable from three metres: few words, large, lines that need somebody first, pages that turn.
import { el, keyed } from './dom.js';
import { page, query, reasons, tone } from './lines.js';
import { state, sums } from './plant.js';
import { fill } from './words.js';

const TURN = 15_000;

export function open(main, w, { listen }) {
  const totals = el('ul', { class: 'totals' });
  const warnings = el('div', { role: 'status' });
  const lines = el('ul', { class: 'wallboard' });
  const place = el('span', {});
  const stop = el('button', { type: 'button', 'aria-pressed': 'false' }, w.pause);
  let at = 1;
  let turning = true;
  let seen = page();
  stop.addEventListener('click', () => {
    turning = !turning;
    stop.textContent = turning ? w.pause : w.go;
    stop.setAttribute('aria-pressed', String(!turning));
  });
  const escape = (event) => { if (event.key === 'Escape') location.hash = '#plant'; };
  addEventListener('keydown', escape);
  main.append(totals, warnings, lines, el('p', { class: 'pager' }, place, stop, el('a', { href: '#plant' }, w.leaveBoard)));
  const timer = setInterval(() => {
    if (!turning || seen.told.pages < 2) return;
    at = seen.told.page >= seen.told.pages ? 1 : seen.told.page + 1;
    seen = page();
    listen();
  }, TURN);
  const view = {
    stream: () => `/board/lines/changes?${query({ page: at, size: fits() })}`,
    heard(event, news) {
      seen.hear(news);
      sums(totals, warnings, seen.told.totals, w);
      keyed(lines, seen.rows(), (line) => line.line, (tile, line) => show(tile, line, w));
      place.textContent = fill(w.page, { n: seen.told.page, m: seen.told.pages });
      stop.hidden = seen.told.pages < 2;
      place.hidden = stop.hidden;
    },
    refresh() {}, // everything comes by the stream
    close() {
      clearInterval(timer);
      removeEventListener('keydown', escape);
    },
  };
  return view;
}

// How many tiles a screen has room for, by the sizes in the style sheet.
function fits() {
  const unit = parseFloat(getComputedStyle(document.documentElement).fontSize) * Math.max(1, innerWidth / 1920);
  const columns = Math.max(1, Math.floor(innerWidth / (27 * unit)));
  const rows = Math.max(1, Math.floor((innerHeight - 13 * unit) / (14 * unit)));
  return Math.min(100, columns * rows);
}

function show(tile, line, w) {
  const [word, look] = state(line, w);
  const job = line.jobs[0];
  tile.className = tone(line);
  tile.replaceChildren(
    el('h2', { class: 'name' }, line.line),
    el('p', { class: `state ${look}` }, word, job ? ` ${job.good}/${job.quantity}` : ''),
    ...(job ? [el('progress', { max: job.quantity, value: job.good + job.scrap, 'aria-label': job.jobOrder })] : []),
    ...reasons(line).slice(0, 1).map((reason) => el('p', { class: `why ${line.connected ? 'warn' : 'bad'}` }, reason)),
    el('p', { class: 'counts' }, `${w.ready} ${line.ready}`, line.waiting > 0 ? el('b', { class: 'warn' }, ` · ${w.waiting} ${line.waiting}`) : ''));
}
