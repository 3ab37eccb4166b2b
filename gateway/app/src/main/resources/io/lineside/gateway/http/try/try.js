// Shows any product as a form: everything it knows of the product is the answer of /v1/products/{id}/options.
import { control, element } from './form.js';
import { words } from './words.js';

const BLOCKS = ['options', 'packaging', 'delivery', 'service'];
const product = decodeURIComponent(location.pathname.split('/')[2]);
const at = id => document.getElementById(id);
let language = location.hash.slice(1) || (navigator.language.startsWith('zh') ? 'zh' : 'en');
let schema;
let fields = new Map();
let quantity;
let asked = 0;
let timer;
let submission = crypto.randomUUID?.() ?? String(Math.random());

const call = (path, options = {}) => fetch(path, { ...options, headers: { 'Accept-Language': language, ...options.headers } });
const post = (path, body, headers = {}) => call(path, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers } });

async function start(item) {
  document.documentElement.lang = language;
  document.querySelectorAll('[data-language]').forEach(button => button.setAttribute('aria-pressed', button.dataset.language === language));
  const [options, list] = await Promise.all([call(`/v1/products/${encodeURIComponent(product)}/options`), call('/v1/products')]);
  schema = await options.json();
  document.title = schema.title;
  at('title').textContent = schema.title;
  at('products').replaceChildren(...(await list.json()).products.map(other => element('a',
    { href: `/try/${encodeURIComponent(other.id)}#${language}`, 'aria-current': other.id === product ? 'page' : false }, other.title)));
  build();
  if (item) write(item);
  check();
}

function build() {
  const say = words(language);
  fields = new Map();
  const sets = BLOCKS.filter(block => Object.keys(schema.properties[block].properties).length > 0).map(block => {
    const own = schema.properties[block];
    const rows = Object.entries(own.properties).map(([name, option]) => row(block, name, option, !own.required?.includes(name) && option.default === undefined));
    return element('fieldset', {}, element('legend', {}, say[block]), ...rows);
  });
  quantity = element('input', { type: 'number', id: 'quantity', min: 1, max: schema.properties.quantity.maximum, step: 1, value: quantity?.value ?? 1 });
  const pieces = element('div', { class: 'field' }, element('label', { for: 'quantity' }, say.quantity), element('div', { class: 'control' }, quantity));
  const fault = element('div', { class: 'fault', id: 'quantity-fault' });
  pieces.append(fault);
  at('form').replaceChildren(...sets, pieces, element('button', { class: 'primary', id: 'order', disabled: true }, say.order));
}

function row(block, name, option, optional) {
  const id = `${block}-${name}`;
  const made = control(id, option, optional, words(language));
  const fault = element('div', { class: 'fault', id: `${id}-fault` });
  fields.set(`${block}/${name}`, { ...made, block, name, fault });
  const label = made.node.getAttribute('role') === 'radiogroup' ? 'div' : 'label';
  const hint = option['x-personal'] ? element('span', { class: 'hint' }, ` (${words(language).personal})`) : '';
  return element('div', { class: 'field' }, element(label, { id: `${id}-label`, for: label === 'label' ? id : false }, option.title, hint), made.node, fault);
}

function read() {
  const item = { product: schema.properties.product.const, version: (schema.properties.version.enum ?? [schema.properties.version.const])[0],
    quantity: quantity.value.trim() === '' ? null : Number(quantity.value) };
  for (const field of fields.values()) {
    const value = field.read();
    if (value !== undefined) (item[field.block] ??= {})[field.name] = value;
  }
  return item;
}

function write(item) {
  quantity.value = item.quantity ?? '';
  for (const field of fields.values()) field.write(item[field.block]?.[field.name]);
}

async function check() {
  const number = ++asked;
  const item = read();
  preview(item);
  try {
    const answer = await post('/v1/feasibility', { items: [item] });
    const verdict = await answer.json();
    if (number === asked) show(verdict, item);
  } catch {
    if (number === asked) at('verdict').replaceChildren(element('p', { class: 'bad' }, words(language).again));
  }
}

function show(verdict, item) {
  const say = words(language);
  for (const [path, field] of [...fields, ['quantity', { fault: at('quantity-fault'), node: quantity }]]) {
    const causes = (verdict.causes ?? []).filter(cause => cause.pointer === `/items/0/${path}`);
    field.fault.textContent = causes.map(cause => cause.allowed ? `${cause.detail}: ${cause.allowed}` : cause.detail).join(' ');
    (field.node.querySelector?.('input, select') ?? field.node).setAttribute('aria-invalid', String(causes.length > 0));
  }
  at('order').disabled = !verdict.feasible;
  const parts = [element('p', { class: verdict.feasible ? 'good' : 'bad' }, verdict.feasible ? `✓ ${say.feasible}` : `✗ ${say.infeasible}`)];
  if (verdict.causes?.length) parts.push(element('ul', {}, ...verdict.causes.map(cause => element('li', {}, line(cause)))));
  if (verdict.warnings?.length) {
    parts.push(element('h2', { class: 'warn' }, say.warnings), element('ul', {}, ...verdict.warnings.map(cause => element('li', { class: 'warn' }, line(cause)))));
  }
  if (verdict.alternatives?.length) {
    parts.push(element('h2', {}, say.instead), element('ul', { class: 'plain' }, ...verdict.alternatives.map(offer)));
  }
  at('verdict').replaceChildren(...parts);
}

function line(cause) {
  const [, , , block, name] = cause.pointer.split('/');
  const title = schema.properties[block]?.properties?.[name]?.title ?? name;
  return title ? `${title}: ${cause.detail}` : cause.detail;
}

function offer(alternative) {
  const text = alternative.changes.map(change => {
    const [, , , block, name] = change.pointer.split('/');
    const option = schema.properties[block]?.properties?.[name];
    const title = option?.title ?? (block === 'quantity' ? words(language).quantity : name);
    return `${title}: ${'becomes' in change ? shown(option, change.becomes) : words(language).leave}`;
  }).join(', ');
  const button = element('button', { type: 'button' }, text);
  button.addEventListener('click', () => { write(alternative.item); check(); });
  return element('li', {}, button);
}

function shown(option, value) {
  const known = option?.oneOf?.find(choice => choice.const === value);
  return known?.title ?? (value === true ? '✓' : value === false ? '✗' : typeof value === 'object' ? Object.values(value).join(' ') : String(value));
}

function preview(item) {
  const image = at('preview');
  image.hidden = !schema['x-preview'];
  if (image.hidden) return;
  const query = new URLSearchParams();
  for (const block of BLOCKS) {
    for (const [name, value] of Object.entries(item[block] ?? {})) {
      if (typeof value !== 'object') query.set(block === 'options' ? name : `${block}.${name}`, value);
    }
  }
  const separator = schema['x-preview'].includes('?') ? '&' : '?';
  image.src = schema['x-preview'] + separator + query;
  image.alt = schema.title;
}

async function order(event) {
  event.preventDefault();
  const say = words(language);
  at('order').disabled = true;
  try {
    const answer = await post('/v1/orders', { items: [read()] }, { 'Idempotency-Key': submission });
    const body = await answer.json();
    at('receipt').replaceChildren(...(answer.status === 201
      ? [element('p', { class: 'good' }, `✓ ${say.placed}`), element('p', {}, element('a', { href: body.status }, `${say.follow}: ${body.id}`))]
      : [element('p', { class: 'bad' }, `✗ ${say.failed}: ${body.detail}`)]));
    if (answer.status < 500) submission = crypto.randomUUID?.() ?? String(Math.random());
  } catch {
    // The same key is sent again, so that no order is placed twice.
    at('receipt').replaceChildren(element('p', { class: 'bad' }, say.again));
  }
  check();
}

at('form').addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(check, 150); });
at('form').addEventListener('submit', order);
document.querySelectorAll('[data-language]').forEach(button => button.addEventListener('click', () => {
  language = button.dataset.language;
  history.replaceState(null, '', `#${language}`);
  start(read());
}));
start();
