// One order: what it is, how far it and each piece of it is, and all that happened to it.
import { cell, el, table, time } from './dom.js';
import { get, text } from './gateway.js';
import { pieces } from './pieces.js';
import { tone } from './orders.js';

const RECENT = 200;
const PAGE = 500;

export function open(main, w, { id }) {
  const path = `/board/orders/${encodeURIComponent(id)}`;
  const head = el('section', { class: 'card' });
  const items = el('div', {});
  const events = el('ol', { class: 'time' });
  const story = el('pre', {});
  const told = el('details', { class: 'card' }, el('summary', {}, w.story), story);
  const units = pieces(path, w);
  const earlier = el('button', { type: 'button', hidden: true }, w.earlier);
  let first = 0;
  let last;
  let revision;
  const tell = async () => { story.textContent = await text(`/orders/${encodeURIComponent(id)}/explain`); };
  told.addEventListener('toggle', () => { if (told.open) tell(); });
  earlier.addEventListener('click', async () => {
    const from = Math.max(0, first - RECENT);
    const answer = await get(`${path}/events?after=${from}`);
    const before = answer.events.filter((event) => event.seq <= first);
    events.prepend(...before.map((event) => happened(event, w)));
    first = from;
    earlier.hidden = first === 0;
  });
  main.append(head, items, units.element, told, el('section', { class: 'card' }, el('h2', {}, w.timeline), earlier, events));
  return {
    async refresh() {
      const order = await get(path);
      if (order.revision === revision) return;
      revision = order.revision;
      if (last === undefined) {
        first = Math.max(0, revision - RECENT);
        last = first;
        earlier.hidden = first === 0;
      }
      head.replaceChildren(...summary(order, w));
      items.replaceChildren(...order.items.map((item) => card(item, w)));
      for (let more = true; more;) {
        const answer = await get(`${path}/events?after=${last}`);
        events.append(...answer.events.map((event) => happened(event, w)));
        last = answer.events.at(-1)?.seq ?? last;
        more = answer.events.length === PAGE;
      }
      await units.refresh();
      if (told.open) await tell();
    },
  };
}

function summary(order, w) {
  const { progress } = order;
  return [
    el('h2', {}, order.id, ' ', el('span', { class: tone(order.state) }, w.ofState(order.state))),
    ...(order.externalId ? [el('p', {}, `${w.number}: ${order.externalId}`)] : []),
    el('p', {}, `${w.accepted}: `, time(order.acceptedAt), ...(order.requestedBy ? [` · ${w.wanted}: `, time(order.requestedBy)] : []),
      ` · ${w.pieces}: ${progress.finished} / ${progress.ordered}`, progress.scrap > 0 ? ` · ${w.scrap}: ${progress.scrap}` : ''),
    ...(order.reason ? [el('p', { class: 'warn' }, order.reason)] : []),
    // Scrap that was made again is no missing piece.
    el('progress', { max: 100, value: order.state === 'Completed' ? 100 : progress.percent, 'aria-label': w.progress })];
}

function card(item, w) {
  const options = Object.entries(item.options).map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`);
  const title = `${w.item} ${item.number}: ${item.product} ${item.version}, ${item.finished} / ${item.quantity}`;
  return el('section', { class: 'card' }, el('h3', {}, title), el('p', { class: 'soft' }, options.join(' · ')),
    table(title, [w.operation, w.line, w.state, [w.pieces, 'number'], [w.good, 'number'], [w.scrap, 'number'], w.reason],
      el('tbody', {}, ...item.operations.map((each) => el('tr', {},
        el('td', { title: each.jobOrder }, each.operation), cell(each.line, 'id'), cell(w.ofState(each.state), tone(each.state)),
        cell(each.quantity, 'number'), cell(each.good, 'number'), cell(each.scrap, 'number'), cell(each.reason))))));
}

function happened(event, w) {
  const data = event.data;
  const where = [data.operation, data.line].filter(Boolean).join(' @ ');
  const counts = data.quantity === undefined || data.good === undefined ? '' : `${data.good}/${data.quantity}`;
  const state = data.to ?? data.phase;
  const more = [where, counts, state && w.ofState(state), data.reason].filter(Boolean).join(' · ');
  return el('li', {}, time(event.at), el('div', {}, el('b', { title: event.type }, w.ofEvent(event.type)), ' ', more));
}
