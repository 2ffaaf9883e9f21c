import { expect, test } from 'vitest';

import { Problem, Unreachable } from '../../api/problem';
import { isNoAnswer, sendAll, type Sender, type Shelf, type Unsent } from './queue';

function sale(id: string, madeAt: number, more: Partial<Unsent> = {}): Unsent {
  return {
    id,
    madeAt,
    body: { id, quote: 'quo_1' },
    paid: { id, priced: 'till' },
    broken: false,
    total: '1.00',
    buyer: null,
    refused: null,
    ...more,
  };
}

function problem(status: number, kind: string): Problem {
  return new Problem(status, kind, kind, 'why', [], {}, null);
}

function shelfOf(...sales: Unsent[]): Shelf & { sales: Map<string, Unsent> } {
  const rows = new Map(sales.map((each) => [each.id, each]));
  return {
    sales: rows,
    all: () => Promise.resolve([...rows.values()]),
    put: (each) => Promise.resolve(void rows.set(each.id, each)),
    remove: (id) => Promise.resolve(void rows.delete(id)),
  };
}

/** A server that answers each call from a script, then with success; what it was sent. */
function server(script: (Problem | Unreachable | null)[]): Sender & { calls: string[] } {
  const calls: string[] = [];
  const step = () => {
    const error = script.shift();
    if (error) throw error;
  };
  return {
    calls,
    purchase: (body) => {
      calls.push(`${body.id} ${body.priced === 'till' ? 'till' : 'quote'}`);
      step();
      return Promise.resolve({ id: body.id } as never);
    },
    void: (id) => {
      calls.push(`${id} void`);
      step();
      return Promise.resolve();
    },
  };
}

const gone = () => new Unreachable('gone');
const none = () => false;

test('sales are sent oldest first and leave the shelf', async () => {
  const shelf = shelfOf(sale('b', 2), sale('a', 1), sale('c', 3));
  const to = server([]);
  const run = await sendAll(shelf, to, none);
  expect(to.calls).toEqual(['a quote', 'b quote', 'c quote']);
  expect(run).toMatchObject({ stopped: null, posted: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] });
  expect(shelf.sales.size).toBe(0);
});

test('without an answer the order is kept and the same is sent again', async () => {
  const shelf = shelfOf(sale('a', 1), sale('b', 2));
  const to = server([null, gone()]);
  expect((await sendAll(shelf, to, none)).stopped).toBe('later');
  expect([...shelf.sales.values()]).toEqual([sale('b', 2)]);
  expect((await sendAll(shelf, to, none)).stopped).toBe(null);
  expect(to.calls).toEqual(['a quote', 'b quote', 'b quote']);
});

test('a quote that is gone becomes a sale at the prices that were paid', async () => {
  for (const kind of ['price_changed', 'quote_gone']) {
    const shelf = shelfOf(sale('a', 1));
    const to = server([problem(409, kind), gone()]);
    expect((await sendAll(shelf, to, none)).stopped).toBe('later');
    expect(shelf.sales.get('a')).toMatchObject({ body: { priced: 'till' }, paid: null });
    await sendAll(shelf, to, none);
    expect(to.calls).toEqual(['a quote', 'a till', 'a till']);
    expect(shelf.sales.size).toBe(0);
  }
});

test('what is refused stays with its reason and holds nothing up', async () => {
  const shelf = shelfOf(sale('a', 1), sale('b', 2));
  const to = server([problem(422, 'invalid')]);
  expect(await sendAll(shelf, to, none)).toMatchObject({ stopped: null, posted: [{ id: 'b' }] });
  expect([...shelf.sales.values()]).toEqual([sale('a', 1, { refused: 'invalid. why' })]);
  await sendAll(shelf, to, none);
  expect(to.calls).toEqual(['a quote', 'b quote']);
});

test('a sale broken off is voided, whether the server had it or not', async () => {
  for (const answer of [null, problem(409, 'voided')]) {
    const shelf = shelfOf(sale('a', 1, { broken: true }));
    const to = server([answer]);
    await sendAll(shelf, to, none);
    expect(to.calls).toEqual(['a void']);
    expect(shelf.sales.size).toBe(0);
  }
});

test('nothing is sent while nobody is logged in, nor what is in hand at the screen', async () => {
  const shelf = shelfOf(sale('a', 1), sale('b', 2));
  const to = server([problem(401, 'unauthorized')]);
  expect((await sendAll(shelf, to, (id) => id === 'a')).stopped).toBe('login');
  expect(to.calls).toEqual(['b quote']);
  expect(shelf.sales.size).toBe(2);
});

test('which errors leave open what the server did', () => {
  const open = [gone(), problem(503, 'unavailable'), problem(502, ''), problem(500, 'internal')];
  expect(open.map(isNoAnswer)).toEqual([true, true, true, true]);
  expect(
    [problem(409, 'price_changed'), problem(422, 'invalid'), new Error()].map(isNoAnswer),
  ).toEqual([false, false, false]);
});
