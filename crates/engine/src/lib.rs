//! The pure rules of Regulars: pricing, points, returns, tiers and conditions.
