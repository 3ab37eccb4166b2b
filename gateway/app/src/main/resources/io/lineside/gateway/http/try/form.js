// Builds one control for one option from its JSON Schema, and reads the value back. Knows no product.
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, '');
    else if (value !== false && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

const choices = schema => schema.oneOf ?? (schema.enum ?? []).map(value => ({ const: value, title: value }));

function pick(id, schema, optional, words) {
  const options = choices(schema);
  const swatches = options.some(option => option['x-colour']);
  if (options.length > 6 && !swatches) return list(id, options, schema, optional, words);
  const group = element('div', { class: 'control', role: 'radiogroup', id, 'aria-labelledby': `${id}-label` });
  const all = optional ? [{ const: '', title: words.none }, ...options] : options;
  all.forEach((option, i) => {
    const input = element('input', { type: 'radio', name: id, value: option.const, checked: (schema.default ?? (optional ? '' : undefined)) === option.const });
    const dot = element('span', { class: 'swatch', 'aria-hidden': 'true' });
    if (option['x-colour']) dot.style.setProperty('background', option['x-colour']);
    group.append(element('label', {}, input, ...(option['x-colour'] ? [dot] : []), option.title ?? option.const));
  });
  const of = value => [...group.querySelectorAll('input')].find(input => input.value === value);
  return { node: group, read: () => group.querySelector('input:checked')?.value || undefined,
    write: value => { group.querySelectorAll('input').forEach(input => { input.checked = false; }); const input = of(value ?? ''); if (input) input.checked = true; } };
}

function list(id, options, schema, optional, words) {
  const select = element('select', { id }, element('option', { value: '' }, optional ? words.none : words.chosen),
    ...options.map(option => element('option', { value: option.const, selected: option.const === schema.default }, option.title)));
  return { node: element('div', { class: 'control' }, select), read: () => select.value || undefined, write: value => { select.value = value ?? ''; } };
}

function number(input) {
  return input.value.trim() === '' ? undefined : Number(input.value);
}

function numeric(id, schema) {
  const input = element('input', { type: 'number', id, min: schema.minimum, max: schema.maximum,
    step: schema.multipleOf ?? (schema.type === 'integer' ? 1 : 'any'), value: schema.default, inputmode: 'decimal' });
  return { node: element('div', { class: 'control' }, input), read: () => number(input), write: value => { input.value = value ?? ''; } };
}

function dimension(id, schema) {
  const [plain, measured] = schema.anyOf;
  const units = measured.properties.unit.enum;
  const input = element('input', { type: 'number', id, step: 'any', value: schema.default, inputmode: 'decimal' });
  const unit = element('select', { class: 'unit', 'aria-label': schema.title },
    ...units.map(name => element('option', { value: name, selected: name === schema['x-unit'] }, name)));
  const hint = element('span', { class: 'hint' }, `${plain.minimum} – ${plain.maximum} ${schema['x-symbol']}`);
  return { node: element('div', { class: 'control' }, input, unit, hint),
    read: () => number(input) === undefined ? undefined : unit.value === schema['x-unit'] ? number(input) : { value: number(input), unit: unit.value },
    write: value => { const whole = value !== null && typeof value === 'object'; input.value = (whole ? value.value : value) ?? ''; unit.value = whole ? value.unit : schema['x-unit']; } };
}

function flag(id, schema, optional) {
  const input = element('input', { type: 'checkbox', id, checked: schema.default === true });
  let touched = !optional;
  input.addEventListener('change', () => { touched = true; });
  return { node: element('div', { class: 'control' }, input), read: () => touched ? input.checked : undefined,
    write: value => { touched = !optional || value !== undefined; input.checked = value === true; } };
}

function text(id, schema) {
  const input = element('input', { type: 'text', id, maxlength: schema.maxLength, value: schema.default });
  return { node: element('div', { class: 'control' }, input), read: () => input.value === '' ? undefined : input.value, write: value => { input.value = value ?? ''; } };
}

function colour(id, schema, optional, words) {
  const input = element('input', { type: 'color', id, value: schema.default ?? '#808080' });
  const set = element('input', { type: 'checkbox', checked: !optional || schema.default !== undefined });
  input.addEventListener('input', () => { set.checked = true; });
  return { node: element('div', { class: 'control' }, input, ...(optional ? [element('label', {}, set, words.set)] : [])),
    read: () => set.checked ? input.value : undefined, write: value => { set.checked = value !== undefined; input.value = value ?? '#808080'; } };
}

function file(id, schema, words) {
  const parts = Object.entries(schema.properties).map(([name, part]) => {
    const input = part.enum
      ? element('select', { 'aria-label': words[name] }, ...part.enum.map(value => element('option', { value }, value)))
      : element('input', { type: part.type === 'integer' ? 'number' : 'text', 'aria-label': words[name], placeholder: words[name] });
    return [name, input];
  });
  const inputs = Object.fromEntries(parts);
  parts[0][1].id = id;
  return { node: element('div', { class: 'control' }, ...parts.map(part => part[1])),
    read: () => inputs.url.value === '' && inputs.sha256.value === '' && inputs.size.value === '' ? undefined
      : Object.fromEntries(parts.map(([name, input]) => [name, name === 'size' ? Number(input.value) : input.value])),
    write: value => parts.forEach(([name, input]) => { input.value = value?.[name] ?? (input.options?.[0].value ?? ''); }) };
}

export function control(id, schema, optional, words) {
  if (schema.anyOf) return dimension(id, schema);
  if (schema.oneOf || schema.enum) return pick(id, schema, optional, words);
  if (schema['x-control'] === 'colour') return colour(id, schema, optional, words);
  if (schema['x-control'] === 'file') return file(id, schema, words);
  if (schema.type === 'boolean') return flag(id, schema, optional);
  return schema.type === 'string' ? text(id, schema) : numeric(id, schema);
}
