// The frame: which view is shown, in which language, and when it is brought up to date.
import { el } from './dom.js';
import { askWith, changes } from './gateway.js';
import { words } from './words.js';
import * as plant from './plant.js';
import * as orders from './orders.js';
import * as order from './order.js';
import * as desk from './desk.js';
import * as system from './system.js';

const VIEWS = { plant, orders, desk, system };
const main = document.getElementById('view');
const link = document.getElementById('link');
let language = localStorage.getItem('language') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');
let view;
let busy = false;
let again = false;

function show() {
  const [name, id] = decodeURIComponent(location.hash.slice(1)).split('/');
  const w = words(language);
  document.documentElement.lang = language;
  document.querySelectorAll('#languages button').forEach((button) => button.setAttribute('aria-pressed', button.dataset.language === language));
  const current = VIEWS[name] === undefined && name !== 'order' ? 'plant' : name;
  document.getElementById('views').replaceChildren(...Object.keys(VIEWS).map((each) =>
    el('a', { href: `#${each}`, 'aria-current': each === current || (each === 'orders' && current === 'order') ? 'page' : undefined }, w[each])));
  document.title = `${w[current] ?? id} – Lineside`;
  main.replaceChildren();
  view = current === 'order' ? order.open(main, w, id) : VIEWS[current].open(main, w);
  refresh();
}

// One refresh at a time; what changes meanwhile is seen by the one after it.
async function refresh() {
  if (busy) { again = true; return; }
  busy = true;
  try {
    await view.refresh();
  } catch (failure) {
    if (failure instanceof TypeError) linked(false);
    else main.querySelector('.failure')?.remove(), main.prepend(el('p', { class: 'failure bad', role: 'alert' }, failure.message));
  } finally {
    busy = false;
    if (again) { again = false; refresh(); }
  }
}

function linked(up) {
  const w = words(language);
  link.className = up ? 'good' : 'bad';
  link.textContent = up ? `● ${w.live}` : w.away;
}

// One form however many requests wait for the token.
let asked;
function askForToken(wrong) {
  asked ??= new Promise((given) => {
    const w = words(language);
    const input = el('input', { type: 'password', id: 'token', autocomplete: 'off', required: true });
    const form = el('form', { id: 'ask', class: 'card' }, el('p', { role: 'status' }, wrong ? w.wrongToken : w.needsToken),
      el('label', { for: 'token' }, w.token), input, el('button', { type: 'submit' }, w.enter));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      form.remove();
      asked = undefined;
      given(input.value.trim());
    });
    main.before(form);
    input.focus();
  });
  return asked;
}

document.getElementById('languages').addEventListener('click', (event) => {
  language = event.target.dataset.language ?? language;
  localStorage.setItem('language', language);
  show();
});
addEventListener('hashchange', () => { show(); main.focus(); });
askWith(askForToken);
show();
changes(refresh, linked);
setInterval(refresh, 10_000); // ages and links change without anything being kept
