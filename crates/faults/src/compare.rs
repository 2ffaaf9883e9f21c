//! The client's account against what the server tells.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::account::{Account, Bought, hundredths};
use crate::request::Line;

/// What a comparison found.
#[derive(Debug, Default)]
pub struct Compared {
    /// Members looked at.
    pub members: u64,
    /// Purchases looked at.
    pub purchases: u64,
    /// Answered, and not there.
    pub lost: u64,
    /// There twice, or never asked for.
    pub doubled: u64,
    /// All that differs, in words.
    pub findings: Vec<String>,
}

impl Compared {
    fn lose(&mut self, what: String) {
        self.lost += 1;
        self.findings.push(format!("lost: {what}"));
    }

    fn double(&mut self, what: String) {
        self.doubled += 1;
        self.findings.push(format!("doubled: {what}"));
    }

    fn differ(&mut self, what: String) {
        self.findings.push(what);
    }
}

/// What to look at: members by the server's id, purchases by the caller's.
#[derive(Debug, Default)]
pub struct Touched {
    /// Members.
    pub members: BTreeSet<String>,
    /// Purchases.
    pub purchases: BTreeSet<String>,
}

impl Touched {
    /// All that writes from this one on were about.
    pub fn since(account: &Account, from: usize) -> Self {
        let mut touched = Self::default();
        for done in account.done.iter().skip(from) {
            let request = &done.request;
            let mut ids = vec![request.id.clone(), done.made.clone()];
            ids.extend(request.about.clone());
            for id in ids {
                if account.members.contains_key(&id) {
                    touched.members.insert(id);
                } else if let Some(purchase) = account.purchases.get(&id) {
                    touched.members.extend(purchase.member.clone());
                    touched.purchases.insert(id);
                }
            }
        }
        touched
    }
}

/// Compares what was touched.
///
/// # Errors
/// A server that does not answer.
pub fn compare(account: &Account, touched: &Touched, line: &Line) -> Result<Compared, String> {
    let mut compared = Compared::default();
    for member in &touched.members {
        entries(account, member, line, &mut compared)?;
        purchases_of(account, member, line, &mut compared)?;
        compared.members += 1;
    }
    for id in &touched.purchases {
        if let Some(bought) = account.purchases.get(id) {
            purchase(id, bought, line, &mut compared)?;
            compared.purchases += 1;
        }
    }
    Ok(compared)
}

/// The ledger of a member, cause by cause, and the balance.
fn entries(
    account: &Account,
    member: &str,
    line: &Line,
    compared: &mut Compared,
) -> Result<(), String> {
    let mut found = BTreeMap::<String, i64>::new();
    for posting in all(line, &format!("/v1/members/{member}/entries"))? {
        let cause = &posting["cause"];
        let (kind, id) = (&cause["kind"], &cause["id"]);
        let cause = format!(
            "{}:{}",
            kind.as_str().unwrap_or_default(),
            id.as_str().unwrap_or_default()
        );
        let moved = hundredths(&posting["available"])? + hundredths(&posting["pending"])?;
        *found.entry(cause).or_default() += moved;
    }
    let nothing = BTreeMap::new();
    let expected = account.moved.get(member).unwrap_or(&nothing);
    let causes: BTreeSet<_> = expected.keys().chain(found.keys()).collect();
    for cause in causes {
        let answered = expected.get(cause).copied();
        let stored = found.get(cause).copied();
        let what = || {
            format!(
                "{cause} of {member}: answered {answered:?}, stored {stored:?} hundredths of a point"
            )
        };
        match (answered, stored) {
            (Some(answered), None) if answered != 0 => compared.lose(what()),
            // What was pending becomes available by time alone: nobody asked, and nothing is gained.
            (None, Some(0)) if cause.starts_with("time:") => {}
            (None, Some(_)) => compared.double(what()),
            (Some(answered), Some(stored)) if answered != stored => {
                if stored.abs() > answered.abs() {
                    compared.double(what());
                } else {
                    compared.lose(what());
                }
            }
            _ => {}
        }
    }
    balance(member, expected.values().sum(), line, compared)
}

fn balance(
    member: &str,
    expected: i64,
    line: &Line,
    compared: &mut Compared,
) -> Result<(), String> {
    let answer = read(line, &format!("/v1/members/{member}/accounts"))?;
    let points = &answer["accounts"][0];
    let (available, pending) = (
        hundredths(&points["available"])?,
        hundredths(&points["pending"])?,
    );
    if available + pending != expected {
        compared.differ(format!(
            "balance of {member}: answers come to {expected} hundredths of a point, it is {points}"
        ));
    }
    let debt = hundredths(&points["debt"])?;
    if available < -debt || hundredths(&points["spendable"])? > available.max(0) {
        compared.differ(format!("balance of {member} cannot be: {points}"));
    }
    Ok(())
}

/// Every purchase of a member that was answered is there once, and no other.
fn purchases_of(
    account: &Account,
    member: &str,
    line: &Line,
    compared: &mut Compared,
) -> Result<(), String> {
    let mut stored = BTreeMap::<String, u64>::new();
    for purchase in all(line, &format!("/v1/members/{member}/purchases"))? {
        let id = purchase["id"].as_str().unwrap_or_default().to_owned();
        *stored.entry(id).or_default() += 1;
    }
    let answered = account.purchases.iter();
    let mut answered: BTreeSet<_> = answered
        .filter(|(_, bought)| bought.member.as_deref() == Some(member))
        .map(|(id, _)| id)
        .collect();
    for (id, times) in &stored {
        if !answered.remove(id) || *times != 1 {
            compared.double(format!("purchase {id} of {member}, stored {times} times"));
        }
    }
    for id in answered {
        compared.lose(format!("purchase {id} of {member}"));
    }
    Ok(())
}

/// A purchase with what came back of it.
fn purchase(id: &str, bought: &Bought, line: &Line, compared: &mut Compared) -> Result<(), String> {
    let (status, answer) = line.get(&format!("/v1/purchases/ext:{id}"))?;
    if status == 404 {
        compared.lose(format!("purchase {id}"));
        return Ok(());
    }
    let ours = answer["purchase"].as_str();
    if ours != Some(&bought.purchase) {
        compared.differ(format!(
            "purchase {id} was {} and is {ours:?}",
            bought.purchase
        ));
    }
    if (answer["state"] == "voided") != bought.voided {
        let state = &answer["state"];
        compared.differ(format!(
            "purchase {id}: voided {}, stored as {state}",
            bought.voided
        ));
    }
    let list = answer["returns"].as_array().cloned().unwrap_or_default();
    let ids = list.iter().filter_map(|one| one["id"].as_str());
    let stored: Vec<_> = ids.map(str::to_owned).collect();
    for id in bought.returns.iter().filter(|id| !stored.contains(id)) {
        compared.lose(format!("return {id}"));
    }
    if stored.len() > bought.returns.len() {
        compared.double(format!(
            "returns of {id}: answered {:?}, stored {stored:?}",
            bought.returns
        ));
    }
    let refunded = hundredths(&answer["refunded"])?;
    if !bought.voided && refunded != bought.refunded {
        compared.differ(format!(
            "refunds of {id}: answers come to {}, stored {refunded} hundredths",
            bought.refunded
        ));
    }
    Ok(())
}

/// A list to its end.
fn all(line: &Line, path: &str) -> Result<Vec<Value>, String> {
    let mut items = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = read(line, &format!("{path}?limit=200{cursor}"))?;
        items.extend(page["items"].as_array().cloned().unwrap_or_default());
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return Ok(items),
        }
    }
}

fn read(line: &Line, path: &str) -> Result<Value, String> {
    match line.get(path)? {
        (200, answer) => Ok(answer),
        (status, answer) => Err(format!("GET {path}: {status} {answer}")),
    }
}
