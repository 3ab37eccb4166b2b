// What waits for a person: the evidence, and the decision.
import { el, keyed, time } from './dom.js';
import { get, post } from './gateway.js';
import { tone } from './orders.js';
import { fill as filled } from './words.js';

// More at once help nobody, and cost every browser.
const PAGE = 50;
const DECISIONS = ['made', 'not-made', 'move', 'retry', 'cancel'];

export function open(main, w, { id: line = '' }) {
  const choice = el('select', { onchange: () => { location.hash = choice.value ? `desk/${choice.value}` : 'desk'; } });
  const lines = el('form', { class: 'search' }, labelled(w.line, choice));
  const nothing = el('p', { class: 'good', hidden: true }, w.nothing);
  const said = el('p', { role: 'status' });
  const jobs = el('div', { 'data-child': 'section' });
  const dead = el('div', {});
  const rest = el('p', { class: 'warn', hidden: true });
  let most = PAGE;
  const more = el('button', { type: 'button', hidden: true, onclick: () => { most += PAGE; view.refresh(); } }, w.more);
  main.append(el('h2', {}, w.desk), lines, said, nothing, rest, jobs, el('p', {}, more), dead);
  const view = {
    async refresh() {
      const stuck = await get(`/jobs?stuck=true${line && `&line=${encodeURIComponent(line)}`}`);
      nothing.hidden = stuck.jobs.length + stuck.deadReports.length > 0;
      const all = offer(choice, stuck.lines, line, w);
      const rows = stuck.jobs.slice(0, most).map(({ ageSeconds, ...job }) => job); // its age alone must not rebuild what somebody types in
      rest.hidden = all <= rows.length;
      rest.textContent = filled(w.newStuck, { n: all, m: rows.length });
      more.hidden = rows.length === stuck.jobs.length;
      keyed(jobs, rows, (job) => job.jobOrder, (card, job) => fill(card, job, w, said, view));
      dead.replaceChildren(...(stuck.deadReports.length === 0 ? [] : [el('h3', {}, w.dead)]),
        ...stuck.deadReports.slice(0, PAGE).map((report) => el('section', { class: 'card' },
          el('p', {}, el('b', {}, `${report.line} · ${report.jobOrder}`), ` × ${report.times} `, time(report.lastAt)),
          el('p', { class: 'bad' }, report.reason), el('pre', {}, report.report))));
    },
  };
  return view;
}

// The lines that have such jobs, and how many; returns how many jobs the line that is looked at has, or all lines.
function offer(choice, lines, line, w) {
  const rows = [{ line: '', jobs: lines.reduce((sum, each) => sum + each.jobs, 0) }, ...lines];
  if (!rows.some((each) => each.line === line)) rows.push({ line, jobs: 0 });
  const text = JSON.stringify(rows);
  if (choice.dataset.rows !== text) { // a list that is open must not be closed by what has not changed
    choice.dataset.rows = text;
    choice.replaceChildren(...rows.map((each) => el('option', { value: each.line, selected: each.line === line }, `${each.line || w.allLines} (${each.jobs})`)));
  }
  return rows.find((each) => each.line === line).jobs;
}

function fill(card, job, w, said, view) {
  card.className = 'card';
  const evidence = el('div', {});
  const details = el('details', {}, el('summary', {}, w.evidence), evidence);
  details.addEventListener('toggle', async () => {
    if (details.open) evidence.replaceChildren(...shown(await get(`/jobs/${encodeURIComponent(job.jobOrder)}`), w));
  });
  card.replaceChildren(
    el('h3', {}, el('span', { class: tone(job.state) }, w.ofState(job.state)), ` ${job.jobOrder}`),
    el('p', {}, `${job.operation} @ ${job.line} · ${w.good} ${job.good} / ${job.quantity} · ${w.since} `, time(job.since), ' · ',
      el('a', { href: `#order/${job.order}` }, w.order), job.overdue ? el('b', { class: 'warn' }, ` ${w.overdue}`) : ''),
    ...(job.reason ? [el('p', { class: 'warn' }, job.reason)] : []),
    details, ...(['Held', 'Quarantined', 'InDoubt'].includes(job.state) ? [decide(job, w, said, view)] : []));
}

function shown(file, w) {
  const refusals = Object.entries(file.evidence.refusals).map(([line, reason]) => el('p', {}, `${w.refusals} ${line}: ${reason}`));
  return [
    el('p', {}, `${w.atTheLine}: ${file.evidence.atTheLine}`), ...refusals,
    el('ol', { class: 'time' }, ...file.events.map((event) => el('li', {}, time(event.at),
      el('div', {}, el('b', { title: event.type }, w.ofEvent(event.type)), ' ', [event.data.line, event.data.reason, ...Object.values(event.data.evidence ?? {})].filter(Boolean).join(' · '))))),
  ];
}

function decide(job, w, said, view) {
  const decision = el('select', {}, ...DECISIONS.map((each) => el('option', { value: each }, w[each])));
  const good = el('input', { type: 'number', min: 0, max: job.quantity, size: 5 });
  const scrap = el('input', { type: 'number', min: 0, max: job.quantity, size: 5 });
  const to = el('input', { size: 12 });
  const by = el('input', { required: true, size: 14, autocomplete: 'name' });
  const why = el('input', { required: true, size: 36 });
  const confirmed = el('input', { type: 'checkbox' });
  const parts = { made: [labelled(w.good, good), labelled(w.scrap, scrap)], move: [labelled(w.to, to)] };
  const fit = () => Object.entries(parts).forEach(([name, fields]) => fields.forEach((field) => { field.hidden = name !== decision.value; }));
  decision.addEventListener('change', fit);
  fit();
  const send = async (event) => {
    event.preventDefault();
    const body = { decision: decision.value, attempt: job.attempt, by: by.value, why: why.value };
    if (confirmed.checked) body.confirmed = true;
    if (decision.value === 'made') Object.assign(body, number('good', good), number('scrap', scrap));
    if (decision.value === 'move') body.line = to.value;
    try {
      const answer = await post(`/jobs/${encodeURIComponent(job.jobOrder)}/decisions`, body);
      said.className = 'good';
      said.textContent = `${job.jobOrder}: ${w.decided} ${w.ofState(answer.state)}`;
    } catch (refused) {
      said.className = 'bad';
      said.textContent = `${job.jobOrder}: ${refused.message}`;
    }
    await view.refresh();
  };
  return el('form', { class: 'decide', onsubmit: send }, labelled(w.decision, decision), ...parts.made, ...parts.move, labelled(w.by, by), labelled(w.why, why),
    el('label', { class: 'check' }, confirmed, w.confirmed), el('button', { class: 'primary' }, w.decide));
}

function number(name, input) {
  return input.value === '' ? {} : { [name]: Number(input.value) };
}

function labelled(name, control) {
  return el('label', {}, name, control);
}
