/** A selector of an expression: a metric, which labels are asked for, and by which values where one is named. */
export interface Selector {
  readonly metric: string;
  readonly labels: readonly { readonly name: string; readonly value: string | null }[];
}

export interface Expression {
  readonly selectors: readonly Selector[];
  /** Labels that something is grouped by, or joined on. */
  readonly grouping: readonly string[];
}

const TOKEN =
  /\s+|(?<word>[a-zA-Z_:][\w:]*)|(?<duration>\d+(?:ms|[smhdwy]))(?![\w.])|(?<number>\d+(?:\.\d+)?)(?![\w.])|(?<string>"(?:[^"\\\n]|\\.)*")|(?<sign>==|!=|>=|<=|=~|!~|[-+*/%^<>=(){}[\],])/y;
const AGGREGATES = ['sum', 'min', 'max', 'avg', 'count'];
/** Functions, by whether they take a range of time. */
const OF_RANGES: Readonly<Record<string, boolean>> = {
  rate: true,
  increase: true,
  histogram_quantile: false,
};
const OPERATORS = ['==', '!=', '>=', '<=', '>', '<', '+', '-', '*', '/', '%', '^', 'and', 'or', 'unless'];

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (!found) throw new SyntaxError(`not PromQL from here on: ${text.slice(at)}`);
    if (found[0].trim() !== '') tokens.push(found[0]);
  }
  return tokens;
}

/** Reads the part of PromQL that rules and dashboard are written in. @throws SyntaxError */
export function readExpression(text: string): Expression {
  const tokens = tokensOf(text);
  const selectors: Selector[] = [];
  const grouping: string[] = [];
  let at = 0;

  const peek = () => tokens[at] ?? '';
  const take = (wanted: string | RegExp = /./): string => {
    const token = peek();
    const isWanted = typeof wanted === 'string' ? token === wanted : wanted.test(token);
    if (!isWanted) throw new SyntaxError(`${wanted} is missing before "${token}" (token ${at + 1}): ${text}`);
    at += 1;
    return token;
  };
  const takeIf = (token: string): boolean => {
    if (peek() !== token) return false;
    at += 1;
    return true;
  };
  function list(open: string, close: string, item: () => void): void {
    take(open);
    if (takeIf(close)) return;
    do item();
    while (takeIf(','));
    take(close);
  }
  const isName = /^[a-zA-Z_]\w*$/;
  const labels = () => list('(', ')', () => void grouping.push(take(isName)));

  /** @param isRange whether a selector must have one, or must not */
  function term(isRange: boolean): void {
    const token = take();
    if (/^\d/.test(token)) return;
    if (token === '(') {
      expression(isRange);
      take(')');
    } else if (AGGREGATES.includes(token)) {
      const isFirst = takeIf('by') || takeIf('without');
      if (isFirst) labels();
      list('(', ')', () => expression(false));
      if (!isFirst && (takeIf('by') || takeIf('without'))) labels();
    } else if (peek() === '(') {
      const ofRange = OF_RANGES[token];
      if (ofRange === undefined) throw new SyntaxError(`no function is called ${token}: ${text}`);
      list('(', ')', () => expression(ofRange));
    } else if (/^[a-zA-Z_:]/.test(token)) {
      selector(token, isRange);
    } else {
      throw new SyntaxError(`nothing begins with "${token}": ${text}`);
    }
  }

  function selector(metric: string, isRange: boolean): void {
    const asked: { name: string; value: string | null }[] = [];
    if (peek() === '{') {
      list('{', '}', () => {
        const name = take(isName);
        const sign = take(/^(=|!=|=~|!~)$/);
        const value = JSON.parse(take(/^"/)) as string;
        asked.push({ name, value: sign === '=' ? value : null });
      });
    }
    if (isRange) {
      take('[');
      take(/^\d+[a-z]+$/);
      take(']');
    }
    selectors.push({ metric, labels: asked });
  }

  function expression(isRange: boolean): void {
    term(isRange);
    while (OPERATORS.includes(peek())) {
      take();
      if (takeIf('on') || takeIf('ignoring')) labels();
      term(isRange);
    }
  }

  expression(false);
  if (at < tokens.length) throw new SyntaxError(`"${peek()}" is too much: ${text}`);
  if (selectors.length === 0) throw new SyntaxError(`it asks for nothing: ${text}`);
  return { selectors, grouping };
}
