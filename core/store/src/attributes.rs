//! Attributes that the office defined, and what they say about people.

use domain::attribute::{Attribute, AttributeName, AttributeValue, Attributes};
use domain::id::UserId;
use rusqlite::{Row, params};

use crate::error::{BrokenRow, StoreError};
use crate::row;
use crate::tx::{ReadTx, WriteTx};

/// All definitions, in the order in which they were made.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<Attribute>, StoreError> {
    tx.list("SELECT name, label, shape, editor FROM attributes ORDER BY created_at, name", [], |r| {
        Ok(Attribute {
            name: name(r, 0)?,
            label: r.get(1)?,
            shape: row::word(r, 2, "attributes", "shape")?,
            editor: row::word(r, 3, "attributes", "editor")?,
        })
    })
}

/// Makes a definition, or changes it.
pub fn put(tx: &WriteTx<'_>, attribute: &Attribute, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO attributes (name, label, shape, editor, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (name) DO UPDATE SET label = excluded.label, shape = excluded.shape, editor = excluded.editor",
        params![
            attribute.name.as_str(),
            attribute.label,
            row::to_word(&attribute.shape, "attributes", "shape")?,
            row::to_word(&attribute.editor, "attributes", "editor")?,
            now,
        ],
    )?;
    Ok(())
}

/// Takes a definition away, with all that it says.
pub fn delete(tx: &WriteTx<'_>, name: &AttributeName) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM attributes WHERE name = ?1", [name.as_str()])? > 0)
}

/// Of how many people it says something.
pub fn count_of(tx: &ReadTx<'_>, name: &AttributeName) -> Result<i64, StoreError> {
    tx.count("SELECT count(*) FROM user_attributes WHERE name = ?1", [name.as_str()])
}

/// All that is said about a person.
pub fn values_of(tx: &ReadTx<'_>, user: &UserId) -> Result<Attributes, StoreError> {
    let pairs = tx.list(
        "SELECT name, value FROM user_attributes WHERE user_id = ?1 ORDER BY name",
        [user.as_str()],
        |r| Ok((name(r, 0)?, row::json(r, 1, "user_attributes", "value")?)),
    )?;
    Ok(pairs.into_iter().collect())
}

/// What an attribute says about a person from now on.
pub fn set(
    tx: &WriteTx<'_>,
    user: &UserId,
    name: &AttributeName,
    value: Option<&AttributeValue>,
) -> Result<(), StoreError> {
    let Some(value) = value else {
        tx.execute(
            "DELETE FROM user_attributes WHERE user_id = ?1 AND name = ?2",
            [user.as_str(), name.as_str()],
        )?;
        return Ok(());
    };
    tx.execute(
        "INSERT INTO user_attributes (user_id, name, value) VALUES (?1, ?2, ?3)
         ON CONFLICT (user_id, name) DO UPDATE SET value = excluded.value",
        params![user.as_str(), name.as_str(), row::to_json(value, "user_attributes", "value")?],
    )?;
    Ok(())
}

fn name(r: &Row<'_>, index: usize) -> Result<AttributeName, StoreError> {
    let broken = BrokenRow { table: "attributes", column: "name" };
    AttributeName::parse(&r.get::<_, String>(index)?).map_err(|_| broken.into())
}
