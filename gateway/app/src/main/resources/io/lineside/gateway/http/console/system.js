// The way of an order through the routes with what passes there now, the site's files, and the store.
import { el, keyed, time } from './dom.js';
import { get, post } from './gateway.js';
import { fill } from './words.js';

// What stands where an order passes; routes of doors come and go with the site.
const WAY = ['intake', 'plan', 'dispatch', 'progress', 'updates'];
// What is told of every line is not asked for each second.
const HEALTH = 9_000;

export function open(main, w) {
  const way = el('ol', { class: 'way', 'aria-label': w.routes });
  const aside = el('ul', { class: 'aside' });
  const store = el('section', { class: 'card' });
  const site = el('div', {});
  const said = el('p', { role: 'status' });
  const rates = counter();
  let health;
  let asked = -HEALTH;
  const view = {
    async refresh() {
      if (performance.now() - asked > HEALTH) {
        asked = performance.now();
        health = await get('/health');
      }
      const [traffic, files] = await Promise.all([get('/board/routes'), get('/site')]);
      const routes = rates(traffic.routes);
      const links = Object.values(health.lines);
      keyed(way, stations(routes, links, w), (station) => station.id, (place, station) => show(place, station, w));
      keyed(aside, routes.filter((route) => !WAY.includes(route.route) && !route.route.startsWith('door-')), (route) => route.route,
        (card, route) => card.replaceChildren(...box(route, w)));
      site.replaceChildren(...configuration(files, w));
      store.replaceChildren(
        el('p', { class: health.store.takesOrders ? 'good' : 'bad' }, health.store.takesOrders ? w.takes : w.closed),
        ...(health.store.freeBytes === undefined ? [] : [el('p', {}, `${w.free}: ${Math.round(health.store.freeBytes / 1e6)} ${w.MB}`)]),
        el('p', {}, `${w.backup}: `, health.store.lastBackup ? time(health.store.lastBackup) : w.never),
        ...(health.store.warnings ?? []).map((warning) => el('p', { class: 'warn' }, warning)));
    },
  };
  const reload = async () => {
    try {
      const answer = await post('/site/reload');
      said.className = 'good';
      said.textContent = answer.changes.length === 0 ? w.unchanged : w.reloaded;
    } catch (refused) {
      said.className = 'bad';
      said.textContent = refused.message;
    }
    await view.refresh();
  };
  main.append(el('h2', {}, w.routes), way, aside, el('h2', {}, w.site),
    el('section', { class: 'card' }, site, said, el('button', { type: 'button', onclick: reload }, w.reload)),
    el('h2', {}, w.store), store);
  return view;
}

// Adds to each route how many passed in a second since the look before.
function counter() {
  let before = new Map();
  let at = 0;
  return (routes) => {
    const now = performance.now();
    const seconds = (now - at) / 1000;
    const rated = routes.map((route) => {
      const done = route.completed + route.failed;
      const was = before.get(route.route);
      return { ...route, rate: was === undefined || seconds <= 0 ? 0 : Math.round((10 * (done - was)) / seconds) / 10 };
    });
    before = new Map(routes.map((route) => [route.route, route.completed + route.failed]));
    at = now;
    return rated;
  };
}

// Where orders come from, the routes in their order, and the lines between the sending and the reporting.
function stations(routes, links, w) {
  const named = (id) => routes.filter((route) => route.route === id);
  const doors = routes.filter((route) => route.route.startsWith('door-'));
  const outward = (route) => route.route.endsWith('.events') || route.from.startsWith('timer:');
  const told = doors.filter(outward);
  const connected = links.filter((link) => link.connected).length;
  const lines = { id: 'lines', title: w.theLines, text: fill(w.ofLines, { n: connected, m: links.length }), bad: connected < links.length };
  const steps = WAY.flatMap((id) => [...named(id).map((route) => ({ id, routes: [route] })), ...(id === 'dispatch' ? [lines] : [])]);
  return [{ id: 'platforms', title: w.platforms, routes: doors.filter((route) => !outward(route)) }, ...steps,
    ...(told.length > 0 ? [{ id: 'told', title: w.told, routes: told }] : [])];
}

function show(place, station, w) {
  place.replaceChildren(
    ...(station.title ? [el('h3', {}, station.title)] : []),
    ...(station.text ? [el('p', { class: station.bad ? 'bad' : 'good' }, station.text)] : []),
    ...(station.routes ?? []).flatMap((route) => box(route, w)));
}

// What a timer starts passes whether there was anything to do or not: only what failed says something.
function box(route, w) {
  const failed = el('span', { class: route.failed > 0 ? 'bad' : '' }, `${w.failed} ${route.failed}`);
  const head = [el('h3', {}, route.route), el('p', { class: 'soft' }, route.description)];
  if (route.from.startsWith('timer:')) return [...head, el('p', {}, failed)];
  return [...head, el('p', { class: 'flow' }, el('b', {}, `${route.rate}`), w.perSecond),
    el('p', {}, `${w.passed} ${route.completed} · ${w.inFlight} ${route.inFlight} · `, failed)];
}

function configuration(files, w) {
  const { holds, last } = files;
  const outcomes = { applied: w.applied, unchanged: w.unchanged, refused: w.refusedFiles };
  return [
    el('p', {}, `${w.inForce}: `, time(files.since), ' · ', files.folder),
    el('p', {}, fill(w.holds, { l: holds.lines, p: holds.products, d: holds.doors, m: holds.mappings })),
    el('p', {}, fill(w.changesSince, { n: files.applied, m: files.timesRefused })),
    last === undefined ? el('p', { class: 'soft' }, w.noReload)
      : el('p', {}, `${w.lastReload}: `, time(last.at), ' · ', el('b', { class: last.outcome === 'refused' ? 'bad' : 'good' }, outcomes[last.outcome]), ` · ${last.who}`),
    ...(last?.changes.length > 0 ? [el('ul', {}, ...last.changes.map((change) => el('li', {}, change)))] : []),
    ...(files.leaving ? [el('p', { class: 'warn' }, `${w.leaving}: ${files.leaving.join(', ')}`)] : []),
    ...(files.refused ? [el('p', { class: 'bad' }, `${w.refusedSite}: `, time(files.refused.since)),
      ...files.refused.errors.map((error) => el('p', { class: 'bad' }, `${error.file}:${error.line}:${error.column} ${error.path}: ${error.detail}`))] : [])];
}
