/** One requirement on a label. */
export interface LabelMatcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** An expression of the small PromQL that the demo's Prometheus understands. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'selector'; readonly matchers: readonly LabelMatcher[]; readonly rangeMs?: number }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | {
      readonly kind: 'aggregate';
      readonly name: string;
      readonly labels: readonly string[];
      readonly isWithout: boolean;
      readonly of: Expression;
    }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    };

/** What is wrong with a query, as Prometheus would put it into `error`. */
export class QueryError extends Error {}

const tokenPattern =
  /\s*(?:((?:\d+(?:\.\d+)?|\.\d+)(?:e[-+]?\d+)?(?![a-z\d]))|(\d+(?:ms|[smhdw]))|([a-zA-Z_:][\w:]*)|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(=~|!~|!=|<=|>=|==|[-+*/(){}[\],=<>]))/gy;

interface Token {
  readonly kind: 'number' | 'duration' | 'word' | 'text' | 'sign';
  readonly text: string;
}

function tokensOf(query: string): readonly Token[] {
  const tokens: Token[] = [];
  const end = query.trimEnd().length;
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < end) {
    const from = tokenPattern.lastIndex;
    const match = tokenPattern.exec(query);
    if (!match)
      throw new QueryError(
        `1:${from + 1}: parse error: unexpected character: ${JSON.stringify(query[from])}`,
      );
    const [, number, duration, word, double, single, sign] = match;
    if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (duration !== undefined) tokens.push({ kind: 'duration', text: duration });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else tokens.push({ kind: 'text', text: (double ?? single ?? '').replace(/\\(.)/g, '$1') });
  }
  return tokens;
}

const aggregations = new Set(['sum', 'avg', 'min', 'max', 'count']);
const durations: Readonly<Record<string, number>> = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 6048e5 };
const precedence: readonly (readonly string[])[] = [
  ['==', '!=', '<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/'],
];

/** Reads a query. Throws {@link QueryError} for what it cannot read. */
export function parseQuery(query: string): Expression {
  const parser = new Parser(tokensOf(query));
  const expression = parser.binary(0);
  parser.expectEnd();
  return expression;
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  binary(level: number): Expression {
    const operators = precedence[level];
    if (!operators) return this.#unary();
    let left = this.binary(level + 1);
    for (
      let sign = this.#peek();
      sign?.kind === 'sign' && operators.includes(sign.text);
      sign = this.#peek()
    ) {
      this.#at += 1;
      left = { kind: 'binary', operator: sign.text, left, right: this.binary(level + 1) };
    }
    return left;
  }

  expectEnd(): void {
    const token = this.#peek();
    if (token) throw new QueryError(`1:1: parse error: unexpected ${JSON.stringify(token.text)}`);
  }

  #unary(): Expression {
    if (!this.#take('-')) return this.#primary();
    const zero: Expression = { kind: 'number', value: 0 };
    return { kind: 'binary', operator: '-', left: zero, right: this.#unary() };
  }

  #primary(): Expression {
    if (this.#take('(')) {
      const inner = this.binary(0);
      this.#expect(')');
      return inner;
    }
    const token = this.#peek();
    if (token?.kind === 'number') {
      this.#at += 1;
      return { kind: 'number', value: Number(token.text) };
    }
    if (token?.kind === 'sign' && token.text === '{') return this.#selector(undefined);
    if (token?.kind !== 'word') throw new QueryError('1:1: parse error: unexpected end of input');
    this.#at += 1;
    const next = this.#peek()?.text;
    if (aggregations.has(token.text) && (next === '(' || next === 'by' || next === 'without')) {
      return this.#aggregate(token.text);
    }
    return next === '(' ? { kind: 'call', name: token.text, args: this.#args() } : this.#selector(token.text);
  }

  #aggregate(name: string): Expression {
    const before = this.#grouping();
    const [of] = this.#args();
    const grouping = before ?? this.#grouping() ?? { labels: [], isWithout: false };
    if (!of) throw new QueryError(`1:1: parse error: expected an argument of ${name}`);
    return { kind: 'aggregate', name, of, ...grouping };
  }

  #grouping(): { readonly labels: readonly string[]; readonly isWithout: boolean } | undefined {
    const word = this.#peek();
    if (word?.kind !== 'word' || (word.text !== 'by' && word.text !== 'without')) return undefined;
    this.#at += 1;
    this.#expect('(');
    const labels: string[] = [];
    while (!this.#take(')')) {
      labels.push(this.#next('word'));
      this.#take(',');
    }
    return { labels, isWithout: word.text === 'without' };
  }

  #args(): readonly Expression[] {
    this.#expect('(');
    const args: Expression[] = [];
    while (!this.#take(')')) {
      args.push(this.binary(0));
      this.#take(',');
    }
    return args;
  }

  #selector(name: string | undefined): Expression {
    const matchers: LabelMatcher[] = name ? [{ label: '__name__', operator: '=', value: name }] : [];
    if (this.#take('{')) {
      while (!this.#take('}')) {
        const label = this.#next('word');
        const operator = this.#next('sign') as LabelMatcher['operator'];
        matchers.push({ label, operator, value: this.#next('text') });
        this.#take(',');
      }
    }
    if (!this.#take('[')) return { kind: 'selector', matchers };
    const [, count = '0', unit = 's'] = /^(\d+)(\w+)$/.exec(this.#next('duration')) ?? [];
    this.#expect(']');
    return { kind: 'selector', matchers, rangeMs: Number(count) * (durations[unit] ?? 1e3) };
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #take(sign: string): boolean {
    const token = this.#peek();
    const isThere = token?.kind === 'sign' && token.text === sign;
    if (isThere) this.#at += 1;
    return isThere;
  }

  #expect(sign: string): void {
    if (!this.#take(sign)) throw new QueryError(`1:1: parse error: expected ${JSON.stringify(sign)}`);
  }

  #next(kind: Token['kind']): string {
    const token = this.#peek();
    if (token?.kind !== kind)
      throw new QueryError(`1:1: parse error: unexpected ${JSON.stringify(token?.text ?? 'end')}`);
    this.#at += 1;
    return token.text;
  }
}
