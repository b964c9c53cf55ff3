//! The tree is the architecture: the arrows between rooms, and the words some rooms never say.

use daftar_tests::rooms::{metadata, root, wrong_edges, wrong_words};

#[test]
fn every_room_uses_only_the_rooms_and_crates_it_may() {
    let wrong = wrong_edges(&metadata());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_rules_touch_no_world_and_the_pages_no_network() {
    let wrong = wrong_words(&root());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
