//! Processes are restarted one after another while tills sell.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::shop::{Shop, purchase, send};

const TILLS: usize = 4;

/// Sells until told to stop: to the first server that takes the connection. Answers how many were sold.
fn sell(shop: &Shop, till: usize, servers: &[String; 2], stop: &AtomicBool) -> u64 {
    let mut sold = 0;
    let mut preferred = till % 2;
    while !stop.load(Ordering::Relaxed) {
        let body = purchase(&format!("till-{till}-{sold}"));
        let mut answer = send(&servers[preferred], "/v1/purchases", &shop.key, &body);
        if answer.is_err() {
            preferred = 1 - preferred;
            answer = send(&servers[preferred], "/v1/purchases", &shop.key, &body);
        }
        let (status, body) = answer.expect("one of two servers takes the connection");
        assert_eq!(status, 201, "{body}");
        sold += 1;
    }
    sold
}

#[test]
fn a_restart_of_one_after_the_other_fails_no_request() {
    let shop = Shop::with("burger-heroes.yaml");
    let names = ["a", "b"];
    let mut running = names.map(|name| Some(shop.serve(name)));
    shop.register(running[0].as_ref().unwrap());
    let addresses = [0, 1].map(|place: usize| running[place].as_ref().unwrap().address.clone());
    let stop = AtomicBool::new(false);
    let sold: u64 = thread::scope(|scope| {
        let (shop, addresses, stop) = (&shop, &addresses, &stop);
        let tills: Vec<_> = (0..TILLS)
            .map(|till| scope.spawn(move || sell(shop, till, addresses, stop)))
            .collect();
        for (place, name) in names.iter().enumerate() {
            let old = running[place].take().unwrap();
            old.ask_to_stop();
            // It serves on for a while, but sends everybody elsewhere.
            while shop.get(&old, "/readyz").0 != 503 {}
            old.ended();
            running[place] = Some(shop.serve_on(name, &addresses[place], shop.database()));
        }
        stop.store(true, Ordering::Relaxed);
        tills.into_iter().map(|till| till.join().unwrap()).sum()
    });
    assert!(sold > 0);
    assert_eq!(shop.check(), sold);
}
