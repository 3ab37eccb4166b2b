// Each piece of an order: what became of it, whether it was made again, and whether that is certain. Two hundred at a time.
import { el, keyed } from './dom.js';
import { get } from './gateway.js';
import { tone } from './orders.js';

const MARKS = { Good: '✓', Scrapped: '✗', NotMade: '–', Quarantined: '!', InProgress: '▸', Waiting: '·' };

export function pieces(path, w) {
  const counts = el('p', { class: 'legend' });
  const list = el('ol', { class: 'pieces' });
  let from = [undefined];
  let next;
  const before = el('button', { type: 'button', onclick: () => { from.pop(); show(); } }, w.before);
  const after = el('button', { type: 'button', onclick: () => { from.push(next); show(); } }, w.after);
  const turn = el('p', { class: 'pager', hidden: true }, before, after);
  const all = el('details', { class: 'card', open: true }, el('summary', {}, w.eachPiece), counts, list, turn);
  all.addEventListener('toggle', show);

  async function show() {
    if (!all.open) return;
    const begin = from.at(-1);
    const answer = await get(`${path}/pieces${begin ? `?cursor=${begin}` : ''}`);
    if (begin !== from.at(-1)) return;
    next = answer.next;
    counts.replaceChildren(...legend(answer.counts, w));
    keyed(list, answer.units, (unit) => unit.serial, (piece, unit) => fill(piece, unit, w));
    turn.hidden = from.length === 1 && next === undefined;
    before.disabled = from.length === 1;
    after.disabled = next === undefined;
  }

  return { element: all, refresh: show };
}

function legend(counts, w) {
  const states = Object.entries(counts.states).map(([state, count]) => el('span', { class: tone(state) }, `${MARKS[state] ?? ''} ${w.ofState(state)} ${count}`));
  return [...states, ...(counts.remade > 0 ? [el('span', {}, `↻ ${w.remade} ${counts.remade}`)] : []),
    ...(counts.uncertain > 0 ? [el('span', { class: 'warn' }, `? ${w.uncertain} ${counts.uncertain}`)] : [])];
}

function fill(piece, unit, w) {
  const words = [w.ofState(unit.state), unit.remake > 0 ? `${w.remade} ${unit.remake}` : '', unit.certain ? '' : w.uncertain].filter(Boolean);
  piece.className = `${tone(unit.state)} ${unit.certain ? '' : 'uncertain'}`;
  piece.title = `${unit.serial}: ${words.join(', ')}`;
  piece.replaceChildren(`${unit.item}.${unit.number} ${MARKS[unit.state] ?? ''}${unit.remake > 0 ? `↻${unit.remake}` : ''}${unit.certain ? '' : '?'}`,
    el('span', { class: 'unseen' }, ` ${words.join(', ')}`));
}
