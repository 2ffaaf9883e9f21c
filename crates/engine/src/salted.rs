//! Points of a base under a salt: what is drawn so that anybody can draw it again.

use sha2::{Digest, Sha256};

/// What stands between the salt and a member's number.
pub const MEMBER: &[u8] = &[0];

/// The first eight bytes, big-endian, of SHA-256 over the salt, `of` and the number, big-endian: a point of a base of 2⁶⁴
/// points. It depends on nothing else, so that a member removed and added again, or a base that grows, re-rolls nobody.
pub fn point(salt: &str, of: &[u8], number: i64) -> u64 {
    let mut hash = Sha256::new();
    hash.update(salt.as_bytes());
    hash.update(of);
    hash.update(number.to_be_bytes());
    let digest = hash.finalize();
    digest
        .iter()
        .take(8)
        .fold(0, |point, byte| (point << 8) | u64::from(*byte))
}

/// Which of so many equal parts of the base, from 0, a point lies in.
pub fn part(point: u64, parts: u64) -> u64 {
    let scaled = (u128::from(point) * u128::from(parts)) >> 64;
    // A point is less than 2⁶⁴, so its part is less than `parts`.
    u64::try_from(scaled).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_the_documented_hash() {
        let digest = Sha256::digest([b"spring\0".as_slice(), &7_i64.to_be_bytes()].concat());
        let first: [u8; 8] = digest[..8].try_into().unwrap();
        assert_eq!(point("spring", MEMBER, 7), u64::from_be_bytes(first));
    }

    #[test]
    fn parts_are_even() {
        for (at, parts, expected) in [
            (0, 10, 0),
            (u64::MAX, 10, 9),
            (1 << 63, 10, 5),
            ((1 << 63) - 1, 10, 4),
            (u64::MAX, u64::MAX, u64::MAX - 1),
        ] {
            assert_eq!(part(at, parts), expected, "{at} of {parts}");
        }
    }
}
