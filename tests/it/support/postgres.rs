//! A PostgreSQL database of its own for each test, where `HOTRO_TEST_POSTGRES` names a server
//! (`postgres://user@host:port/name`) and the build has the feature. Without one, tests use SQLite and say so;
//! with `HOTRO_TEST_REQUIRE=postgres` they fail instead.

/// The URL of a new and empty database.
pub(crate) fn fresh() -> Option<String> {
    let server = std::env::var_os("HOTRO_TEST_POSTGRES").map(|url| url.into_string().unwrap());
    let url = server.filter(|_| cfg!(feature = "postgres")).map(|server| create(&server));
    if url.is_none() {
        let why = if cfg!(feature = "postgres") {
            "HOTRO_TEST_POSTGRES names no server"
        } else {
            "the build is without the feature postgres"
        };
        assert!(!required("postgres"), "HOTRO_TEST_REQUIRE names postgres, but {why}");
        eprintln!("SKIPPED on PostgreSQL: {why}");
    }
    url
}

#[cfg(feature = "postgres")]
fn create(server: &str) -> String {
    use diesel::{Connection, PgConnection, RunQueryDsl, sql_query};
    let name = format!("t_{}", uuid::Uuid::new_v4().simple());
    let mut conn = PgConnection::establish(server).unwrap();
    sql_query(format!("CREATE DATABASE {name}")).execute(&mut conn).unwrap();
    format!("{}/{name}", server.rsplit_once('/').unwrap().0)
}

#[cfg(not(feature = "postgres"))]
fn create(server: &str) -> String {
    server.to_owned()
}

/// Whether `HOTRO_TEST_REQUIRE` lists a thing that tests otherwise do without.
pub(crate) fn required(what: &str) -> bool {
    let list = std::env::var_os("HOTRO_TEST_REQUIRE").unwrap_or_default();
    list.to_string_lossy().split(',').any(|one| one == what)
}
