//! Tables that a supervisor could read, compared with the reviewed ones.

use std::{env, fs, path::Path};

/// Compares `rows` with the reviewed table; with `UPDATE_GOLDEN=1` writes them instead.
pub fn compare(name: &str, head: &[String], rows: &[(String, Vec<String>)]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    let table = print(head, rows);
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, table).unwrap();
        return;
    }
    let reviewed = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    for (line, (now, then)) in table.lines().zip(reviewed.lines()).enumerate() {
        assert_eq!(now, then, "{name}, line {}; if the change is meant: UPDATE_GOLDEN=1", line + 1);
    }
    assert_eq!(table, reviewed, "{name}: rows came or went; if the change is meant: UPDATE_GOLDEN=1");
}

fn print(head: &[String], rows: &[(String, Vec<String>)]) -> String {
    let first = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let width = |column: usize| {
        let cells = rows.iter().map(|(_, cells)| cells[column].chars().count());
        cells.max().unwrap_or(0).max(head[column].chars().count())
    };
    let line = |name: &str, cells: &[String]| {
        let cells = cells.iter().enumerate().map(|(at, cell)| format!("  {cell:<0$}", width(at)));
        format!("{name:<first$}{}", cells.collect::<String>()).trim_end().to_owned() + "\n"
    };
    let head = line("", head);
    head + &rows.iter().map(|(name, cells)| line(name, cells)).collect::<String>()
}
