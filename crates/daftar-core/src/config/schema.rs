//! JSON Schemas of the configuration's files, for editors that complete and check while one writes.

use super::{Agency, Form, Group, Lookup, Role, Settings};
use crate::{
    expr::{Calculation, Condition, Rule},
    value::Value,
};
use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use std::borrow::Cow;

/// `roles.toml`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Roles")]
#[allow(dead_code)] // never made: it only describes
struct RolesFile {
    roles: Vec<Role>,
}

/// `organisations.toml`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Organisations")]
#[allow(dead_code)] // never made: it only describes
struct OrganisationsFile {
    agencies: Vec<Agency>,
    groups: Vec<Group>,
}

impl JsonSchema for Value {
    fn schema_name() -> Cow<'static, str> {
        "Value".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "true or false, a whole number, a word, or a list of words; `today` and `now` for dates",
            "type": ["boolean", "integer", "string", "array"],
            "items": { "type": "string" }
        })
    }
}

impl JsonSchema for Rule<Condition> {
    fn schema_name() -> Cow<'static, str> {
        "Condition".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let this = generator.subschema_for::<Self>();
        let constant = json_schema!({ "type": ["boolean", "integer", "string"] });
        let compared =
            json_schema!({ "type": "object", "minProperties": 1, "additionalProperties": constant });
        let of = |what: Schema| json_schema!({ "type": "array", "minItems": 1, "items": what });
        let list = of(this.clone());
        let constants = of(constant.clone());
        json_schema!({
            "description": "What other answers must be: { sex = \"female\" }, { ge = { age = 12 } }, { in = { field = [..] } }, \
                            { and = [..] }, { or = [..] }, { not = {..} }. A field without an answer equals false.",
            "anyOf": [
                {
                    "type": "object",
                    "minProperties": 1,
                    "properties": {
                        "eq": compared, "gt": compared, "ge": compared, "lt": compared, "le": compared,
                        "in": { "type": "object", "minProperties": 1, "additionalProperties": { "type": "array", "items": constant } },
                        "and": list, "or": list, "not": this
                    },
                    "additionalProperties": { "anyOf": [constant, constants] }
                },
                list
            ]
        })
    }
}

impl JsonSchema for Rule<Calculation> {
    fn schema_name() -> Cow<'static, str> {
        "Calculation".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let field = json_schema!({ "type": "string" });
        let fields = json_schema!({ "type": "array", "items": { "type": "string" } });
        let added = json_schema!({ "type": "array", "items": { "type": ["string", "integer", "object"] } });
        let one = |word: &str, what: &Schema, more: &[&str]| {
            let mut properties = serde_json::Map::new();
            properties.insert(word.to_owned(), what.clone().into());
            for word in more {
                properties.insert((*word).to_owned(), field.clone().into());
            }
            json_schema!({
                "type": "object", "properties": properties, "required": [word], "additionalProperties": false
            })
        };
        let mean = json_schema!({
            "anyOf": [added, {
                "type": "object",
                "properties": { "data": added, "decimal_places": { "type": "integer", "minimum": 0, "maximum": 6 } },
                "required": ["data"],
                "additionalProperties": false
            }]
        });
        json_schema!({
            "description": "How the value is worked out. It is never stored.",
            "anyOf": [
                one("sum", &added, &[]),
                one("avg", &mean, &[]),
                one("join", &fields, &[]),
                one("age", &field, &["or"]),
                one("birth_year", &field, &[]),
                one("days", &fields, &[]),
                one("newest", &field, &["by", "take"]),
                one("first", &field, &["by", "take"]),
                one("count", &field, &[]),
                one("union", &fields, &[]),
            ]
        })
    }
}

/// File name and schema (as text, with a line end) of each kind of file.
#[must_use]
pub fn schemas() -> Vec<(&'static str, String)> {
    let one = |name, schema: Schema| {
        // Only what cannot be said in JSON could fail, and a schema is JSON.
        let text = serde_json::to_string_pretty(&schema).unwrap_or_default();
        (name, text + "\n")
    };
    let make = || SchemaSettings::draft07().into_generator();
    vec![
        one("form.schema.json", make().into_root_schema_for::<Form>()),
        one("lookup.schema.json", make().into_root_schema_for::<Lookup>()),
        one("organisations.schema.json", make().into_root_schema_for::<OrganisationsFile>()),
        one("roles.schema.json", make().into_root_schema_for::<RolesFile>()),
        one("settings.schema.json", make().into_root_schema_for::<Settings>()),
    ]
}
