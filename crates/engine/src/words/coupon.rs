//! Why a code gave nothing, in a few words.

use crate::basket::CouponReason;
use crate::language::Language;

/// `it has expired`, `срок его действия истёк`.
pub(crate) fn why_not(reason: CouponReason, language: Language) -> &'static str {
    let pick = |en, ru| language.pick(en, ru);
    match reason {
        CouponReason::Unknown => pick("the program does not know it", "программа его не знает"),
        CouponReason::ConditionsNotMet => pick(
            "not all of its conditions are met",
            "не все условия выполнены",
        ),
        CouponReason::BetterOffer => pick(
            "a better offer stands on the same goods",
            "на эти же товары действует более выгодное предложение",
        ),
        CouponReason::Mistyped => pick(
            "it is mistyped; check it symbol by symbol",
            "в нём опечатка, сверьте его посимвольно",
        ),
        CouponReason::Revoked => pick("it was called back", "он отозван"),
        CouponReason::NotYet => pick("it is not valid yet", "он ещё не действует"),
        CouponReason::Expired => pick("it has expired", "срок его действия истёк"),
        CouponReason::UsedUp => pick(
            "it was used already, or another basket holds it",
            "он уже использован или занят другой покупкой",
        ),
        CouponReason::AllUsed => pick(
            "all coupons of the promotion are used",
            "все купоны этой акции уже использованы",
        ),
        CouponReason::MembersOnly => pick(
            "it is for members; identify the buyer",
            "он только для участников; сначала определите покупателя",
        ),
        CouponReason::NotYours => pick(
            "it was given to another member",
            "он выдан другому участнику",
        ),
        CouponReason::MemberLimit => pick(
            "the member has used this promotion as often as allowed",
            "участник уже использовал эту акцию столько раз, сколько можно",
        ),
        CouponReason::Repeated => pick("it was entered twice", "он введён дважды"),
        CouponReason::OnePerPurchase => pick(
            "one coupon of the promotion counts in a purchase",
            "в одной покупке действует один купон этой акции",
        ),
    }
}
