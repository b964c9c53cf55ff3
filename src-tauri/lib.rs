//! The desktop shell: commands decode, ask the app, encode.

mod commands;

use daftar_app::{
    App, AppError, Casebook,
    ports::{SystemClock, SystemRandom},
    transport::Https,
};
use daftar_keyring::KeyringSecrets;
use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};
use tauri::Manager as _;

/// What all commands share: the laptop's profile, and the casebook of whoever is signed in.
pub struct Shell {
    app: App,
    book: Mutex<Option<Arc<Casebook>>>,
}

impl Shell {
    fn book(&self) -> Result<Arc<Casebook>, AppError> {
        let book = self.book.lock().unwrap_or_else(PoisonError::into_inner);
        book.clone().ok_or(AppError::new("locked"))
    }

    fn open(&self, book: Option<Casebook>) {
        *self.book.lock().unwrap_or_else(PoisonError::into_inner) = book.map(Arc::new);
    }
}

/// Opens the window and blocks until it is closed. The profile folder is `DAFTAR_PROFILE`, else the system's place for
/// application data.
///
/// # Errors
/// Whatever Tauri reports while starting the event loop.
pub fn run() -> tauri::Result<()> {
    tauri::Builder::default()
        .invoke_handler(commands::handler())
        .setup(|app| {
            let profile = match std::env::var_os("DAFTAR_PROFILE") {
                Some(folder) => PathBuf::from(folder),
                None => app.path().app_data_dir()?,
            };
            let transport = Box::new(Https::new()?);
            let secrets = Box::new(KeyringSecrets::new());
            let laptop = App::new(profile, secrets, Box::new(SystemClock), Box::new(SystemRandom), transport);
            app.manage(Shell { app: laptop, book: Mutex::new(None) });
            Ok(())
        })
        .run(tauri::generate_context!())
}
