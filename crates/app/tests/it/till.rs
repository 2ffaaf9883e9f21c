//! The main job: quote, confirm, return, void.

use regulars_app::purchase::{
    ConfirmRequest, DocumentRef, ReturnRequest, ReturnedGoods, confirm, preview_return,
    return_goods,
};
use regulars_app::{MuchRequest, quote};
use regulars_engine::member::Profile;
use regulars_store::ExternalId;

use crate::{System, basket, key, local};

#[tokio::test]
async fn a_purchase_is_quoted_confirmed_and_returned() {
    let system = System::start("2026-03-01T10:00:00+03:00").await;
    let ann = system.join("1001", Profile::default()).await;
    assert_eq!(system.balance(ann).await, 300);
    let mut asked = basket(Some("1001"), "400.00", MuchRequest::Max);
    asked.hold = true;
    let answer = quote::make(&system.app, asked.clone()).await.unwrap();
    assert!(answer.held);
    assert_eq!(answer.priced.asked.totals.to_pay.minor(), 20_000);
    let request = ConfirmRequest {
        call: key("r-1", "body"),
        basket: None,
        quote: Some(answer.quote),
    };
    let first = confirm(&system.app, &local(), request.clone())
        .await
        .unwrap();
    assert!(!first.replayed);
    assert_eq!(system.balance(ann).await, 300 - 200 + 10);
    let again = confirm(&system.app, &local(), request).await.unwrap();
    assert!(again.replayed);
    assert_eq!(again.purchase.id, first.purchase.id);
    assert_eq!(
        again.purchase.decision, first.purchase.decision,
        "the stored answer is the answer given"
    );
    let before = system.balance(ann).await;
    let external = ExternalId {
        integration: "local".to_owned(),
        id: "r-1".to_owned(),
    };
    let request = ReturnRequest {
        call: key("ret-1", "body"),
        purchase: DocumentRef::External(external),
        goods: ReturnedGoods::default(),
    };
    let foreseen = preview_return(&system.app, request.purchase.clone(), request.goods.clone());
    let foreseen = foreseen.await.unwrap();
    assert_eq!(
        system.balance(ann).await,
        before,
        "a preview changes nothing"
    );
    let back = return_goods(&system.app, &local(), request.clone())
        .await
        .unwrap();
    assert_eq!(back.return_.refund.minor(), 20_000);
    assert_eq!(
        foreseen.decision.returned, back.return_.decision.returned,
        "what was foreseen came"
    );
    assert_eq!(system.balance(ann).await, 300);
    assert!(
        return_goods(&system.app, &local(), request)
            .await
            .unwrap()
            .replayed
    );
    system.check();
}

#[tokio::test]
async fn goods_of_a_stranger_come_back_once() {
    let system = System::start("2026-03-01T10:00:00+03:00").await;
    let asked = basket(None, "400.00", MuchRequest::None);
    let request = ConfirmRequest {
        call: key("r-1", "body"),
        basket: Some(asked),
        quote: None,
    };
    let sold = confirm(&system.app, &local(), request).await.unwrap();
    let give_back = |id: &str| ReturnRequest {
        call: key(id, "body"),
        purchase: DocumentRef::Id(sold.purchase.id.raw()),
        goods: ReturnedGoods::default(),
    };
    let caller = local();
    let (one, other) = tokio::join!(
        return_goods(&system.app, &caller, give_back("ret-1")),
        return_goods(&system.app, &caller, give_back("ret-2")),
    );
    assert!(one.is_ok() != other.is_ok(), "{one:?} and {other:?}");
    system.check();
}
