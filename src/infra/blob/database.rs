//! Raw mail in the database, compressed.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Binary, Text, Timestamp};

use crate::base::clock::Instant;
use crate::base::secret::sha256_hex;
use crate::infra::db::Conn;
use crate::infra::db::schema::blob;

/// Bytes ready to be stored: hashed and compressed outside the transaction.
#[derive(Debug)]
pub struct Packed {
    /// SHA-256 of the bytes, hexadecimal.
    pub hash: String,
    size: usize,
    codec: &'static str,
    data: Vec<u8>,
}

/// Hashes and compresses (zstd level 3); keeps the bytes plain where that is not smaller.
pub fn pack(bytes: &[u8]) -> Packed {
    let hash = sha256_hex(bytes);
    match zstd::bulk::compress(bytes, 3) {
        Ok(data) if data.len() < bytes.len() => Packed { hash, size: bytes.len(), codec: "zstd", data },
        _ => Packed { hash, size: bytes.len(), codec: "plain", data: bytes.to_vec() },
    }
}

/// Stores bytes unless they are there already.
pub fn put(conn: &mut Conn, packed: &Packed, at: Instant) -> QueryResult<()> {
    sql_query("INSERT INTO blob (hash, size, codec, data, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (hash) DO NOTHING")
        .bind::<Text, _>(&packed.hash)
        .bind::<BigInt, _>(packed.size as i64)
        .bind::<Text, _>(packed.codec)
        .bind::<Binary, _>(&packed.data)
        .bind::<Timestamp, _>(at)
        .execute(conn)
        .map(drop)
}

/// Takes the bytes of a hash away for good; the row stays as their tombstone.
pub fn erase(conn: &mut Conn, hash: &str, at: Instant) -> QueryResult<()> {
    diesel::update(blob::table.find(hash))
        .set((blob::data.eq(Vec::new()), blob::codec.eq("plain"), blob::erased_at.eq(at)))
        .execute(conn)
        .map(drop)
}

/// The bytes of a hash; nothing where they were erased. A row that does not decompress to its size is an error, not an
/// absence.
pub fn get(conn: &mut Conn, hash: &str) -> QueryResult<Option<Vec<u8>>> {
    let kept = blob::table.find(hash).filter(blob::erased_at.is_null());
    let row: Option<(i64, String, Vec<u8>)> =
        kept.select((blob::size, blob::codec, blob::data)).first(conn).optional()?;
    let Some((size, codec, data)) = row else { return Ok(None) };
    if codec == "plain" {
        return Ok(Some(data));
    }
    zstd::bulk::decompress(&data, size as usize)
        .map(Some)
        .map_err(|error| diesel::result::Error::DeserializationError(format!("raw mail {hash}: {error}").into()))
}
