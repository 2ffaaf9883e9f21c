//! Names that a program file gives to its parts: cheap to clone, each kind its own type.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes the name as written.
            pub fn new(text: impl AsRef<str>) -> Self {
                Self(Arc::from(text.as_ref()))
            }

            /// The name as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", &*self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(Self::new)
            }
        }
    )*};
}

names! {
    /// A program: `burger-heroes`.
    ProgramId;
    /// A unit of account: `points`, `miles`, `stars`.
    UnitId;
    /// A rule of a program, unique in it: an earn rule, an offer, an activity, a redemption.
    RuleId;
    /// A tier scheme: `status`.
    SchemeId;
    /// A level of a tier scheme: `silver`.
    TierId;
    /// A segment declared by a program: `lost`.
    SegmentId;
    /// A partner of a coalition: `alpha`.
    PartnerId;
    /// An experiment: `spring-offer`.
    ExperimentId;
    /// A lane offers compete in: `line`, `basket`.
    LaneId;
    /// A stock-keeping unit.
    Sku;
    /// A place of sale, by the integrator's own id: `kazan-1`.
    StoreId;
    /// A goods category; a line may have several.
    Category;
}
