//! A running server as a back end of scenarios: the same files, the same runner, the same numbers.

mod answer;
mod body;

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use regulars_engine::basket::Basket;
use regulars_engine::coalition::{ClearingAccount, Settlement};
use regulars_engine::language::Said;
use regulars_engine::name::{PartnerId, RuleId, SchemeId, SegmentId, TierId, UnitId};
use regulars_engine::number::{Money, Points, Quantity};
use regulars_engine::program::Program;
use regulars_engine::scenario::{
    AdjustAsk, Backend, CardByHand, ClaimAct, ClaimStep, EventAsk, Fault, GiftCardStep, LevelAsk,
    Outcome, PurchaseAsk, Registration, ReturnAsk, Standing, TransferAsk,
};
use regulars_engine::time::{Instant, LocalDate};
use serde_json::{Value, json};

use crate::{Answer, TestServer};

/// Plays one scenario on a server of its own.
pub struct HttpBackend<'p> {
    program: &'p Program,
    text: &'p str,
    /// Started at the scenario's first instant.
    server: Option<TestServer>,
    today: Option<LocalDate>,
    /// Our ids of members, by the scenario's names.
    members: BTreeMap<String, String>,
    /// What was sold and is not back yet, line by line, by the scenario's name of the purchase.
    kept: BTreeMap<String, BTreeMap<u32, Quantity>>,
    /// Our ids of quotes, by the scenario's names.
    quotes: BTreeMap<String, String>,
    /// Our ids of claims, by the scenario's names.
    claims: BTreeMap<String, String>,
    /// Codes of gift cards, by the scenario's names; `@` and a kind is the latest of the kind that was sold.
    gift_cards: BTreeMap<String, String>,
    calls: u32,
}

impl<'p> HttpBackend<'p> {
    /// A back end under a program; `text` is its file.
    pub fn new(program: &'p Program, text: &'p str) -> Self {
        Self {
            program,
            text,
            server: None,
            today: None,
            members: BTreeMap::new(),
            kept: BTreeMap::new(),
            quotes: BTreeMap::new(),
            claims: BTreeMap::new(),
            gift_cards: BTreeMap::new(),
            calls: 0,
        }
    }

    fn server(&self) -> Result<&TestServer, Fault> {
        self.server
            .as_ref()
            .ok_or_else(|| Fault(Said::same("no time has passed yet: there is no server")))
    }

    /// An id no earlier call of this scenario had.
    fn fresh(&mut self, what: &str) -> String {
        self.calls += 1;
        format!("{what}-{}", self.calls)
    }

    fn member(&self, name: &str) -> Result<&str, Fault> {
        let id = self.members.get(name).map(String::as_str);
        id.ok_or_else(|| Fault(Said::same(format!("there is no member `{name}`"))))
    }

    fn post(&self, path: &str, body: &Value) -> Result<Answer, Fault> {
        Ok(self.server()?.post(path, body))
    }

    /// The code that `@series` or `@member.series` stands for: the latest of that series that was given to the member.
    fn code(&self, by: Option<&str>, written: &str) -> Result<String, Fault> {
        let Some(named) = written.strip_prefix('@') else {
            return Ok(written.to_owned());
        };
        let (owner, series) = match named.split_once('.') {
            Some((owner, series)) => (Some(owner), series),
            None => (by, named),
        };
        let none = || {
            let why = format!("no coupon of the series `{series}` was given to the member");
            Fault(Said::same(why))
        };
        let path = format!(
            "/v1/members/{}/coupons",
            self.member(owner.ok_or_else(none)?)?
        );
        let list = self.server()?.get(&path);
        let items = list.body["items"].as_array().into_iter().flatten();
        let mut of_series = items.filter(|item| item["series"] == series);
        let code = of_series.next().and_then(|item| item["code"].as_str());
        code.map(str::to_owned).ok_or_else(none)
    }

    fn basket(&self, asked: &PurchaseAsk) -> Result<Value, Fault> {
        let mut basket = asked.basket.clone();
        for code in &mut basket.coupons {
            *code = self.code(asked.by.as_deref(), code)?;
        }
        self.name_cards(&mut basket);
        let mut body = body::basket(&basket, self.program);
        if let Some(by) = &asked.by {
            body["member"] = json!({"id": self.member(by)?});
        }
        if let Some(at) = asked.sold_at {
            body["at"] = json!(at.to_string());
        }
        Ok(body)
    }

    /// Has cards stand for their codes.
    fn name_cards(&self, basket: &mut Basket) {
        for card in &mut basket.gift_cards {
            card.code = self.card(&card.code);
        }
        for line in &mut basket.lines {
            let card = line.gift_card.as_ref();
            line.gift_card = card.map(|card| self.card(card));
        }
    }

    fn card(&self, written: &str) -> String {
        let code = self.gift_cards.get(written);
        code.map_or_else(|| written.to_owned(), Clone::clone)
    }

    /// Remembers the cards that a purchase sold.
    fn note_cards(&mut self, answer: &Answer) {
        let sold = answer.body["gift_cards_sold"].as_array();
        for card in sold.into_iter().flatten() {
            let (Some(kind), Some(code)) = (card["kind"].as_str(), card["code"].as_str()) else {
                continue;
            };
            if !self.gift_cards.values().any(|known| known == code) {
                self.gift_cards.insert(format!("@{kind}"), code.to_owned());
            }
        }
    }

    /// The lines of a return; one without a quantity is all that is left of it.
    fn return_lines(&self, asked: &ReturnAsk) -> Vec<Value> {
        // A till that asks for all of a line names at least one unit.
        let kept = |line: &u32| {
            self.kept
                .get(&asked.of)
                .and_then(|kept| kept.get(line))
                .copied()
        };
        let left = |line: &u32| {
            kept(line)
                .filter(|kept| kept.is_positive())
                .unwrap_or(Quantity::ONE)
        };
        let line = |(line, quantity): &(u32, Option<Quantity>)| json!({"line": line, "quantity": quantity.unwrap_or_else(|| left(line)).to_string()});
        asked.lines.iter().map(line).collect()
    }

    fn note_sold(&mut self, name: Option<&String>, answer: &Answer) {
        let Some(name) = name.filter(|_| answer.status < 300) else {
            return;
        };
        let lines = answer.body["lines"].as_array().into_iter().flatten();
        let kept = lines.filter_map(|line| {
            Some((
                answer::number(&line["line"])?,
                answer::quantity(&line["quantity"])?,
            ))
        });
        self.kept.insert(name.clone(), kept.collect());
    }

    fn note_back(&mut self, of: &str, back: &Value) {
        let Some(kept) = self.kept.get_mut(of) else {
            return;
        };
        for line in back["lines"].as_array().into_iter().flatten() {
            let (number, quantity) = (
                answer::number(&line["line"]),
                answer::quantity(&line["quantity"]),
            );
            if let (Some(number), Some(quantity)) = (number, quantity) {
                *kept.entry(number).or_default() -= quantity;
            }
        }
    }
}

/// Codes as the scenario writes them; answers come in order of entry.
fn as_written(outcome: Result<Outcome, Fault>, asked: &PurchaseAsk) -> Result<Outcome, Fault> {
    let mut outcome = outcome?;
    if let Some(sale) = &mut outcome.sale {
        for (answer, written) in sale.coupons.iter_mut().zip(&asked.basket.coupons) {
            answer.code.clone_from(written);
        }
        let cards = sale.gift_cards.iter_mut();
        for (answer, written) in cards.zip(&asked.basket.gift_cards) {
            answer.card.clone_from(&written.code);
        }
    }
    Ok(outcome)
}

impl Backend for HttpBackend<'_> {
    fn pass(&mut self, at: Instant) -> Result<(), Fault> {
        let zone = &self.program.zone;
        let today = zone.date(at);
        let Some(server) = &self.server else {
            self.server = Some(TestServer::start(&at.to_string(), Some(self.text)));
            self.today = Some(today);
            // Publishing takes its notice; the scenario's clock begins after it.
            return Ok(());
        };
        // Jobs run once a second on a real server; here at each midnight, which is when anything is due.
        let mut day = self.today.unwrap_or(today).plus_days(1);
        while day <= today {
            server.pass(zone.start_of_day(day));
            day = day.plus_days(1);
        }
        server.pass(at);
        self.today = Some(today);
        Ok(())
    }

    fn draw(&mut self, bits: u64) {
        if let Some(server) = &self.server {
            server.draws.store(bits, Ordering::Relaxed);
        }
    }

    fn register(&mut self, _at: Instant, asked: &Registration) -> Result<Outcome, Fault> {
        if !asked.tiers.is_empty() {
            return Err(Fault(Said::same("a server gives nobody a level by hand")));
        }
        if !asked.saved.is_empty() {
            let why = "a server finds itself who is in saved segments";
            return Err(Fault(Said::same(why)));
        }
        if asked.rfm.is_some() {
            let why = "a server finds the marks of RFM itself";
            return Err(Fault(Said::same(why)));
        }
        let key = self.fresh("join");
        let answer = self
            .server()?
            .post_keyed("/v1/members", &key, &body::member(asked));
        if let Some(id) = answer.body["id"].as_str().filter(|_| answer.status < 300) {
            self.members.insert(asked.name.clone(), id.to_owned());
        }
        answer::outcome(&answer, self.program)
    }

    fn quote(&mut self, _at: Instant, asked: &PurchaseAsk) -> Result<Outcome, Fault> {
        let mut body = self.basket(asked)?;
        body["hold"] = json!(asked.hold);
        if let Some(name) = &asked.name {
            body["basket"] = json!(name);
        }
        let answer = self.post("/v1/quotes", &body)?;
        if let (Some(name), Some(quote)) = (&asked.name, answer.body["quote"].as_str()) {
            self.quotes.insert(name.clone(), quote.to_owned());
        }
        as_written(answer::outcome(&answer, self.program), asked)
    }

    fn purchase(&mut self, _at: Instant, asked: &PurchaseAsk) -> Result<Outcome, Fault> {
        let mut body = if asked.basket.lines.is_empty() {
            json!({})
        } else {
            self.basket(asked)?
        };
        body["id"] = json!(asked.name.clone().unwrap_or_else(|| self.fresh("purchase")));
        if let Some(quote) = &asked.quote {
            let id = self
                .quotes
                .get(quote)
                .ok_or_else(|| Fault(Said::same(format!("there is no quote `{quote}`"))))?;
            body["quote"] = json!(id);
        }
        let answer = self.post("/v1/purchases", &body)?;
        self.note_sold(asked.name.as_ref(), &answer);
        self.note_cards(&answer);
        as_written(answer::outcome(&answer, self.program), asked)
    }

    fn give_back(&mut self, _at: Instant, asked: &ReturnAsk) -> Result<Outcome, Fault> {
        let body = json!({"id": self.fresh("return"), "lines": self.return_lines(asked)});
        let answer = self.post(&format!("/v1/purchases/ext:{}/returns", asked.of), &body)?;
        self.note_back(&asked.of, &answer.body);
        answer::outcome(&answer, self.program)
    }

    fn give_back_unlinked(&mut self, _at: Instant, asked: &PurchaseAsk) -> Result<Outcome, Fault> {
        let mut body = self.basket(asked)?;
        body["id"] = json!(self.fresh("return"));
        let fields = body
            .as_object_mut()
            .ok_or_else(|| Fault(Said::same("a body is an object")))?;
        fields.retain(|name, _| !matches!(name.as_str(), "redeem" | "coupons" | "priced"));
        answer::outcome(&self.post("/v1/returns", &body)?, self.program)
    }

    fn void(&mut self, _at: Instant, purchase: &str) -> Result<Outcome, Fault> {
        let path = format!("/v1/purchases/ext:{purchase}/void");
        let answer = self.post(&path, &json!({}))?;
        let again = answer.body["replayed"] == true;
        let outcome = answer::outcome(&answer, self.program)?;
        // The API answers the state of what was voided before; to the engine it is a refusal.
        Ok(if again {
            Outcome {
                refused: Some("voided".to_owned()),
                ..outcome
            }
        } else {
            outcome
        })
    }

    fn exchange(
        &mut self,
        _at: Instant,
        back: &ReturnAsk,
        bought: &PurchaseAsk,
    ) -> Result<Outcome, Fault> {
        let mut basket = bought.basket.clone();
        self.name_cards(&mut basket);
        let basket = body::basket(&basket, self.program);
        let body = json!({
            "id": self.fresh("exchange"), "purchase": format!("ext:{}", back.of), "lines": self.return_lines(back),
            "basket": basket,
        });
        let answer = self.post("/v1/exchanges", &body)?;
        if answer.status >= 300 {
            return answer::outcome(&answer, self.program);
        }
        self.note_back(&back.of, &answer.body["return"]);
        let part = |name: &str| Answer {
            body: answer.body[name].clone(),
            ..answer.clone()
        };
        let returned = answer::outcome(&part("return"), self.program)?;
        let sold = as_written(answer::outcome(&part("purchase"), self.program), bought)?;
        Ok(Outcome {
            back: returned.back,
            ..sold
        })
    }

    fn event(&mut self, _at: Instant, asked: &EventAsk) -> Result<Outcome, Fault> {
        let body = json!({
            "id": self.fresh("event"), "type": asked.kind, "member": {"id": self.member(&asked.by)?},
            "properties": body::values(&asked.properties),
        });
        answer::outcome(&self.post("/v1/events", &body)?, self.program)
    }

    fn adjust(&mut self, _at: Instant, asked: &AdjustAsk) -> Result<Outcome, Fault> {
        let key = self.fresh("adjust");
        let path = format!("/v1/members/{}/adjustments", self.member(&asked.by)?);
        let body = body::adjustment(asked, self.program);
        answer::outcome(&self.server()?.post_keyed(&path, &key, &body), self.program)
    }

    fn level(&mut self, _at: Instant, asked: &LevelAsk) -> Result<Outcome, Fault> {
        let key = self.fresh("level");
        let path = format!("/v1/members/{}/levels", self.member(&asked.by)?);
        let body = body::level(asked);
        answer::outcome(&self.server()?.post_keyed(&path, &key, &body), self.program)
    }

    fn gift_card(&mut self, _at: Instant, asked: &GiftCardStep) -> Result<Outcome, Fault> {
        let money = |amount: Money| self.program.currency.format_money(amount);
        let path = format!("/v1/gift-cards/{}", self.card(&asked.card));
        let answer = match &asked.by_hand {
            CardByHand::Make { kind, amount } => {
                let body = json!({"kind": kind, "amount": amount.map(money)});
                let key = self.fresh("card");
                let answer = self.server()?.post_keyed("/v1/gift-cards", &key, &body);
                if let Some(code) = answer.body["codes"][0].as_str() {
                    self.gift_cards.insert(asked.card.clone(), code.to_owned());
                }
                answer
            }
            CardByHand::Load(amount) => {
                let body = json!({"amount": money(*amount)});
                let key = self.fresh("load");
                self.server()?
                    .post_keyed(&format!("{path}/loads"), &key, &body)
            }
            CardByHand::Block(blocked) => {
                let body = json!({"blocked": blocked}).to_string();
                let kind = "application/json";
                self.server()?
                    .send("PATCH", &path, kind, body.as_bytes(), &[])
            }
        };
        answer::outcome(&answer, self.program)
    }

    fn claim(&mut self, _at: Instant, asked: &ClaimStep) -> Result<Outcome, Fault> {
        let key = self.fresh("claim");
        let id = self.claims.get(&asked.claim).cloned().unwrap_or_default();
        let answer = match &asked.what {
            ClaimAct::Make { by, reward } => {
                let path = format!("/v1/members/{}/claims", self.member(by)?);
                let body = json!({"reward": reward});
                let answer = self.server()?.post_keyed(&path, &key, &body);
                if let Some(id) = answer.body["claim"]
                    .as_str()
                    .filter(|_| answer.status < 300)
                {
                    self.claims.insert(asked.claim.clone(), id.to_owned());
                }
                answer
            }
            ClaimAct::HandOver => {
                let path = format!("/v1/claims/{id}/hand-over");
                self.server()?.post_keyed(&path, &key, &json!({}))
            }
            ClaimAct::Cancel => {
                let path = format!("/v1/claims/{id}/cancel");
                self.server()?.post_keyed(&path, &key, &json!({}))
            }
        };
        answer::outcome(&answer, self.program)
    }

    fn transfer(&mut self, _at: Instant, asked: &TransferAsk) -> Result<Outcome, Fault> {
        let key = self.fresh("transfer");
        let (from, to) = (self.member(&asked.by)?, self.member(&asked.to)?);
        let body = json!({
            "from": {"id": from}, "to": {"id": to}, "unit": asked.unit,
            "points": body::points(&asked.unit, asked.points, self.program),
        });
        let answer = self.server()?.post_keyed("/v1/transfers", &key, &body);
        answer::outcome(&answer, self.program)
    }

    fn settlement(&mut self) -> Result<Settlement, Fault> {
        let answer = self.server()?.get("/v1/reports/settlement");
        let money = |value: &Value| {
            let text = value.as_str().unwrap_or_default();
            self.program.currency.parse_money(text).unwrap_or_default()
        };
        let mut settlement = Settlement::default();
        for row in answer.body["rows"].as_array().into_iter().flatten() {
            let partner = PartnerId::new(row["partner"].as_str().unwrap_or_default());
            settlement.add_to(partner, ClearingAccount::DueFrom, money(&row["net"]));
        }
        // What the program itself holds is told for all partners together.
        let all = PartnerId::new("");
        for (account, field) in [
            (ClearingAccount::Clearing, "clearing"),
            (ClearingAccount::Breakage, "breakage"),
        ] {
            settlement.add_to(all.clone(), account, -money(&answer.body[field]));
        }
        Ok(settlement)
    }

    fn claim_state(&mut self, claim: &str) -> Result<Option<String>, Fault> {
        let Some(id) = self.claims.get(claim) else {
            return Ok(None);
        };
        let answer = self.server()?.get(&format!("/v1/claims/{id}"));
        Ok(answer.body["state"].as_str().map(str::to_owned))
    }

    fn card_balance(&mut self, card: &str) -> Result<Option<Money>, Fault> {
        let path = format!("/v1/gift-cards/{}", self.card(card));
        let answer = self.server()?.get(&path);
        let balance = answer.body["balance"].as_str();
        Ok(balance.and_then(|text| self.program.currency.parse_money(text).ok()))
    }

    fn standing(&mut self, member: &str) -> Result<Standing, Fault> {
        let answer = self
            .server()?
            .get(&format!("/v1/members/{}/accounts", self.member(member)?));
        if answer.status != 200 {
            return Err(Fault(Said::same(answer.text)));
        }
        let mut standing = Standing::default();
        for account in answer.body["accounts"].as_array().into_iter().flatten() {
            let unit = UnitId::new(account["unit"].as_str().unwrap_or_default());
            let points =
                |field: &str| -> Points { answer::points(&account[field], &unit, self.program) };
            standing.available.insert(unit.clone(), points("available"));
            standing.pending.insert(unit.clone(), points("pending"));
            standing.owed.insert(unit.clone(), points("debt"));
        }
        for tier in answer.body["tiers"].as_array().into_iter().flatten() {
            if let (Some(scheme), Some(level)) = (tier["scheme"].as_str(), tier["level"].as_str()) {
                standing
                    .tiers
                    .insert(SchemeId::new(scheme), TierId::new(level));
            }
        }
        let segments = answer.body["segments"].as_array().into_iter().flatten();
        standing.segments = segments
            .filter_map(Value::as_str)
            .map(SegmentId::new)
            .collect();
        for challenge in answer.body["challenges"].as_array().into_iter().flatten() {
            if let (Some(id), Some(done)) =
                (challenge["challenge"].as_str(), challenge["done"].as_str())
            {
                standing.progress.insert(RuleId::new(id), done.to_owned());
            }
        }
        let badges = answer.body["badges"].as_array().into_iter().flatten();
        standing.badges = badges
            .filter_map(|badge| badge["badge"].as_str())
            .map(RuleId::new)
            .collect();
        Ok(standing)
    }
}
