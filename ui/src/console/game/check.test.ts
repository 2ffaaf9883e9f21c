import { expect, test } from 'vitest';

import { commitmentOf, isRight, numberOf } from './check';

/** The bytes 0 to 31, as in crates/app/src/game/number.rs. */
const SEED = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';
const COMMITMENT = '630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd';
const MEMBER = 'mem_01HZX3V8K0G04';

test.each([
  [MEMBER, 0, 833_298],
  [MEMBER, 1, 906_366],
  [`${MEMBER}:luck`, 1, 869_465],
  [MEMBER, 1_000_000, 638_195],
])('%s:%i comes to the number of the server', async (client, nonce, number) => {
  expect(await numberOf(SEED, client, nonce)).toBe(number);
});

test('a number or a seed that was changed is found', async () => {
  const drawn = { client: MEMBER, nonce: 0, number: 833_298, commitment: COMMITMENT, seed: SEED };
  expect(await commitmentOf(SEED)).toBe(COMMITMENT);
  expect(await isRight(drawn)).toBe(true);
  expect(await isRight({ ...drawn, number: 833_299 })).toBe(false);
  expect(await isRight({ ...drawn, commitment: COMMITMENT.replace('6', '7') })).toBe(false);
});
