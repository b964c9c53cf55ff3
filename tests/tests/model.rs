//! Every sequence of a few steps on the model of sets: nobody gets what the oracle forbids, nothing is lost, and a feed
//! that is broken on purpose is found out.

use daftar_tests::model::{Broken, Wrong, exhaust};

#[test]
fn every_sequence_of_four_steps_ends_as_it_must() {
    let count = exhaust(Broken::Nothing, 4).unwrap_or_else(|outcome| panic!("{outcome}"));
    assert!(count.sequences > 100_000, "{count:?}");
}

#[test]
fn each_way_of_breaking_the_feed_is_found_out() {
    for (broken, depth, expected) in [
        (Broken::CursorIsAPosition, 4, Wrong::Content),
        (Broken::GrantWithoutBackFill, 4, Wrong::Content),
        (Broken::PurgeBeforeHandIn, 4, Wrong::Lost),
        (Broken::LateCalledTaken, 4, Wrong::Unseen),
        (Broken::CloseWithoutHoldings, 3, Wrong::Held),
    ] {
        let Err(outcome) = exhaust(broken, depth) else { panic!("{broken:?} is not found out") };
        println!("{broken:?}: {outcome}");
        assert_eq!(outcome.wrong, expected, "{broken:?}: {outcome}");
    }
}
