const LOCALES = { en: 'en-GB', zh: 'zh-CN' };

// Builds elements. Text is always set as text: nothing from an order or a line is ever markup.
export function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null));
  return element;
}

// Brings a list up to date with as little change as possible, so that focus and scroll position stay.
export function keyed(parent, rows, key, fill) {
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let place = parent.firstElementChild;
  for (const row of rows) {
    const id = key(row);
    let child = old.get(id);
    if (child === undefined) {
      child = el(parent.dataset.child ?? 'li');
      child.dataset.key = id;
    }
    old.delete(id);
    const text = JSON.stringify(row);
    if (child.dataset.row !== text) {
      child.dataset.row = text;
      fill(child, row);
    }
    if (child === place) place = place.nextElementSibling;
    else parent.insertBefore(child, place);
  }
  old.forEach((child) => child.remove());
}

// A table that may be wider than its place: it is moved by keyboard too. A heading is its text, or its text and a class.
export function table(name, headings, body) {
  return el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': name },
    el('table', {}, el('thead', {}, el('tr', {}, ...headings.map((heading) => {
      const [text, type] = [heading].flat();
      return el('th', { scope: 'col', class: type }, text);
    }))), body));
}

export function cell(value, type) {
  return el('td', { class: type }, value instanceof Node ? value : String(value ?? ''));
}

// Two buttons around where one is.
export function pager(w, turn) {
  const back = el('button', { type: 'button', onclick: () => turn(-1) }, w.before);
  const next = el('button', { type: 'button', onclick: () => turn(1) }, w.after);
  const place = el('span', { role: 'status' });
  const all = el('p', { class: 'pager', hidden: true }, back, place, next);
  return {
    element: all,
    show(page, pages, text) {
      all.hidden = pages < 2;
      back.disabled = page <= 1;
      next.disabled = page >= pages;
      place.textContent = text;
    },
  };
}

export function time(iso) {
  const at = new Date(iso);
  return el('time', { datetime: iso, title: iso }, at.toLocaleString(LOCALES[document.documentElement.lang], { dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' }));
}

export function ago(iso, words, now = Date.now()) {
  const seconds = Math.max(0, Math.round((now - Date.parse(iso)) / 1000));
  if (seconds < 30) return words.now;
  if (seconds < 90) return `${seconds} ${words.s}`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} ${words.min}`;
  return seconds < 172800 ? `${Math.round(seconds / 3600)} ${words.h}` : `${Math.round(seconds / 86400)} ${words.d}`;
}
