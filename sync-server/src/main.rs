//! `daftar-relay`.

fn main() -> std::process::ExitCode {
    // Only fails if one is installed already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    sync_server::cli::main()
}
