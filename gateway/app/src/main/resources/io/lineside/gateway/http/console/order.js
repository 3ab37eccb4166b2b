// One order: what it is, how far it is, and all that happened to it.
import { el, time } from './dom.js';
import { get, text } from './gateway.js';
import { tone } from './orders.js';

export function open(main, w, id) {
  const head = el('section', { class: 'card' });
  const items = el('div', {});
  const events = el('ol', { class: 'time' });
  const story = el('pre', {});
  const told = el('details', { class: 'card' }, el('summary', {}, w.story), story);
  let seq = 0;
  let revision;
  told.addEventListener('toggle', () => { if (told.open) tell(); });
  const tell = async () => { story.textContent = await text(`/orders/${encodeURIComponent(id)}/explain`); };
  main.append(head, items, told, el('section', { class: 'card' }, el('h2', {}, w.timeline), events));
  return {
    async refresh() {
      const order = await get(`/board/orders/${encodeURIComponent(id)}`);
      if (order.revision === revision) return;
      revision = order.revision;
      head.replaceChildren(
        el('h2', {}, order.id, ' ', el('span', { class: tone(order.state) }, order.state)),
        el('p', {}, order.externalId ? `${w.number}: ${order.externalId}` : ''),
        el('p', {}, `${w.accepted}: `, time(order.acceptedAt), ` · ${w.pieces}: ${order.progress.finished} / ${order.progress.ordered}`,
          order.progress.scrap > 0 ? ` · ${w.scrap}: ${order.progress.scrap}` : ''),
        el('progress', { max: 100, value: order.progress.percent, 'aria-label': w.progress }));
      items.replaceChildren(...order.items.map((item) => card(item, w)));
      for (let more = true; more;) {
        const answer = await get(`/board/orders/${encodeURIComponent(id)}/events?after=${seq}`);
        answer.events.forEach((event) => events.append(happened(event)));
        seq = answer.events.at(-1)?.seq ?? seq;
        more = answer.events.length === 500;
      }
      if (told.open) await tell();
    },
  };
}

function card(item, w) {
  const options = Object.entries(item.options).map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`);
  return el('section', { class: 'card' },
    el('h3', {}, `${w.item} ${item.number}: ${item.product} ${item.version}, ${item.finished} / ${item.quantity}`),
    el('p', { class: 'soft' }, options.join(' · ')),
    el('div', { class: 'scroll' }, el('table', {}, el('thead', {}, el('tr', {},
      ...[w.operation, w.line, w.state].map((name) => el('th', { scope: 'col' }, name)),
      ...[w.pieces, w.good, w.scrap].map((name) => el('th', { scope: 'col', class: 'number' }, name)), el('th', { scope: 'col' }, w.reason))),
      el('tbody', {}, ...item.operations.map((each) => el('tr', {},
        el('td', { title: each.jobOrder }, each.operation), el('td', {}, each.line), el('td', { class: tone(each.state) }, each.state),
        el('td', { class: 'number' }, String(each.quantity)), el('td', { class: 'number' }, String(each.good)),
        el('td', { class: 'number' }, String(each.scrap)), el('td', {}, each.reason ?? '')))))));
}

function happened(event) {
  const data = event.data;
  const where = [data.operation, data.line].filter(Boolean).join(' @ ');
  const counts = data.quantity === undefined || data.good === undefined ? '' : `${data.good}/${data.quantity}`;
  const more = [where, counts, data.to ?? data.phase, data.reason].filter(Boolean).join(' · ');
  return el('li', {}, time(event.at), el('div', {}, el('b', {}, event.type), ' ', more));
}
