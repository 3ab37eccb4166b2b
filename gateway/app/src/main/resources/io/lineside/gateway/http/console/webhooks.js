// Who is told what happens, how that goes, and what can be done about it.
import { cell, el, keyed, table, time } from './dom.js';
import { get, post } from './gateway.js';
import { tone } from './orders.js';

export function open(main, w) {
  const none = el('p', { class: 'soft', hidden: true }, w.noWebhooks);
  const said = el('p', { role: 'status' });
  const receivers = el('div', { 'data-child': 'section' });
  main.append(el('h2', {}, w.webhooks), said, none, receivers);
  const view = {
    async refresh() {
      const { webhooks } = await get('/webhooks');
      none.hidden = webhooks.length > 0;
      keyed(receivers, webhooks, name, (card, webhook) => show(card, webhook, act, w));
    },
  };
  const act = async (webhook, deed, body) => {
    try {
      const answer = await post(`${path(webhook)}/${deed}`, body);
      said.className = answer.outcome && answer.outcome !== 'Delivered' ? 'bad' : 'good';
      said.textContent = [name(webhook), answer.outcome ? `${w.tested}: ${w[answer.outcome]}` : w.done, answer.status, answer.detail].filter(Boolean).join(' · ');
    } catch (refused) {
      said.className = 'bad';
      said.textContent = `${name(webhook)}: ${refused.message}`;
    }
    await view.refresh();
  };
  return view;
}

const name = (webhook) => `${webhook.tenant}/${webhook.id}`;
const path = (webhook) => `/webhooks/${encodeURIComponent(webhook.tenant)}/${encodeURIComponent(webhook.id)}`;

// What somebody types and has open stays while the facts above it change.
function show(card, webhook, act, w) {
  card.className = 'card';
  const facts = el('div', {},
    el('h3', {}, name(webhook), ' ', el('span', { class: tone(webhook.state) }, w[webhook.state])),
    el('p', { class: 'soft' }, webhook.url),
    el('dl', { class: 'facts' }, fact(w.backlog, webhook.waiting, webhook.waiting > 0 ? 'warn' : ''),
      fact(w.late, webhook.lateOrders.count, webhook.lateOrders.count > 0 ? 'warn' : ''), fact(w.position, webhook.cursor),
      fact(w.lastDelivered, webhook.lastDelivered ? time(webhook.lastDelivered) : w.never),
      ...(webhook.failingSince ? [fact(w.since, time(webhook.failingSince), 'bad')] : []),
      ...(webhook.nextAttempt ? [fact(w.nextAttempt, time(webhook.nextAttempt))] : [])),
    ...[webhook.stopped, webhook.lastFailure && `${w.lastFailure}: ${webhook.lastFailure}`].filter(Boolean).map((why) => el('p', { class: 'bad' }, why)),
    ...(webhook.state === 'stopped' ? [el('button', { type: 'button', class: 'primary', onclick: () => act(webhook, 'resume') }, w.resume)] : []));
  if (card.childElementCount > 0) card.firstElementChild.replaceWith(facts);
  else card.append(facts, deeds(webhook, act, w), log(webhook, w));
}

function deeds(webhook, act, w) {
  const since = el('input', { type: 'datetime-local', required: true });
  const again = (event) => {
    event.preventDefault();
    act(webhook, 'replay', { since: new Date(since.value).toISOString() });
  };
  return el('form', { class: 'decide', onsubmit: again }, el('label', {}, w.replaySince, since), el('button', {}, w.replay),
    el('button', { type: 'button', onclick: () => act(webhook, 'test') }, w.test));
}

function log(webhook, w) {
  const rows = el('tbody', {});
  const details = el('details', {}, el('summary', {}, w.deliveries),
    table(`${w.deliveries} ${name(webhook)}`, [w.at, w.event, w.order, [w.attempt, 'number'], w.outcome, w.answer, [w.milliseconds, 'number']], rows));
  details.addEventListener('toggle', async () => {
    if (!details.open) return;
    const { deliveries } = await get(`${path(webhook)}/deliveries?limit=20`);
    rows.replaceChildren(...deliveries.map((one) => el('tr', {}, cell(time(one.at)), cell(one.type),
      cell(one.order ? el('a', { href: `#order/${one.order}` }, one.order) : ''), cell(one.attempt, 'number'), cell(w[one.outcome], tone(one.outcome)),
      cell([one.status, one.detail].filter(Boolean).join(' ')), cell(one.milliseconds, 'number'))));
  });
  return details;
}

function fact(name, value, tone = '') {
  return el('div', {}, el('dt', {}, name), el('dd', { class: tone }, value instanceof Node ? value : String(value)));
}
