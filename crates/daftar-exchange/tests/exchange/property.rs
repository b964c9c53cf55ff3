//! Whatever may be published survives its files, and the way to another system and back.

use crate::{
    assert_same, exported_and_imported,
    made::{Dice, configuration},
    written_and_read,
};
use daftar_core::config::{Configuration, Field, FieldKind};
use proptest::prelude::*;

/// Reading fills options into calculated fields, and into nothing else.
fn without_what_reading_fills_in(mut config: Configuration) -> Configuration {
    fn clear(fields: &mut [Field]) {
        for field in fields {
            if field.kind == FieldKind::Calculated {
                field.options = None;
            }
            clear(&mut field.fields);
        }
    }
    config.forms.iter_mut().for_each(|form| clear(&mut form.fields));
    config
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_valid_configuration_survives_both_ways(rolls in prop::collection::vec(0u32..1000, 0..1500)) {
        let made = configuration(&mut Dice::new(rolls));
        let read = written_and_read(&made);
        assert_same(&without_what_reading_fills_in(read.clone()), &made);
        assert_same(&written_and_read(&read), &read);
        let imported = exported_and_imported(&read);
        assert_eq!(imported.not_mapped, []);
        assert_same(&imported.configuration, &read);
    }
}
