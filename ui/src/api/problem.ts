/** A wrong place in what was sent. */
export interface Fault {
  /** JSON pointer, or the name of a parameter. */
  pointer: string;
  /** What is wrong with it and what would be right. */
  message: string;
  /** In a file: the line, from 1. */
  line?: number;
}

/** What the server says is wrong: `application/problem+json`. */
export class Problem extends Error {
  constructor(
    /** HTTP status. */
    readonly status: number,
    /** The last word of its type: `price_changed`. */
    readonly kind: string,
    readonly title: string,
    readonly detail: string,
    readonly errors: Fault[],
    /** The answer whole: some problems carry more. */
    readonly body: Record<string, unknown>,
    /** Seconds to wait, where the server says. */
    readonly retryAfter: number | null,
  ) {
    super(detail || title);
  }

  /** The problem a failed answer tells of; one without a body is told by its status. */
  static async of(response: Response): Promise<Problem> {
    const body = await response
      .json()
      .then((json) => (typeof json === 'object' && json !== null ? json : {}))
      .catch(() => ({}));
    const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '');
    const wait = Number(response.headers.get('Retry-After'));
    return new Problem(
      response.status,
      text('type').split('/').at(-1) ?? '',
      text('title') || `HTTP ${response.status}`,
      text('detail'),
      Array.isArray(body.errors) ? body.errors : [],
      body,
      Number.isFinite(wait) && wait > 0 ? wait : null,
    );
  }

  /** The scope that was missing, where the call was refused for the lack of one. */
  get needs(): string | null {
    return typeof this.body.needs === 'string' ? this.body.needs : null;
  }

  /** What is said of a place of the body: `/member/phone`. */
  at(pointer: string): string | undefined {
    return this.errors.find((fault) => fault.pointer === pointer)?.message;
  }
}

/** The server did not answer: it is gone, or the network is. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('the server does not answer', { cause });
  }
}
