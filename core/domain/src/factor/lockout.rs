//! What failures of the second step lead to. They belong to the account and carry over from question to question.

/// Wrong typed codes in a row after which digits count no more, until a scan or another factor succeeded.
const TYPED_CODES: u32 = 10;
/// Face checks in a row that failed, after which each further one has to wait.
const FACE_BEFORE_PAUSE: u32 = 5;
/// How long it waits, in seconds.
const FACE_PAUSE_S: i64 = 30;
/// Face checks in a row that failed, after which the face counts no more, until another factor was used.
const FACE: u32 = 50;
/// How long browsers that the account does not know may not ask after "not me", in seconds.
pub const BLOCK_S: i64 = 900;

/// Whether digits that were typed on the phone count.
pub fn typed_codes_count(wrong: u32) -> bool {
    wrong < TYPED_CODES
}

/// Whether the face counts.
pub fn face_counts(failures: u32) -> bool {
    failures < FACE
}

/// Seconds until the next face check may begin, if it has to wait.
pub fn face_wait_s(failures: u32, tried_at: Option<i64>, now: i64) -> Option<i64> {
    let over = tried_at? + FACE_PAUSE_S;
    (failures >= FACE_BEFORE_PAUSE && now < over).then(|| over - now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_wrong_codes_five_and_fifty_faces() {
        assert!(typed_codes_count(9) && !typed_codes_count(10));
        assert!(face_counts(49) && !face_counts(50));
        assert_eq!(face_wait_s(4, Some(100), 101), None);
        assert_eq!(face_wait_s(5, Some(100), 101), Some(29));
        assert_eq!(face_wait_s(5, Some(100), 130), None);
        assert_eq!(face_wait_s(9, None, 130), None);
    }
}
