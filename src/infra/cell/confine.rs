//! What a cell takes away from itself before it reads the first byte: files, network, new processes, and all but a little
//! memory and processor time. Best effort: what the kernel does not offer is named, not fatal.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::time::Duration;

use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetStatus, Scope};
use rlimit::Resource;

/// What one request may cost a cell, and how long a cell lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Address space beyond what the idle process has, in bytes. Virtual memory is what the kernel can count.
    pub memory: u64,
    /// Processor time of one request, in seconds. A backstop: the parent's deadline is shorter.
    pub seconds: u64,
    /// Requests after which the cell ends, so that fragments of memory do not pile up; the pool starts another.
    pub jobs: u32,
}

impl Limits {
    /// The two limits that the pool passes as arguments, and 500 requests a life.
    pub fn new(memory: u64, seconds: u64) -> Self {
        Self { memory, seconds, jobs: 500 }
    }
}

/// Where no figures can be had: more than any idle cell takes.
const UNKNOWN_SIZE: u64 = 1 << 30;

/// Takes away every right that reading a mail does not need, for good, and names what the kernel would not take.
///
/// Meant for a process of one thread: landlock binds the calling thread and what it starts.
pub fn confine(limits: &Limits) -> Vec<&'static str> {
    let mut open = Vec::new();
    let base = Gauge::open().virtual_size().unwrap_or(UNKNOWN_SIZE);
    match shut_out() {
        Ok(RulesetStatus::FullyEnforced) => {}
        Ok(RulesetStatus::PartiallyEnforced) => open.push("part of landlock"),
        _ => open.push("landlock"),
    }
    let fixed = [
        (Resource::CORE, 0, "no core file"),
        (Resource::FSIZE, 0, "no written file"),
        (Resource::NPROC, 0, "no new process"),
        (Resource::AS, base.saturating_add(limits.memory), "memory"),
        // Last, for the others may need a descriptor for a moment. No socket and no file can be had after this.
        (Resource::NOFILE, 0, "no new descriptor"),
    ];
    for (resource, most, name) in fixed {
        if rlimit::setrlimit(resource, most, most).is_err() {
            open.push(name);
        }
    }
    if allow_cpu(Duration::ZERO, limits.seconds).is_err() {
        open.push("processor time");
    }
    open
}

/// Landlock without a single exception: no path, no TCP, no signal or abstract socket to anybody outside.
fn shut_out() -> Result<RulesetStatus, landlock::RulesetError> {
    let abi = ABI::V6;
    let rules = Ruleset::default()
        .handle_access(AccessFs::from_all(abi))?
        .handle_access(AccessNet::from_all(abi))?
        .scope(Scope::from_all(abi))?;
    Ok(rules.create()?.restrict_self()?.ruleset)
}

/// Moves the soft limit, which kills, to `seconds` beyond what the process can have used. The kernel counts a whole life,
/// so it is moved before each request.
pub(super) fn allow_cpu(used: Duration, seconds: u64) -> std::io::Result<()> {
    let (_, hard) = rlimit::getrlimit(Resource::CPU)?;
    // One second for the start of the process, one because the kernel counts whole seconds.
    let soft = used.as_secs().saturating_add(seconds).saturating_add(2).min(hard);
    rlimit::setrlimit(Resource::CPU, soft, hard)
}

/// The process's own size, read through a descriptor that was opened while that was still allowed.
pub(super) struct Gauge(Option<File>);

impl Gauge {
    pub(super) fn open() -> Self {
        Self(File::open("/proc/self/status").ok())
    }

    /// Resident memory in bytes; `None` where the system does not say.
    pub(super) fn resident(&self) -> Option<u64> {
        self.read("VmRSS:")
    }

    fn virtual_size(&self) -> Option<u64> {
        self.read("VmSize:")
    }

    fn read(&self, name: &str) -> Option<u64> {
        let mut page = [0; 4096];
        let length = self.0.as_ref()?.read_at(&mut page, 0).ok()?;
        let text = String::from_utf8_lossy(page.get(..length)?);
        let kilobytes = text.lines().find_map(|line| line.strip_prefix(name))?.trim().strip_suffix("kB")?.trim();
        kilobytes.parse::<u64>().ok()?.checked_mul(1024)
    }
}

#[cfg(test)]
mod tests {
    use super::Gauge;

    #[test]
    fn the_gauge_reads_this_process() {
        let gauge = Gauge::open();
        let resident = gauge.resident().unwrap();
        assert!(resident > 1 << 20 && resident <= gauge.virtual_size().unwrap());
        assert_eq!(Gauge(None).resident(), None);
    }
}
