// What goes over the links to the lines and through the doors, and what last went wrong there.
import { cell, el, keyed, pager, table, time } from './dom.js';
import { get } from './gateway.js';
import { query } from './lines.js';
import { fill } from './words.js';

const COUNTS = ['commands', 'refused', 'unanswered', 'reports', 'unkept', 'reconnects'];

export function open(main, w) {
  const rows = () => el('tbody', { 'data-child': 'tr' });
  const [connectors, doors, links] = [rows(), rows(), rows()];
  const noDoors = el('p', { class: 'soft', hidden: true }, w.noDoors);
  const search = el('input', { type: 'search', maxlength: 64, autocomplete: 'off', pattern: '[!-~]*' });
  const care = el('input', { type: 'checkbox' });
  let at = 1;
  const numbers = COUNTS.map((count) => [w[count], 'number']);
  const doorTable = table(w.doors, [w.door, w.kind, w.state, ...['documents', 'taken', 'refused', 'sent'].map((count) => [w[count], 'number']), w.lastError], doors);
  const view = {
    async refresh() {
      const answer = await get(`/board/links?${query({ search: search.value.trim(), show: care.checked && 'care', page: at })}`);
      at = answer.page;
      keyed(connectors, answer.connectors, (sum) => sum.protocol, (row, sum) => row.replaceChildren(
        el('th', { scope: 'row' }, sum.protocol), cell(`${sum.connected} / ${sum.lines}`, sum.connected < sum.lines ? 'bad number' : 'good number'),
        ...COUNTS.map((count) => counted(count, sum[count]))));
      keyed(doors, answer.doors, (door) => door.door, (row, door) => row.replaceChildren(
        el('th', { scope: 'row' }, door.door), cell(w[door.kind] ?? door.kind), status(door.working, door.working ? w.works : w.troubled, door.detail),
        cell(door.documents, 'number'), cell(door.taken, 'number'), counted('refused', door.refused), cell(door.sent, 'number'), failure(door.lastError)));
      doorTable.hidden = answer.doors.length === 0;
      noDoors.hidden = answer.doors.length > 0;
      keyed(links, answer.links, (link) => link.line, (row, link) => row.replaceChildren(
        el('th', { scope: 'row' }, link.line), cell(link.protocol), status(link.connected, link.connected ? w.connected : w.notConnected, link.detail, link.warnings),
        ...COUNTS.map((count) => counted(count, link[count])), failure(link.lastError), cell(link.lastContact ? time(link.lastContact) : w.never)));
      turn.show(answer.page, answer.pages, `${fill(w.page, { n: answer.page, m: answer.pages })} · ${fill(w.found, { n: answer.found })}`);
    },
  };
  const turn = pager(w, (step) => { at += step; view.refresh(); });
  const find = (event) => { event?.preventDefault(); at = 1; view.refresh(); };
  care.addEventListener('change', find);
  main.append(el('h2', {}, w.byConnector), table(w.byConnector, [w.protocol, [w.lines, 'number'], ...numbers], connectors),
    el('h2', {}, w.doors), doorTable, noDoors, el('h2', {}, w.byLine),
    el('form', { class: 'search', role: 'search', onsubmit: find }, el('label', {}, w.searchLine, search),
      el('label', { class: 'check' }, care, w.onlyCare), el('button', {}, w.find)),
    table(w.byLine, [w.line, w.protocol, w.state, ...numbers, w.lastError, w.contact], links), turn.element);
  return view;
}

function counted(name, count) {
  return cell(count ?? '', ['refused', 'unanswered', 'unkept'].includes(name) && count > 0 ? 'number warn' : 'number');
}

function status(fine, word, detail, warnings = []) {
  return el('td', { class: 'wide' }, el('b', { class: fine ? 'good' : 'bad' }, word), ...(detail ? [el('br'), detail] : []),
    ...warnings.map((warning) => el('span', { class: 'warn' }, el('br'), warning)));
}

function failure(error) {
  return el('td', { class: 'wide' }, ...(error ? [time(error.at), el('br'), error.what] : []));
}
