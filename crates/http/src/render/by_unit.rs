//! Objects whose fields are units.

use regulars_engine::name::UnitId;
use regulars_engine::number::{Money, Points};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Ref, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::{Decimal, Scales};

/// Points by unit: `{"points": "30"}`. A unit with nothing is left out.
#[derive(Debug, Clone, Default)]
pub struct ByUnit(Vec<(UnitId, Decimal)>);

impl ByUnit {
    /// Sums by unit, in order of first appearance.
    pub fn sum<'a>(
        scales: Scales<'_>,
        items: impl IntoIterator<Item = (&'a UnitId, Points)>,
    ) -> Self {
        Self(
            sums(items)
                .into_iter()
                .map(|(unit, points)| (unit.clone(), scales.points(unit, points)))
                .collect(),
        )
    }
}

fn sums<'a>(items: impl IntoIterator<Item = (&'a UnitId, Points)>) -> Vec<(&'a UnitId, Points)> {
    let mut sums: Vec<(&UnitId, Points)> = Vec::new();
    for (unit, points) in items {
        match sums.iter_mut().find(|(known, _)| *known == unit) {
            Some((_, sum)) => *sum += points,
            None => sums.push((unit, points)),
        }
    }
    sums.retain(|(_, points)| !points.is_zero());
    sums
}

impl Serialize for ByUnit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(unit, points)| (unit, points)))
    }
}

impl PartialSchema for ByUnit {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .additional_properties(Some(Ref::from_schema_name(Decimal::name())))
            .description(Some("Points by unit. A unit with nothing is left out."))
            .examples([serde_json::json!({"points": "30"})])
            .into()
    }
}

impl ToSchema for ByUnit {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((Decimal::name().into_owned(), Decimal::schema()));
    }
}

/// Points by unit, and the money they paid: `{"points": "200", "amount": "200.00"}`.
#[derive(Debug, Clone)]
pub struct Redeemed {
    points: ByUnit,
    amount: Decimal,
}

impl Redeemed {
    /// Sums by unit and in money.
    pub fn sum<'a>(
        scales: Scales<'_>,
        items: impl IntoIterator<Item = (&'a UnitId, Points)>,
        amount: Money,
    ) -> Self {
        Self {
            points: ByUnit::sum(scales, items),
            amount: scales.money(amount),
        }
    }
}

impl Serialize for Redeemed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (unit, points) in &self.points.0 {
            map.serialize_entry(unit, points)?;
        }
        map.serialize_entry("amount", &self.amount)?;
        map.end()
    }
}

impl PartialSchema for Redeemed {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .property("amount", Ref::from_schema_name(Decimal::name()))
            .required("amount")
            .additional_properties(Some(Ref::from_schema_name(Decimal::name())))
            .description(Some(
                "Points by unit, and under `amount` the money they paid.",
            ))
            .examples([serde_json::json!({"points": "200", "amount": "200.00"})])
            .into()
    }
}

impl ToSchema for Redeemed {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((Decimal::name().into_owned(), Decimal::schema()));
    }
}
