//! This machine's own limits: how many signatures, hashes and durable writes a second it can do at all.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use argon2::{Algorithm, Argon2, Block, Params, Version};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, RSA_PKCS1_SHA256};
use rusqlite::{Connection, params};
use serde::Serialize;

use crate::error::Error;
use crate::process;

/// OWASP's parameters, which the product uses too: 19 MiB, two passes, one lane.
pub(crate) const ARGON2_KIB: u32 = 19 * 1024;
pub(crate) const ARGON2_PASSES: u32 = 2;

const MOST_STEPS: u64 = 2_000_000;
const GROUP: u64 = 64;

/// What a machine has only so much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Resource {
    Rs256,
    Es256,
    Argon2id,
    Commits,
    GroupedRows,
    PointReads,
    Syncs,
    Tls,
}

impl Resource {
    /// Its name in the table of limits.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256-2048 signatures, aws-lc-rs",
            Self::Es256 => "ES256 signatures, aws-lc-rs",
            Self::Argon2id => "Argon2id hashes, 19 MiB t=2 p=1",
            Self::Commits => "SQLite commits, WAL, FULL, 1 row each",
            Self::GroupedRows => "SQLite rows, WAL, FULL, 64 a commit",
            Self::PointReads => "SQLite point reads, a transaction each",
            Self::Syncs => "raw 4 KiB append + fdatasync",
            Self::Tls => "TLS hello-world, axum, 16 connections",
        }
    }
}

/// One limit as measured, by the clock and by the CPU time that it took.
#[derive(Debug, Serialize)]
pub(crate) struct Limit {
    pub(crate) resource: Resource,
    pub(crate) per_second: f64,
    /// None where the CPU is not what limits.
    pub(crate) per_core_second: Option<f64>,
}

/// Measures all limits, each for `each`; files go to `dir`, which should lie on the disk that matters.
pub(crate) fn measure(dir: &Path, each: Duration) -> Result<Vec<Limit>, Error> {
    Ok(vec![
        rs256(each)?,
        es256(each)?,
        argon2id(each)?,
        sqlite(Resource::Commits, &dir.join("single.db"), 1, each)?,
        sqlite(Resource::GroupedRows, &dir.join("grouped.db"), GROUP, each)?,
        point_reads(&dir.join("reads.db"), each)?,
        fdatasync(&dir.join("raw"), each)?,
    ])
}

/// The hasher that the limit and the floor use.
pub(crate) fn argon2id_hasher() -> Result<Argon2<'static>, Error> {
    let params = Params::new(ARGON2_KIB, ARGON2_PASSES, 1, Some(32))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The memory that one hash needs; made once and used again, because fresh pages cost as much as the hash.
pub(crate) fn argon2id_memory() -> Result<Vec<Block>, Error> {
    Ok(vec![Block::default(); Params::new(ARGON2_KIB, ARGON2_PASSES, 1, Some(32))?.block_count()])
}

fn rs256(each: Duration) -> Result<Limit, Error> {
    let key = KeyPair::generate(KeySize::Rsa2048)?;
    let mut signature = vec![0; key.public_modulus_len()];
    let random = SystemRandom::new();
    rate(Resource::Rs256, each, || {
        key.sign(&RSA_PKCS1_SHA256, &random, MESSAGE, &mut signature)?;
        Ok(1)
    })
}

fn es256(each: Duration) -> Result<Limit, Error> {
    let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING)?;
    let random = SystemRandom::new();
    rate(Resource::Es256, each, || {
        key.sign(&random, MESSAGE)?;
        Ok(1)
    })
}

fn argon2id(each: Duration) -> Result<Limit, Error> {
    let hasher = argon2id_hasher()?;
    let mut memory = argon2id_memory()?;
    let mut hash = [0; 32];
    rate(Resource::Argon2id, each, || {
        hasher.hash_password_into_with_memory(MESSAGE, b"sixteen bytes ok", &mut hash, &mut memory)?;
        Ok(1)
    })
}

fn sqlite(resource: Resource, file: &Path, rows: u64, each: Duration) -> Result<Limit, Error> {
    let mut database = durable(file)?;
    let limit = rate(resource, each, || {
        let transaction = database.transaction()?;
        for _ in 0..rows {
            transaction.prepare_cached("INSERT INTO t (v) VALUES (?1)")?.execute(params![MESSAGE])?;
        }
        transaction.commit()?;
        Ok(rows)
    })?;
    drop(database);
    fs::remove_file(file)?;
    Ok(limit)
}

fn point_reads(file: &Path, each: Duration) -> Result<Limit, Error> {
    let mut database = durable(file)?;
    let transaction = database.transaction()?;
    for _ in 0..10_000 {
        transaction.prepare_cached("INSERT INTO t (v) VALUES (?1)")?.execute(params![MESSAGE])?;
    }
    transaction.commit()?;
    let reader = Connection::open(file)?;
    let mut id: i64 = 0;
    let limit = rate(Resource::PointReads, each, || {
        id = (id + 7919) % 10_000;
        let read = reader.prepare_cached("SELECT v FROM t WHERE id = ?1")?;
        read_length(read, id + 1)?;
        Ok(1)
    })?;
    drop((reader, database));
    fs::remove_file(file)?;
    Ok(limit)
}

fn read_length(mut read: rusqlite::CachedStatement<'_>, id: i64) -> rusqlite::Result<usize> {
    read.query_row([id], |row| Ok(row.get_ref(0)?.as_blob()?.len()))
}

/// A database in which a commit is durable when it returns.
fn durable(file: &Path) -> Result<Connection, Error> {
    let database = Connection::open(file)?;
    database.pragma_update(None, "journal_mode", "wal")?;
    database.pragma_update(None, "synchronous", "full")?;
    database.execute_batch("CREATE TABLE t (id INTEGER PRIMARY KEY, v BLOB NOT NULL) STRICT")?;
    Ok(database)
}

fn fdatasync(path: &Path, each: Duration) -> Result<Limit, Error> {
    let mut file = OpenOptions::new().create(true).append(true).open(path)?;
    let block = [7; 4096];
    let limit = rate(Resource::Syncs, each, || {
        file.write_all(&block)?;
        file.sync_data()?;
        Ok(1)
    })?;
    fs::remove_file(path)?;
    Ok(Limit { per_core_second: None, ..limit })
}

/// Repeats `step`, which says how many units it did, for as long as told.
fn rate(
    resource: Resource,
    each: Duration,
    mut step: impl FnMut() -> Result<u64, Error>,
) -> Result<Limit, Error> {
    step()?;
    let us = std::process::id();
    let (cpu_before, began) = (process::cpu_s(us)?, Instant::now());
    let mut units = 0;
    for _ in 0..MOST_STEPS {
        units += step()?;
        if began.elapsed() >= each {
            break;
        }
    }
    let (wall_s, cpu_s) = (began.elapsed().as_secs_f64(), process::cpu_s(us)? - cpu_before);
    let per_core_second = (cpu_s > 0.0).then(|| units as f64 / cpu_s);
    Ok(Limit { resource, per_second: units as f64 / wall_s, per_core_second })
}

// About the length of an ID token's signing input.
const MESSAGE: &[u8] = &[b'm'; 480];
