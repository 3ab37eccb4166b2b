// Every line, those that need somebody first.
import { ago, el, keyed } from './dom.js';
import { get } from './gateway.js';

export function open(main, w) {
  const totals = el('ul', { class: 'totals' });
  const warnings = el('div', { role: 'status' });
  const lines = el('ul', { class: 'plant' });
  main.append(totals, warnings, lines);
  return {
    async refresh() {
      const board = await get('/board');
      const connected = board.lines.filter((line) => line.connected).length;
      const open = Object.values(board.orders).reduce((sum, count) => sum + count, 0);
      const stuck = board.lines.reduce((sum, line) => sum + line.waiting, 0);
      const pieces = board.lines.reduce((sum, line) => sum + line.pieces, 0);
      totals.replaceChildren(
        total(`${connected} / ${board.lines.length}`, w.lines, connected < board.lines.length ? 'bad' : 'good'),
        total(open, w.open), total(stuck, w.waiting, stuck > 0 ? 'warn' : ''),
        total(pieces, w.pace.replace('{n}', board.paceMinutes)));
      warnings.replaceChildren(...(board.takesOrders ? [] : [el('p', { class: 'bad' }, w.closed)]),
        ...board.storeWarnings.map((warning) => el('p', { class: 'warn' }, warning)));
      const rows = board.lines.map((line) => ({ ...line, contact: line.lastContact && ago(line.lastContact, w) }));
      rows.forEach((row) => delete row.lastContact);
      rows.sort((a, b) => rank(a) - rank(b) || a.line.localeCompare(b.line));
      keyed(lines, rows, (line) => line.line, (tile, line) => fill(tile, line, w, board.paceMinutes));
    },
  };
}

function rank(line) {
  if (!line.connected) return 0;
  return needsCare(line) ? 1 : 2;
}

function needsCare(line) {
  return line.waiting > 0 || line.overdue > 0 || line.warnings.some((warning) => warning.startsWith('work waits'));
}

function total(value, label, tone = '') {
  return el('li', {}, el('b', { class: tone }, String(value)), label);
}

function fill(tile, line, w, minutes) {
  tile.className = line.connected ? (needsCare(line) ? 'care' : '') : 'away';
  const job = line.jobs[0];
  const waits = line.warnings.filter((warning) => warning.startsWith('work waits'));
  const others = line.warnings.length - waits.length;
  const state = line.connected ? (job === undefined ? w.idle : w.working) : w.notConnected;
  tile.replaceChildren(
    el('h2', { class: 'name' }, line.line),
    el('p', { class: `state ${line.connected ? (job ? 'good' : 'soft') : 'bad'}` }, state),
    ...(line.connected ? [] : [el('p', { class: 'bad' }, line.detail)]),
    ...line.jobs.map((each) => current(each)),
    ...waits.map((warning) => el('p', { class: 'warn' }, warning)),
    el('dl', {},
      fact(w.ready, line.ready),
      line.waiting > 0 ? fact(el('a', { href: '#desk' }, w.waiting), line.waiting, 'warn') : undefined,
      line.overdue > 0 ? fact(w.overdue, line.overdue, 'warn') : undefined,
      fact(w.pace.replace('{n}', minutes), line.pieces),
      fact(w.contact, line.contact ?? w.never),
      line.certificateDays === undefined ? undefined
        : fact(w.certificate, `${line.certificateDays} ${w.d}`, line.certificateDays < 30 ? 'warn' : '')),
    ...(others > 0 ? [el('p', {}, el('a', { href: '#system' }, w.more1.replace('{n}', others)))] : []));
}

function current(job) {
  return el('p', {},
    el('a', { href: `#order/${job.order}` }, `${job.operation} ${job.good}/${job.quantity}`), ` ${job.state} `,
    el('progress', { max: job.quantity, value: job.good + job.scrap, 'aria-label': job.jobOrder }));
}

function fact(name, value, tone = '') {
  return el('div', {}, el('dt', {}, name), el('dd', { class: tone }, String(value)));
}
