// All orders, newest first, fifty at a time.
import { el, keyed, time } from './dom.js';
import { get } from './gateway.js';

const STATES = ['Accepted', 'Released', 'InProgress', 'Held', 'Quarantined', 'Completed', 'PartiallyCompleted', 'Cancelled', 'Failed'];

export function open(main, w) {
  let pages = 1;
  const search = el('input', { type: 'search', id: 'search', maxlength: 64, autocomplete: 'off' });
  const state = el('select', { id: 'state' }, el('option', { value: '' }, w.any), ...STATES.map((each) => el('option', {}, each)));
  const body = el('tbody', { 'data-child': 'tr' });
  const none = el('p', { class: 'soft', hidden: true }, w.none);
  const more = el('button', { type: 'button', hidden: true, onclick: () => { pages += 1; view.refresh(); } }, w.more);
  const view = {
    async refresh() {
      const rows = [];
      let next;
      for (let page = 0; page < pages && (page === 0 || next !== undefined); page += 1) {
        const asked = { search: search.value.trim(), state: state.value, before: next };
        const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
        const answer = await get(`/board/orders?${query}`);
        rows.push(...answer.orders);
        next = answer.next;
      }
      keyed(body, rows, (order) => order.id, (row, order) => row.replaceChildren(
        el('td', {}, el('a', { href: `#order/${order.id}` }, order.id)), el('td', {}, order.externalId ?? ''),
        el('td', { class: tone(order.state) }, order.state), el('td', { class: 'number' }, String(order.quantity)),
        el('td', {}, time(order.acceptedAt)), el('td', {}, time(order.changedAt))));
      none.hidden = rows.length > 0;
      more.hidden = next === undefined;
    },
  };
  const find = (event) => { event?.preventDefault(); pages = 1; view.refresh(); };
  main.append(
    el('form', { class: 'search', role: 'search', onsubmit: find },
      el('label', {}, w.search, search), el('label', {}, w.state, state), el('button', { class: 'primary' }, w.find)),
    el('div', { class: 'scroll' }, el('table', {}, el('thead', {}, el('tr', {},
      ...[w.order, w.number, w.state, w.pieces, w.accepted, w.changed].map((name) => el('th', { scope: 'col', class: name === w.pieces ? 'number' : undefined }, name)))), body)),
    none, el('p', {}, more));
  state.addEventListener('change', find);
  return view;
}

export function tone(state) {
  if (['Completed', 'Ended'].includes(state)) return 'good';
  if (['Failed', 'Quarantined', 'Aborted'].includes(state)) return 'bad';
  return ['Held', 'PartiallyCompleted', 'InDoubt'].includes(state) ? 'warn' : '';
}
