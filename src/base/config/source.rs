//! Reading settings: file, environment, secret files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use figment::Figment;
use figment::providers::{Format, Serialized, Toml};
use figment::value::{Dict, Value};

use super::Config;
use super::error::ConfigError;

/// Where the settings are when no file is named.
const USUAL_FILE: &str = "hotro.toml";

/// The variables of the process, taken once at the edge of the program so that tests can give their own.
pub type Environment = BTreeMap<String, String>;

/// Settings that may come from a file named by `…_FILE`.
const SECRETS: [(&str, &str); 3] = [("database", "url"), ("secret", "key"), ("smtp", "url")];

/// Variables that are no settings of the program.
const NOT_SETTINGS: [&str; 3] = ["HOTRO_CONFIG", "HOTRO_TEST_REQUIRE", "HOTRO_TEST_POSTGRES"];

/// The process's own variables that begin with `HOTRO_`.
pub fn environment() -> Environment {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .filter(|(name, _)| name.starts_with("HOTRO_"))
        .collect()
}

/// Reads the settings: defaults, then `file` (or `HOTRO_CONFIG`, or `hotro.toml` where it exists), then the environment.
pub fn load(file: Option<&Path>, environment: &Environment) -> Result<Config, ConfigError> {
    let named = file.map(Path::to_path_buf).or_else(|| environment.get("HOTRO_CONFIG").map(PathBuf::from));
    let defaults = Figment::from(Serialized::defaults(Config::default()));
    let overlay = overlay(&defaults, environment)?;
    let mut figment = defaults;
    if let Some(path) = named.or_else(|| Some(PathBuf::from(USUAL_FILE)).filter(|path| path.is_file())) {
        let text = std::fs::read_to_string(&path).map_err(|why| ConfigError::Unreadable { path: path.clone(), why })?;
        figment = figment.merge(Toml::string(&text));
    }
    let config: Config = figment
        .merge(Serialized::defaults(overlay))
        .extract()
        .map_err(|error| ConfigError::Wrong(error.to_string()))?;
    config.check()?;
    Ok(config)
}

/// The environment as sections and keys. A value takes the type that its default has.
fn overlay(defaults: &Figment, environment: &Environment) -> Result<Dict, ConfigError> {
    let mut sections = Dict::new();
    for (name, text) in environment {
        if NOT_SETTINGS.contains(&name.as_str()) {
            continue;
        }
        let (section, key, text) = setting(defaults, name, text)?;
        let value = match defaults.find_value(&format!("{section}.{key}")) {
            Ok(Value::Bool(..)) => {
                text.trim().parse().map_or_else(|_| Value::from(text.as_str()), |yes: bool| Value::from(yes))
            }
            Ok(Value::Num(..)) => {
                text.trim().parse().map_or_else(|_| Value::from(text.as_str()), |number: i64| Value::from(number))
            }
            _ => Value::from(text),
        };
        let Value::Dict(_, keys) = sections.entry(section).or_insert_with(|| Value::from(Dict::new())) else {
            continue;
        };
        keys.insert(key, value);
    }
    Ok(sections)
}

/// Section, key and text of a variable: `HOTRO_HTTP_LISTEN` is `listen` of `[http]`.
fn setting(defaults: &Figment, name: &str, text: &str) -> Result<(String, String, String), ConfigError> {
    let unknown = || ConfigError::UnknownVariable(name.to_owned());
    let lower = name.strip_prefix("HOTRO_").ok_or_else(unknown)?.to_ascii_lowercase();
    if lower == "log" {
        return Ok(("log".into(), "filter".into(), text.to_owned()));
    }
    let (section, key) = lower.split_once('_').ok_or_else(unknown)?;
    if let Some(key) = key.strip_suffix("_file").filter(|key| SECRETS.contains(&(section, key))) {
        let path = PathBuf::from(text);
        let text = std::fs::read_to_string(&path).map_err(|why| ConfigError::Unreadable { path, why })?;
        return Ok((section.into(), key.into(), text.trim().to_owned()));
    }
    defaults.find_value(&format!("{section}.{key}")).map_err(|_missing| unknown())?;
    Ok((section.into(), key.into(), text.to_owned()))
}
