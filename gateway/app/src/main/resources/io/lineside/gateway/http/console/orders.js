// All orders, newest first, a page at a time: the gateway searches and pages, the browser never has more than fifty.
import { cell, el, keyed, table, time } from './dom.js';
import { get } from './gateway.js';
import { query } from './lines.js';

const STATES = ['Accepted', 'Released', 'InProgress', 'Held', 'Quarantined', 'Completed', 'PartiallyCompleted', 'Cancelled', 'Failed'];

export function open(main, w) {
  const search = el('input', { type: 'search', id: 'search', maxlength: 64, autocomplete: 'off' });
  const state = el('select', { id: 'state' }, el('option', { value: '' }, w.any), ...STATES.map((each) => el('option', { value: each }, w.ofState(each))));
  const body = el('tbody', { 'data-child': 'tr' });
  const none = el('p', { class: 'soft', hidden: true }, w.none);
  let from = [undefined]; // where each page up to this one begins
  let next;
  const newer = el('button', { type: 'button', onclick: () => { from.pop(); view.refresh(); } }, w.newer);
  const older = el('button', { type: 'button', onclick: () => { from.push(next); view.refresh(); } }, w.older);
  const view = {
    async refresh() {
      const begin = from.at(-1);
      const answer = await get(`/board/orders?${query({ search: search.value.trim(), state: state.value, before: begin })}`);
      if (begin !== from.at(-1)) return;
      next = answer.next;
      keyed(body, answer.orders, (order) => order.id, (row, order) => show(row, order, w));
      none.hidden = answer.orders.length > 0;
      newer.disabled = from.length === 1;
      older.disabled = next === undefined;
    },
  };
  const find = (event) => { event?.preventDefault(); from = [undefined]; view.refresh(); };
  main.append(
    el('form', { class: 'search', role: 'search', onsubmit: find },
      el('label', {}, w.search, search), el('label', {}, w.state, state), el('button', { class: 'primary' }, w.find)),
    table(w.orders, [w.order, w.number, w.state, w.progress, [w.pieces, 'number'], w.accepted, w.wanted, w.changed], body),
    none, el('p', { class: 'pager' }, newer, older));
  state.addEventListener('change', find);
  return view;
}

function show(row, order, w) {
  row.replaceChildren(
    cell(el('a', { href: `#order/${order.id}` }, order.id)), cell(order.externalId), cell(w.ofState(order.state), tone(order.state)),
    cell(el('progress', { max: order.quantity, value: order.finished, 'aria-label': `${w.progress} ${order.id}` })),
    cell(`${order.finished} / ${order.quantity}`, 'number'), cell(time(order.acceptedAt)),
    cell(order.requestedBy ? time(order.requestedBy) : ''), cell(time(order.changedAt)));
}

export function tone(state) {
  if (['Completed', 'Ended', 'Good', 'active', 'Delivered'].includes(state)) return 'good';
  if (['Failed', 'Quarantined', 'Aborted', 'Scrapped', 'stopped', 'GivenUp'].includes(state)) return 'bad';
  return ['Held', 'PartiallyCompleted', 'InDoubt', 'NotMade', 'failing'].includes(state) ? 'warn' : '';
}
