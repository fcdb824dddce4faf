//! The program `systemkarta`: everything is in the library.

fn main() -> std::process::ExitCode {
    systemkarta::cli::main()
}
