// Every line, those that need somebody first; a page at a time, of which only what is different is sent.
import { ago, el, keyed, pager } from './dom.js';
import { page, query, reasons, tone } from './lines.js';
import { fill } from './words.js';

const asked = { search: '', care: false, page: 1 };

export function open(main, w, { listen }) {
  const totals = el('ul', { class: 'totals' });
  const warnings = el('div', { role: 'status' });
  const lines = el('ul', { class: 'plant' });
  const none = el('p', { class: 'soft', hidden: true }, w.none);
  const search = el('input', { type: 'search', maxlength: 64, autocomplete: 'off', value: asked.search, pattern: '[!-~]*' });
  const care = el('input', { type: 'checkbox', checked: asked.care });
  let seen = page();
  const ask = (event, at = 1) => {
    event?.preventDefault();
    Object.assign(asked, { search: search.value.trim(), care: care.checked, page: at });
    seen = page();
    listen();
  };
  const turn = pager(w, (step) => ask(undefined, seen.told.page + step));
  care.addEventListener('change', ask);
  main.append(totals, warnings,
    el('form', { class: 'search', role: 'search', onsubmit: ask }, el('label', {}, w.searchLine, search),
      el('label', { class: 'check' }, care, w.onlyCare), el('button', {}, w.find), el('a', { href: '#board' }, w.board)),
    lines, none, turn.element);
  const view = {
    stream: () => `/board/lines/changes?${query({ search: asked.search, show: asked.care && 'care', page: asked.page })}`,
    heard(event, news) {
      seen.hear(news);
      sums(totals, warnings, seen.told.totals, w);
      view.refresh();
    },
    refresh() {
      const rows = seen.rows().map(({ lastContact, ...line }) => ({ ...line, contact: lastContact ? ago(lastContact, w, seen.now()) : w.never }));
      keyed(lines, rows, (line) => line.line, (tile, line) => show(tile, line, w, seen.told.totals.paceMinutes));
      none.hidden = rows.length > 0 || seen.told.totals === undefined;
      turn.show(seen.told.page, seen.told.pages, `${fill(w.page, { n: seen.told.page, m: seen.told.pages })} · ${fill(w.found, { n: seen.told.found })}`);
    },
  };
  return view;
}

export function sums(totals, warnings, plant, w) {
  const open = Object.values(plant.orders).reduce((sum, count) => sum + count, 0);
  totals.replaceChildren(
    total(`${plant.connected} / ${plant.lines}`, w.lines, plant.connected < plant.lines ? 'bad' : 'good'),
    total(plant.care, w.care, plant.care > 0 ? 'warn' : 'good'),
    total(open, w.open), total(plant.waiting, w.waiting, plant.waiting > 0 ? 'warn' : ''),
    total(plant.pieces, fill(w.pace, { n: plant.paceMinutes })));
  warnings.replaceChildren(...(plant.takesOrders ? [] : [el('p', { class: 'bad' }, w.closed)]),
    ...plant.storeWarnings.map((warning) => el('p', { class: 'warn' }, warning)));
}

function total(value, label, tone = '') {
  return el('li', {}, el('b', { class: tone }, String(value)), label);
}

export function state(line, w) {
  if (!line.connected) return [w.notConnected, 'bad'];
  return line.jobs.length > 0 ? [w.working, 'good'] : [w.idle, 'soft'];
}

function show(tile, line, w, minutes) {
  tile.className = tone(line);
  const others = line.warnings.filter((warning) => !warning.startsWith('work waits')).length;
  const [word, look] = state(line, w);
  tile.replaceChildren(
    el('h2', { class: 'name' }, line.line),
    el('p', { class: `state ${look}` }, word),
    ...reasons(line).map((reason) => el('p', { class: line.connected ? 'warn' : 'bad' }, reason)),
    ...line.jobs.map((each) => current(each, w)),
    el('dl', {},
      fact(w.ready, line.ready),
      line.waiting > 0 ? fact(el('a', { href: `#desk/${line.line}` }, w.waiting), line.waiting, 'warn') : undefined,
      line.overdue > 0 ? fact(w.overdue, line.overdue, 'warn') : undefined,
      fact(fill(w.pace, { n: minutes }), line.pieces),
      fact(w.contact, line.contact),
      line.certificateDays === undefined ? undefined
        : fact(w.certificate, `${line.certificateDays} ${w.d}`, line.certificateDays < 30 ? 'warn' : '')),
    ...(others > 0 ? [el('p', {}, el('a', { href: '#links' }, fill(w.more1, { n: others })))] : []));
}

function current(job, w) {
  return el('p', {},
    el('a', { href: `#order/${job.order}` }, `${job.operation} ${job.good}/${job.quantity}`), ` ${w.ofState(job.state)} `,
    el('progress', { max: job.quantity, value: job.good + job.scrap, 'aria-label': job.jobOrder }));
}

function fact(name, value, tone = '') {
  return el('div', {}, el('dt', {}, name), el('dd', { class: tone }, String(value)));
}
