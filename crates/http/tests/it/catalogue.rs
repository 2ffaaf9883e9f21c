//! Goods as people look for them.

use serde_json::json;

use crate::caller::{burgers, check};

#[test]
fn goods_are_found_by_a_part_of_code_or_name_in_any_case_page_by_page() {
    let server = burgers();
    let products = json!({"items": [
        {"sku": "4600001", "name": "Чизбургер"}, {"sku": "4600002", "name": "Гамбургер"},
        {"sku": "4600003", "name": "Кола"}, {"sku": "BURGER-XL", "name": "Double"},
    ]});
    let body = products.to_string();
    let put = server.send(
        "PUT",
        "/v1/products",
        "application/json",
        body.as_bytes(),
        &[],
    );
    check(&put, 200, "");
    let found = |query: &str| -> Vec<String> {
        let answer = server.get(&format!("/v1/products?{query}"));
        check(&answer, 200, "");
        let items = answer.body["items"].as_array().unwrap().clone();
        let skus = items
            .iter()
            .map(|item| item["sku"].as_str().unwrap().to_owned());
        skus.collect()
    };
    let burger = "%D0%91%D0%A3%D0%A0%D0%93"; // "БУРГ"
    assert_eq!(found(&format!("q={burger}")), ["4600001", "4600002"]);
    assert_eq!(found("q=burger-x"), ["BURGER-XL"]);
    assert_eq!(found("q=nothing"), Vec::<String>::new());
    assert_eq!(found(&format!("q={burger}&limit=1")), ["4600001"]);
    let first = server.get(&format!("/v1/products?q={burger}&limit=1"));
    let next = first.body["next"].as_str().unwrap().to_owned();
    assert_eq!(
        found(&format!("q={burger}&limit=1&cursor={next}")),
        ["4600002"]
    );
}
