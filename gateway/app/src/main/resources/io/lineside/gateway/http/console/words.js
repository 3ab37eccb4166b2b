// Both languages. A word that is missing in one of them is a failing test.
import en from './words-en.js';
import zh from './words-zh.js';

const LANGUAGES = { en, zh };

// All that is said, and the words for states and events; what is new to the console is shown as the gateway calls it.
export function words(language) {
  const { says, states, events } = LANGUAGES[language] ?? en;
  return { ...says, ofState: (state) => states[state] ?? state, ofEvent: (type) => events[type] ?? type };
}

// A sentence with its numbers.
export function fill(sentence, numbers) {
  return Object.entries(numbers).reduce((text, [name, value]) => text.replace(`{${name}}`, value), sentence);
}
