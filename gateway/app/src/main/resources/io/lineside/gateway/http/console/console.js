// The frame: which view is shown, in which language, and when it is brought up to date.
import { el } from './dom.js';
import { askWith, follow } from './gateway.js';
import { words } from './words.js';
import * as plant from './plant.js';
import * as board from './board.js';
import * as orders from './orders.js';
import * as order from './order.js';
import * as desk from './desk.js';
import * as links from './links.js';
import * as webhooks from './webhooks.js';
import * as system from './system.js';

const TABS = { plant, orders, desk, links, webhooks, system };
const VIEWS = { ...TABS, order, board };
const main = document.getElementById('view');
const link = document.getElementById('link');
let language = localStorage.getItem('language') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');
let view;
let leave = () => {};
let busy = false;
let again = false;

function show() {
  const [name, id] = decodeURIComponent(location.hash.slice(1)).split('/');
  const w = words(language);
  const current = VIEWS[name] === undefined ? 'plant' : name;
  document.documentElement.lang = language;
  document.body.className = current === 'board' ? 'wall' : '';
  document.querySelectorAll('#languages button').forEach((button) => button.setAttribute('aria-pressed', button.dataset.language === language));
  const tabs = document.getElementById('views');
  tabs.setAttribute('aria-label', w.views);
  document.getElementById('languages').setAttribute('aria-label', w.language);
  tabs.replaceChildren(...Object.keys(TABS).map((each) =>
    el('a', { href: `#${each}`, 'aria-current': each === current || (each === 'orders' && current === 'order') ? 'page' : undefined }, w[each])));
  document.title = `${w[current]}${id ? ` ${id}` : ''} – Lineside`;
  view?.close?.();
  main.replaceChildren();
  view = VIEWS[current].open(main, w, { id, listen });
  listen();
}

// One stream at a time, because a browser has few connections to one gateway: the view's own, or that something was kept.
function listen() {
  leave();
  leave = follow(view.stream?.() ?? '/board/changes', {
    linked,
    opened: refresh,
    heard: (event, data) => (event === 'changed' ? refresh() : view.heard?.(event, data)),
  });
}

// One refresh at a time; what changes meanwhile is seen by the one after it.
async function refresh() {
  if (busy) { again = true; return; }
  busy = true;
  try {
    await view.refresh();
    main.querySelector('.failure')?.remove();
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
setInterval(refresh, 10_000); // ages and links change without anything being kept
