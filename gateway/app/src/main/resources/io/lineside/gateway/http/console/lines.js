// A page of lines as the gateway tells of it: the first time whole, then what is different.
export function page() {
  const lines = new Map();
  let order = [];
  let skew = 0;
  const told = { page: 1, pages: 1, found: 0, totals: undefined };
  return {
    told,
    hear(news) {
      Object.assign(told, { page: news.page, pages: news.pages, found: news.found, totals: news.totals ?? told.totals });
      skew = Date.parse(news.at) - Date.now();
      (news.lines ?? []).forEach((line) => lines.set(line.line, merged(lines.get(line.line), line)));
      order = news.order ?? order;
      [...lines.keys()].filter((id) => !order.includes(id)).forEach((id) => lines.delete(id));
    },
    rows: () => order.map((id) => lines.get(id)).filter(Boolean),
    now: () => Date.now() + skew, // by the gateway's clock
  };
}

// null is what is gone.
function merged(before, news) {
  return Object.fromEntries(Object.entries({ ...before, ...news }).filter(([, value]) => value !== null));
}

export function query(asked) {
  return new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== '' && value !== false && value !== undefined));
}

// Why a line does not do what waits for it, in the gateway's words.
export function reasons(line) {
  return [...(line.connected ? [] : [line.detail]), ...line.warnings.filter((warning) => warning.startsWith('work waits')),
    ...(line.reason ? [line.reason] : [])];
}

export function tone(line) {
  if (!line.connected) return 'away';
  return line.care ? 'care' : '';
}
