//! Passwords: what is good enough, and their Argon2id digests, made on threads that may block and only a few at a time.

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use super::Error;
use crate::base::secret::{base32, random};
use crate::base::text::fold;

/// Fewest characters of a password.
pub const SHORTEST: usize = 14;
/// Most bytes of a password: more would only cost time.
const LONGEST: usize = 512;
/// Memory of one digest in KiB (OWASP's first choice for Argon2id: 19 MiB, two passes, one lane).
const MEMORY: u32 = 19 * 1024;
/// What people put into passwords first; folded. What is left without them must still be long.
const COMMON: &[&str] = &[
    "matkhau",
    "password",
    "passw0rd",
    "laichau",
    "hotro",
    "congvu",
    "quantri",
    "administrator",
    "admin",
    "welcome",
    "changeme",
    "letmein",
    "qwertyuiop",
    "qwerty",
    "asdfgh",
    "zxcvbn",
    "abcdef",
    "iloveyou",
    "anhyeuem",
    "vietnam",
    "0123456789",
    "123456789",
    "12345678",
    "1234567",
    "123456",
    "12345",
    "1234",
    "987654321",
    "654321",
    "123",
    "abc",
];

/// Memory is dear: this many digests at a time in the whole process, however many people sign in.
static GATE: Semaphore = Semaphore::const_new(2);

/// Refuses a password that is too short, too common, or made of the person's own address or name.
pub fn check(password: &str, email: &str, name: &str) -> Result<(), Error> {
    let invalid = |message| Err(Error::Invalid { field: "password", message });
    if password.chars().count() < SHORTEST {
        return invalid("password-too-short");
    }
    if password.len() > LONGEST {
        return invalid("password-too-long");
    }
    let bare = |text: &str| fold(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let mut left = bare(password);
    let local = email.split('@').next().unwrap_or_default();
    for own in [bare(email), bare(local), bare(name)] {
        if own.chars().count() >= 4 && left.contains(&own) {
            return invalid("password-own-name");
        }
    }
    for common in COMMON {
        left = left.replace(common, "");
    }
    let mut different: Vec<char> = left.chars().collect();
    different.sort_unstable();
    different.dedup();
    if different.len() < 6 {
        return invalid("password-too-common");
    }
    Ok(())
}

/// A random password of 100 bits to hand over once: four groups of five characters.
pub fn generate() -> Result<String, Error> {
    let text = base32(&random::<13>()?);
    let groups: Vec<String> =
        text.as_bytes().chunks(5).take(4).map(|five| String::from_utf8_lossy(five).into()).collect();
    Ok(groups.join("-"))
}

/// The digest of a password in PHC form.
pub async fn digest(password: String) -> Result<String, Error> {
    let salt = random::<16>()?;
    gated(move || {
        let salt = SaltString::encode_b64(&salt).map_err(internal)?;
        Ok(hasher()?.hash_password(password.as_bytes(), &salt).map_err(internal)?.to_string())
    })
    .await
}

/// Whether the password belongs to the digest. Without a digest the same work is done and the answer is no, so that
/// the time taken does not tell which accounts there are.
pub async fn matches(password: String, digest: Option<String>) -> Result<bool, Error> {
    if password.len() > LONGEST {
        return Ok(false);
    }
    let Some(stored) = digest else {
        self::digest(password).await?;
        return Ok(false);
    };
    gated(move || {
        let parsed = PasswordHash::new(&stored).map_err(internal)?;
        Ok(hasher()?.verify_password(password.as_bytes(), &parsed).is_ok())
    })
    .await
}

async fn gated<T: Send + 'static>(work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
    let _turn = GATE.acquire().await.map_err(internal)?;
    tokio::task::spawn_blocking(work).await.map_err(internal)?
}

fn hasher() -> Result<Argon2<'static>, Error> {
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(MEMORY, 2, 1, None).map_err(internal)?))
}

fn internal(error: impl std::fmt::Display) -> Error {
    Error::Internal(format!("password: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(password: &str) -> &'static str {
        match check(password, "an.lo@laichau.gov.vn", "Lò Thị An") {
            Err(Error::Invalid { message, .. }) => message,
            _ => "taken",
        }
    }

    #[test]
    fn weak_passwords_are_refused_each_for_its_reason() {
        assert_eq!(refused("Ngắn quá"), "password-too-short");
        assert_eq!(refused("Lò Thị An 8842 xyz"), "password-own-name");
        assert_eq!(refused("an.lo-9931-suối-nậm"), "password-own-name");
        assert_eq!(refused("Mật khẩu 123456789"), "password-too-common");
        assert_eq!(refused("aaaaaaaaaaaaaaaaaa"), "password-too-common");
        assert_eq!(refused(&"dài".repeat(300)), "password-too-long");
        assert_eq!(refused("Sương mù trên đèo Ô Quy Hồ"), "taken");
        assert_eq!(refused(&generate().unwrap()), "taken");
    }

    #[tokio::test]
    async fn only_the_right_password_matches() {
        let stored = digest("đúng là mật khẩu".into()).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(matches("đúng là mật khẩu".into(), Some(stored.clone())).await.unwrap());
        assert!(!matches("sai mật khẩu".into(), Some(stored)).await.unwrap());
        assert!(!matches("đúng là mật khẩu".into(), None).await.unwrap());
    }
}
