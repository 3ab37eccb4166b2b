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

export function time(iso) {
  const at = new Date(iso);
  return el('time', { datetime: iso, title: iso }, at.toLocaleString(document.documentElement.lang, { dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' }));
}

export function ago(iso, words) {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(iso)) / 1000));
  if (seconds < 90) return `${seconds} ${words.s}`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} ${words.min}`;
  return seconds < 172800 ? `${Math.round(seconds / 3600)} ${words.h}` : `${Math.round(seconds / 86400)} ${words.d}`;
}
