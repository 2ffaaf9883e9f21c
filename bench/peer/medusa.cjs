// The baskets and promotions of `bench peer` put to Medusa's promotion module.
//
// Reads JSON from stdin ({"database": "postgres://…", "runs": 200, "workloads": [{"name", "items", "promotions"}]}), brings each
// workload's promotions into the database, and prints one line of JSON: for each workload the discount of the order, and the microseconds
// of every run, of `computeActions` as a cart calls it, and of the same with the promotions held in memory.
//
// The module is given every help that a careful operator would: the process and the database are warm, nothing is logged, there is no
// HTTP and no workflow around it, and the context has only what the rules read.

const { MedusaModule } = require("@medusajs/framework/modules-sdk");
const { BigNumber, Modules } = require("@medusajs/framework/utils");
const { version } = require("@medusajs/promotion/package.json");

const CURRENCY = "rub";
const WARM_UPS = 50;
const quiet = () => {};
const logger = { debug: quiet, error: console.error, info: quiet, log: quiet, warn: console.error };

/** Rules that goods are of a category. */
const ofCategory = (category) => [{ attribute: "items.category", operator: "eq", values: [category] }];

/** A promotion of ours in Medusa's words. */
function promotion({ code, kind, category, value, from }) {
  const method = { value, currency_code: CURRENCY };
  const base = { code, is_automatic: true, status: "active", type: "standard" };
  switch (kind) {
    case "percent":
      return {
        ...base,
        application_method: {
          ...method, type: "percentage", target_type: "items", allocation: "each", max_quantity: 1000, target_rules: ofCategory(category),
        },
      };
    case "order":
      return {
        ...base,
        rules: [{ attribute: "item_total", operator: "gte", values: [`${from}`] }],
        application_method: { ...method, type: "fixed", target_type: "order", allocation: "across" },
      };
    case "third_free":
      return {
        ...base,
        type: "buyget",
        application_method: {
          ...method, type: "percentage", target_type: "items", allocation: "each", max_quantity: 1, apply_to_quantity: 1,
          buy_rules_min_quantity: 2, buy_rules: ofCategory(category), target_rules: ofCategory(category),
        },
      };
    default:
      throw new Error(`no such kind: ${kind}`);
  }
}

/** The basket as a cart tells it. */
function cart(items) {
  const lines = items.map(({ id, category, quantity, price }) => {
    const total = quantity * price;
    return { id, category, quantity, subtotal: total, original_total: total, is_discountable: true };
  });
  return { currency_code: CURRENCY, item_total: lines.reduce((sum, line) => sum + line.subtotal, 0), items: lines };
}

/** What all actions take off, in hundredths. */
function discount(actions) {
  const sum = actions.reduce((sum, { amount }) => sum + new BigNumber(amount).numeric, 0);
  return Math.round(sum * 100);
}

/** Microseconds of each run, and the last answer. */
async function timed(runs, ask) {
  for (let run = 0; run < WARM_UPS; run++) await ask();
  const times = [];
  let answer;
  for (let run = 0; run < runs; run++) {
    const begun = process.hrtime.bigint();
    answer = await ask();
    times.push(Number(process.hrtime.bigint() - begun) / 1000);
  }
  return { times, discount: discount(answer) };
}

async function measure(service, runs, { name, items, promotions }) {
  const made = await service.createPromotions(promotions.map(promotion));
  const context = cart(items);
  const asked = await timed(runs, () => service.computeActions([], context));

  // The same without the database: the promotions are read once and kept.
  const codes = promotions.map(({ code }) => code);
  const read = service.listActivePromotions_;
  let kept;
  service.listActivePromotions_ = async (...words) => (kept ??= await read.apply(service, words));
  const held = await timed(runs, () => service.computeActions(codes, context, { prevent_auto_promotions: true }));
  service.listActivePromotions_ = read;

  await service.deletePromotions(made.map(({ id }) => id));
  return { name, asked, held };
}

async function main() {
  let text = "";
  for await (const part of process.stdin) text += part;
  const { database, runs, workloads } = JSON.parse(text);
  const options = { database: { clientUrl: database, driverOptions: { connection: { ssl: false } } } };
  const moduleKey = Modules.PROMOTION;
  const modulePath = require.resolve("@medusajs/promotion");
  await MedusaModule.migrateUp({ moduleKey, modulePath, options });
  const loaded = await MedusaModule.bootstrap({
    moduleKey, defaultPath: modulePath, declaration: { scope: "internal", options }, injectedDependencies: { logger },
  });
  const service = loaded[moduleKey];
  const told = [];
  for (const workload of workloads) told.push(await measure(service, runs, workload));
  console.log(JSON.stringify({ version, node: process.version, workloads: told }));
  process.exit(0);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
