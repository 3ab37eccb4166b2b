// The way of an order through the routes, the store, and every link in its own words.
import { el, keyed, time } from './dom.js';
import { get } from './gateway.js';

export function open(main, w) {
  const routes = el('ul', { class: 'routes' });
  const store = el('section', { class: 'card' });
  const links = el('tbody', { 'data-child': 'tr' });
  const site = el('section', { class: 'card' });
  const told = el('section', { class: 'card', hidden: '' }, el('h3', {}, w.webhooks));
  const receivers = el('ul', {});
  told.append(receivers);
  main.append(told, el('h2', {}, w.routes), routes, el('h2', {}, w.site), site, el('h2', {}, w.store), store, el('h2', {}, w.links),
    el('div', { class: 'scroll' }, el('table', {}, el('thead', {}, el('tr', {},
      ...[w.line, w.state, w.detail, w.warnings, w.contact].map((name) => el('th', { scope: 'col' }, name)))), links)));
  return {
    async refresh() {
      const [traffic, health, files] = await Promise.all([get('/board/routes'), get('/health'), get('/site')]);
      keyed(routes, inOrder(traffic.routes), (route) => route.route, (card, route) => {
        card.className = route.route === 'feasibility' ? 'card aside' : 'card';
        card.replaceChildren(el('h3', {}, route.route), el('p', { class: 'soft' }, route.description),
          el('p', {}, `${w.passed} ${route.completed} · ${w.inFlight} ${route.inFlight} · `,
            el('span', { class: route.failed > 0 ? 'bad' : '' }, `${w.failed} ${route.failed}`)));
      });
      site.replaceChildren(el('p', {}, `${w.inForce}: `, time(files.since)), ...refused(files.refused, w));
      store.replaceChildren(
        el('p', { class: health.store.takesOrders ? 'good' : 'bad' }, health.store.takesOrders ? w.takes : w.closed),
        el('p', {}, `${w.free}: ${Math.round((health.store.freeBytes ?? 0) / 1e6)} ${w.bytes}`),
        el('p', {}, `${w.backup}: `, health.store.lastBackup ? time(health.store.lastBackup) : w.never),
        ...(health.store.warnings ?? []).map((warning) => el('p', { class: 'warn' }, warning)));
      const troubled = Object.entries(health.webhooks ?? {});
      told.hidden = troubled.length === 0;
      keyed(receivers, troubled, ([name]) => name, (row, [name, webhook]) => row.replaceChildren(
        el('strong', {}, name), ` ${webhook.state} · `, el('span', { class: 'bad' }, webhook.detail),
        ` · ${webhook.lateOrders ?? 0} ${w.late}`, ...(webhook.since ? [` · ${w.since} `, time(webhook.since)] : [])));
      const rows = Object.entries(health.lines).map(([line, link]) => ({ line, ...link }));
      keyed(links, rows, (row) => row.line, (row, link) => row.replaceChildren(
        el('th', { scope: 'row' }, link.line),
        el('td', { class: link.connected ? 'good' : 'bad' }, link.connected ? w.connected : w.notConnected),
        el('td', {}, link.detail), el('td', { class: 'warn' }, (link.warnings ?? []).join(' · ')),
        el('td', {}, link.lastContact ? time(link.lastContact) : w.never)));
    },
  };
}

// As an order passes them; what only answers a question comes last.
function inOrder(routes) {
  const way = ['intake', 'plan', 'dispatch', 'progress', 'updates'];
  const place = (route) => (way.includes(route.route) ? way.indexOf(route.route) : way.length);
  return [...routes].sort((a, b) => place(a) - place(b));
}

function refused(site, w) {
  if (site === undefined) return [];
  return [el('p', { class: 'bad' }, `${w.refusedSite}: `, time(site.since)),
    ...site.errors.map((error) => el('p', { class: 'bad' }, `${error.file}:${error.line}:${error.column} ${error.path}: ${error.detail}`))];
}
