//! `daftar-desktop`: the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    if let Err(error) = daftar_desktop::run() {
        eprintln!("daftar-desktop: {error}");
        std::process::exit(1);
    }
}
