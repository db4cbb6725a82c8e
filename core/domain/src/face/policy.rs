//! Which models look at a face and from where on it is the owner's: what `assets/models/manifest.json` says.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use serde::{Deserialize, Serialize};

use super::{COLOURS, Colour, GESTURES, Gesture};
use crate::token::sha256;

const MANIFEST: &str = include_str!("../../../../assets/models/manifest.json");
/// How long the policy before the one in force still counts, in seconds.
const GRACE_S: i64 = 600;

/// Models and thresholds under one id, which is made of them, so that no two differ under one id.
#[derive(Clone, Debug, Serialize)]
pub struct FacePolicy {
    /// What a phone names in its answer.
    #[serde(rename = "policy")]
    pub id: String,
    /// Files of models that phones load.
    pub models: Vec<Model>,
    /// From where on.
    pub thresholds: Thresholds,
    /// Movements that may be asked for.
    pub gestures: [Gesture; 5],
    /// Colours that may be shown.
    pub colours: [Colour; 5],
}

/// A file of a model.
#[derive(Clone, Debug, Serialize)]
pub struct Model {
    /// What it is called.
    pub name: String,
    /// What it is for.
    pub role: Role,
    /// Path on this server.
    pub url: String,
    /// In lower-case hex.
    pub sha256: String,
    /// How long it is.
    pub bytes: u64,
    /// How a picture is put before a passive model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input: Option<PassiveInput>,
}

/// What a model is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Finds faces and their landmarks.
    Detector,
    /// Turns an aligned face into numbers.
    Embedder,
    /// Judges from single pictures whether a face is alive. None ships.
    Passive,
}

/// How a picture is put before a passive model, and how its answer is read.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PassiveInput {
    /// How much wider than the face it looks.
    pub crop: f64,
    /// Side of its input, in pixels.
    pub size: u32,
    /// Order of its colours.
    pub order: ColourOrder,
    /// The value of white.
    pub scale: f64,
    /// Which of its outputs means "alive".
    pub live: u32,
    /// From where on it does.
    pub threshold: f64,
}

/// In which order a model takes the colours of a pixel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColourOrder {
    /// Blue, green, red.
    Bgr,
    /// Red, green, blue.
    Rgb,
}

/// From where on a face is the owner's. Measured on LFW with `SFace`: 0.45 lets one stranger in 20,000 pass.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Thresholds {
    /// Cosine of the median of the frames to the template, at least.
    #[serde(rename = "match")]
    pub matching: f64,
    /// Frames that are looked at.
    pub frames: u8,
    /// Cosine of a turned head to the template, at least.
    pub turned: f64,
    /// Width of the face in the picture, at least.
    pub face_width_min: f64,
    /// Width of the face in the picture, at most.
    pub face_width_max: f64,
}

/// The policies that this version brings: the same models, and two thresholds to choose from.
#[derive(Clone, Debug)]
pub struct FacePolicies {
    /// The usual one.
    pub normal: FacePolicy,
    /// Lets fewer strangers pass, and refuses the owner more often.
    pub strict: FacePolicy,
}

/// Why the manifest is of no use.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// A policy's id is not made of what stands in the manifest.
    #[error("assets/models/manifest.json: the id of the {name} policy has to be {expected}")]
    Id {
        /// `normal` or `strict`.
        name: &'static str,
        /// What is right.
        expected: String,
    },
    /// Not in the form of a manifest.
    #[error("assets/models/manifest.json: {0}")]
    Json(#[from] serde_json::Error),
    /// Not the models that a face check needs.
    #[error("assets/models/manifest.json: {0}")]
    Models(&'static str),
}

/// A policy by which answers are measured, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyRecord {
    /// Its id.
    pub id: String,
    /// SHA-256 of its models by their names; empty for one of a version that named none.
    pub models: BTreeMap<String, String>,
    /// From when it is in force, in seconds since 1970.
    pub since: i64,
}

#[derive(Deserialize)]
struct Manifest {
    policy: Ids,
    thresholds: ManifestThresholds,
    models: Vec<ManifestModel>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ids {
    normal: String,
    strict: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ManifestThresholds {
    r#match: f64,
    match_strict: f64,
    frames: u8,
    turned: f64,
    face_width_min: f64,
    face_width_max: f64,
}

#[derive(Deserialize)]
struct ManifestModel {
    name: String,
    role: Role,
    sha256: String,
    bytes: u64,
    input: Option<PassiveInput>,
}

/// What an id is made of: where a file lies and how long it is follows from its hash.
#[derive(Serialize)]
struct Content<'a> {
    models: Vec<(&'a str, Role, &'a str, Option<PassiveInput>)>,
    thresholds: Thresholds,
}

impl FacePolicies {
    /// Those of the manifest that was built in.
    pub fn embedded() -> Result<Self, ManifestError> {
        Self::read(MANIFEST)
    }

    fn read(manifest: &str) -> Result<Self, ManifestError> {
        let Manifest { policy, thresholds, models } = serde_json::from_str(manifest)?;
        let models: Vec<Model> = models.into_iter().map(Model::from).collect();
        check(&models)?;
        if thresholds.match_strict <= thresholds.r#match {
            return Err(ManifestError::Models("the strict threshold has to be above the normal one"));
        }
        let of = |name, id: &str, matching| {
            let policy = FacePolicy::new(models.clone(), thresholds.with(matching))?;
            if policy.id == id { Ok(policy) } else { Err(ManifestError::Id { name, expected: policy.id }) }
        };
        Ok(Self {
            normal: of("normal", &policy.normal, thresholds.r#match)?,
            strict: of("strict", &policy.strict, thresholds.match_strict)?,
        })
    }
}

/// One that finds faces, one that tells them apart, and passive ones that say how they are asked.
fn check(models: &[Model]) -> Result<(), ManifestError> {
    let count = |role| models.iter().filter(|model| model.role == role).count();
    if count(Role::Detector) != 1 || count(Role::Embedder) != 1 {
        return Err(ManifestError::Models("there has to be one detector and one embedder"));
    }
    if models.iter().any(|model| (model.role == Role::Passive) != model.input.is_some()) {
        return Err(ManifestError::Models("a passive model, and no other, says what its input is"));
    }
    let names: BTreeMap<_, _> = models.iter().map(|model| (&model.name, ())).collect();
    if names.len() != models.len() {
        return Err(ManifestError::Models("two models have one name"));
    }
    Ok(())
}

impl From<ManifestModel> for Model {
    fn from(model: ManifestModel) -> Self {
        let ManifestModel { name, role, sha256, bytes, input } = model;
        Self { name, role, url: format!("/phone/models/{sha256}.onnx"), sha256, bytes, input }
    }
}

impl ManifestThresholds {
    fn with(&self, matching: f64) -> Thresholds {
        let Self { frames, turned, face_width_min, face_width_max, .. } = *self;
        Thresholds { matching, frames, turned, face_width_min, face_width_max }
    }
}

impl FacePolicy {
    fn new(models: Vec<Model>, thresholds: Thresholds) -> Result<Self, ManifestError> {
        let named =
            models.iter().map(|model| (model.name.as_str(), model.role, model.sha256.as_str(), model.input));
        let content = serde_json::to_vec(&Content { models: named.collect(), thresholds })?;
        let id = BASE64URL.encode(sha256(&content)).chars().take(16).collect();
        Ok(Self { id, models, thresholds, gestures: GESTURES, colours: COLOURS })
    }

    /// As it is remembered.
    pub fn record(&self, since: i64) -> PolicyRecord {
        let models = self.models.iter().map(|model| (model.name.clone(), model.sha256.clone()));
        PolicyRecord { id: self.id.clone(), models: models.collect(), since }
    }
}

/// Policies that count: the present one, and the one before it for ten minutes. `known`: newest first.
pub fn in_force(present: &FacePolicy, known: &[PolicyRecord], now: i64) -> Vec<PolicyRecord> {
    let began = known.iter().find(|record| record.id == present.id).map(|record| record.since);
    let is_young = began.is_some_and(|since| now < since + GRACE_S);
    let before = known.iter().find(|record| record.id != present.id).filter(|_| is_young);
    std::iter::once(present.record(began.unwrap_or(now))).chain(before.cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSIVE: &str = r#"{"name": "live", "role": "passive", "sha256": "aa", "bytes": 1,
        "input": { "crop": 2.7, "size": 80, "order": "bgr", "scale": 255, "live": 1, "threshold": 0.5 }},"#;

    fn with_passive() -> String {
        MANIFEST.replacen("\"models\": [", &format!("\"models\": [{PASSIVE}"), 1)
    }

    #[test]
    fn the_manifest_names_the_ids_that_its_content_has() {
        let policies = FacePolicies::embedded().unwrap_or_else(|error| panic!("{error}"));
        assert_ne!(policies.normal.id, policies.strict.id);
        assert_eq!(policies.normal.id.len(), 16);
        assert!((policies.normal.thresholds.matching - 0.45).abs() < 1e-9);
        assert!((policies.strict.thresholds.matching - 0.50).abs() < 1e-9);
    }

    #[test]
    fn whatever_is_changed_needs_another_id() {
        for (from, to) in [
            ("\"turned\": 0.3", "\"turned\": 0.31"),
            ("\"frames\": 5", "\"frames\": 4"),
            ("84c7dc7f", "84c7dc70"),
            ("\"name\": \"sface\"", "\"name\": \"arcface\""),
        ] {
            let changed = MANIFEST.replacen(from, to, 1);
            assert_ne!(changed, MANIFEST, "{from}");
            assert!(matches!(FacePolicies::read(&changed), Err(ManifestError::Id { .. })), "{from}");
        }
    }

    #[test]
    fn the_files_are_those_of_the_manifest() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/models/");
        let manifest: serde_json::Value = serde_json::from_str(MANIFEST).unwrap();
        let models = FacePolicies::embedded().unwrap().normal.models;
        for (entry, model) in manifest["models"].as_array().unwrap().iter().zip(&models) {
            let file = std::fs::read(format!("{folder}{}", entry["file"].as_str().unwrap())).unwrap();
            let hash: String = sha256(&file).iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!((&model.sha256, model.bytes), (&hash, file.len() as u64), "{}", model.name);
            assert_eq!(model.url, format!("/phone/models/{hash}.onnx"));
        }
    }

    #[test]
    fn a_passive_model_goes_to_the_phones_with_its_input_and_belongs_to_the_id() {
        let Err(ManifestError::Id { expected, .. }) = FacePolicies::read(&with_passive()) else { panic!() };
        assert_ne!(expected, FacePolicies::embedded().unwrap().normal.id);
        let Manifest { models, .. } = serde_json::from_str(&with_passive()).unwrap();
        let models: Vec<Model> = models.into_iter().map(Model::from).collect();
        assert!(check(&models).is_ok());
        let shown = serde_json::to_value(&models).unwrap();
        let input = serde_json::json!({"crop": 2.7, "size": 80, "order": "bgr", "scale": 255.0, "live": 1, "threshold": 0.5});
        assert_eq!(shown[0]["input"], input);
        assert!(shown[1].get("input").is_none());
    }

    #[test]
    fn a_manifest_that_no_check_can_be_made_with_is_refused() {
        let refused = |manifest: &str| FacePolicies::read(manifest).unwrap_err().to_string();
        assert!(refused(&with_passive().replacen("\"input\"", "\"in\"", 1)).contains("passive"));
        assert!(refused(&MANIFEST.replacen("\"embedder\"", "\"detector\"", 1)).contains("one embedder"));
        assert!(refused(&MANIFEST.replacen("\"sface\"", "\"yunet\"", 1)).contains("one name"));
        assert!(refused(&MANIFEST.replacen("0.5,", "0.4,", 1)).contains("strict"));
        assert!(refused(&MANIFEST.replacen("\"turned\"", "\"tuned\"", 1)).contains("tuned"));
    }

    #[test]
    fn the_policy_before_counts_for_ten_minutes() {
        let FacePolicies { normal, strict } = FacePolicies::embedded().unwrap();
        let known = [strict.record(1_000), normal.record(10)];
        let ids = |present: &FacePolicy, now| -> Vec<String> {
            in_force(present, &known, now).into_iter().map(|record| record.id).collect()
        };
        assert_eq!(ids(&strict, 1_599), [strict.id.clone(), normal.id.clone()]);
        assert_eq!(ids(&strict, 1_600), std::slice::from_ref(&strict.id));
        assert_eq!(
            ids(&normal, 1_600),
            std::slice::from_ref(&normal.id),
            "whatever else was noted in the same second"
        );
        assert_eq!(in_force(&strict, &known, 1_600)[0].models["yunet"], strict.models[0].sha256);
    }
}
