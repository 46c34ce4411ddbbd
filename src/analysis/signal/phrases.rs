//! The phrases of lures, as patterns on folded text: Vietnamese without marks, and English. A phrase alone proves nothing
//! (banks warn about passwords, offices are in a hurry); detectors combine two of them, or one with a link.

use regex::Regex;

use super::pattern::Pattern;

/// Compiled phrases.
#[derive(Debug)]
pub(super) struct Phrases {
    quota: Pattern,
    threat: Pattern,
    not_you: Pattern,
    verify: Pattern,
    credentials: Pattern,
    admin: Pattern,
    state: Pattern,
    greeting: Pattern,
    mailbox: Pattern,
    role: Pattern,
    pub(super) address: Option<Regex>,
}

const QUOTA: &str = r"\b(hop thu|hom thu|mailbox|email|thu dien tu|webmail|zimbra)\b.{0,60}\b(day|dung luong|quota|vuot (qua )?(gioi han|dung luong)|het han|nang cap|full|storage|exceeded|upgrade|almost full)\b|\b(vuot qua|sap het|het|gan day) (gioi han )?(luu tru|dung luong)\b|\b(exceeded|over|reached) (your |the |its )?(mailbox |email )?(storage|quota)\b|\bupgrade your (mailbox|email|webmail|account)\b";
const THREAT: &str = r"\b((bi|se bi|da bi) (khoa|tam khoa|tam ngung|tam dung|dinh chi|ngung|vo hieu hoa|xoa|huy)|mat tai khoan|dong bang tai khoan)\b|\b(account|mailbox|email|access)\b.{0,40}\b(will be|has been|have been|is|was) (permanently |temporarily )?(suspended|locked|deactivated|closed|disabled|terminated|deleted|restricted|limited)\b|\b(suspend|deactivate|terminate|lock|close) your (account|mailbox|email)\b|\bmat khau\b.{0,40}\bhet han\b|\bpassword\b.{0,40}\b(expires?|expired|expiring|expiration)\b|\b(account|service|payment|access|membership)\b.{0,25}\b(suspension|interruption|on hold|termination|is (now )?locked|violation)\b|\b(conta|acesso|cartao|dispositivo|token)\b.{0,30}\b(bloquead[oa]|suspens[oa]|cancelad[oa]|expirou|expira)\b|\b(evite o )?bloqueio\b|\bkonto\b.{0,40}\b(gesperrt|eingeschrankt|deaktiviert)\b|\bcompte\b.{0,40}\b(suspendu|bloque|limite|desactive)\b|\bcuenta\b.{0,30}\b(suspendida|bloqueada|limitada)\b";
const NOT_YOU: &str = r"\bneu khong phai (la )?(ban|quy khach|anh|chi|ong|ba)\b|\b(dang nhap|kich hoat|tieu dung)\b.{0,40}\b(thiet bi la|bat thuong|nuoc ngoai|khac vung)\b|\bif (this|it) was(n.t| not) you\b|\bif you (did not|didn.t|have not) (request|make|authorize|recogni[sz]e|sign|initiate)\b|\bunusual (sign.?in|log.?in|activity)\b|\bsuspicious (sign.?in|log.?in|activity)\b|\bsomeone (else )?(tried to|just|has) .{0,10}[li]og|\bnew (sign.?in|log.?in|device)\b.{0,60}\b(account|your)\b|\bdang nhap bat thuong\b|\b(nao foi voce|nao reconhece)\b|\bin case it was not you\b";
const VERIFY: &str = r"\b(xac (minh|thuc|nhan)|cap nhat|kich hoat lai|nang cap|khoi phuc|dong bo)\b.{0,60}\b(tai khoan|thong tin|hop thu|he thong|mat khau|thiet bi|dinh danh|ho ten)\b|\b(verify|confirm|validate|re-?activate|restore|re-?confirm)\b.{0,40}\b(account|identity|information|details|mailbox|email|e-mail|password|payment|billing|wallet)\b|\bupdate\b.{0,40}\b(account|identity|information|details|mailbox|password|payment|billing|wallet)\b|\b(verification|confirmation) (needed|required|process)\b|\b(atualiz\w+|confirm\w+|verifi\w+|sincroni\w+)\b.{0,30}\b(conta|dados|cadastro|itoken|dispositivo|acesso)\b|\b(aktualisier\w*|bestatig\w*|verifizier\w*)\b.{0,40}\b(konto|daten|zahlung)\b|\b(verifi\w+|confirm\w+|mett\w+ a jour|actualis\w+)\b.{0,30}\b(compte|informations|coordonnees)\b|\b(verifi\w+|actualiz\w+|confirm\w+)\b.{0,30}\b(cuenta|datos)\b|\bactivez votre compte\b|\b(dang nhap|nhap|ke khai|dien)\b.{0,30}\b(tai khoan ngan hang|so the|so tai khoan|mat khau|otp|ma xac (thuc|nhan)|cccd)\b|\bke khai\b.{0,40}\b(tai khoan|thong tin)\b";
const CREDENTIALS: &str = r"\b(mat khau|password|otp|ma xac (thuc|nhan|minh)|ten dang nhap|tai khoan ngan hang|so tai khoan|cccd|can cuoc|so the|user ?name|credentials|card number|passcode|pin code|log ?in|sign ?in)\b";
const ADMIN: &str = r"\b(quan tri (he thong|vien|thu|mang)|bo phan (quan tri|ky thuat|ho tro)|ban quan tri|zimbra|webmail|help ?desk|it (support|service|department|team|desk|admin)|mail ?(server )?admin(istrator)?|system admin(istrator)?|email admin(istrator)?|mailbox (team|support)|he thong (thu|email|mail)|(an ninh|bao mat) tai khoan|mail system|email security|bo phan (cntt|cong nghe thong tin)|quarantine (report|notification|summary)|mail delivery (team|report|system)|message cent(er|re))\b";
const GREETING: &str = r"\b(dear|hello|hi|attn:?|attention:?) (valued |valuable |esteemed |our )?(customer|client|user|member|account (holder|owner|user)|beneficiary|email (user|owner)|subscriber|winner)\b|\b(dear|hello|hi|hey|attention|atencao|ola):? [\w.+-]{2,64}@\w|\b(prezad|car)[oa](\(a\))?,? ?(cliente|usuario|[\w.+-]{2,64}@)|\bsehr geehrter? (kunde|kundin|nutzer|herr/frau)|\bchere? client|\bestimad[oa] (cliente|usuario)|\b(kinh gui|kinh chao|chao) (nguoi (su )?dung|quy khach|khach hang|chu tai khoan|thanh vien)\b";
const MAILBOX: &str = r"\b(hop thu|hom thu|mailbox|webmail|zimbra|tai khoan (e?mail|thu)|(e-?mail|mail) (account|storage|quota|password)|(mat khau|password) (cua )?(e?mail|thu)|(thu|messages?|e-?mails?) .{0,30}(cach ly|tam giu|bi giu|giu lai|quarantined?|on hold|undelivered)|mo rong dung luong)\b";
const ROLE: &str = r"^\W*((trung tam|bo phan|ban|he thong|doi|phong|to) )?(ho tro|ky thuat|quan tri|bao mat|an ninh|canh bao|cham soc khach hang|cskh|support|security|account|accounts|mail|email|admin|administrator|service|services|help ?desk|customer|notification|notifications|notice|alert|alerts|team|center|centre|desk|no-?reply|verification|billing|payment|update|online|tai khoan|khach hang|thong bao|he thong|nguoi dung|trust|safety|[ .,_&-])+\W*$";
const STATE: &str = r"\b(ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|bo (cong an|tai chinh|y te|noi vu|quoc phong|khoa hoc va cong nghe|thong tin va truyen thong|tu phap)|so (thong tin|khoa hoc|noi vu|tai chinh|y te|tu phap|xay dung|cong thuong|giao duc|nong nghiep)|cong an|csgt|co quan canh sat|canh sat (dieu tra|giao thong)|cuc thue|tong cuc thue|chi cuc thue|kho bac nha nuoc|bao hiem xa hoi|cong dich vu cong|vneid|toa an nhan dan|vien kiem sat|van phong chinh phu|thanh tra (tinh|chinh phu))\b";

impl Default for Phrases {
    fn default() -> Self {
        Self {
            quota: Pattern::new(QUOTA),
            threat: Pattern::new(THREAT),
            not_you: Pattern::new(NOT_YOU),
            verify: Pattern::new(VERIFY),
            credentials: Pattern::new(CREDENTIALS),
            admin: Pattern::new(ADMIN),
            state: Pattern::new(STATE),
            greeting: Pattern::new(GREETING),
            mailbox: Pattern::new(MAILBOX),
            role: Pattern::new(ROLE),
            address: Regex::new(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}").ok(),
        }
    }
}

impl Phrases {
    /// A full or outdated mailbox.
    pub(super) fn quota(&self, folded: &str) -> Option<String> {
        self.quota.find(folded)
    }

    /// An account that will be locked.
    pub(super) fn threat(&self, folded: &str) -> Option<String> {
        self.threat.find(folded)
    }

    /// "If it was not you".
    pub(super) fn not_you(&self, folded: &str) -> Option<String> {
        self.not_you.find(folded)
    }

    /// A call to verify or update an account.
    pub(super) fn verify(&self, folded: &str) -> Option<String> {
        self.verify.find(folded)
    }

    /// Words for passwords and codes.
    pub(super) fn credentials(&self, folded: &str) -> Option<String> {
        self.credentials.find(folded)
    }

    /// A claim to run the mail system.
    pub(super) fn admin(&self, folded: &str) -> Option<String> {
        self.admin.find(folded)
    }

    /// Talk of the reader's own mailbox.
    pub(super) fn mailbox(&self, folded: &str) -> Option<String> {
        self.mailbox.find(folded)
    }

    /// A name that is nothing but a role.
    pub(super) fn role(&self, folded: &str) -> bool {
        self.role.is_match(folded)
    }

    /// A greeting that knows no name.
    pub(super) fn greeting(&self, folded: &str) -> Option<String> {
        self.greeting.find(folded)
    }

    /// A claim to be a body of the state.
    pub(super) fn state(&self, folded: &str) -> Option<String> {
        self.state.find(folded)
    }
}

#[cfg(test)]
mod tests {
    use super::Phrases;

    #[test]
    fn every_phrase_compiles() {
        let p = Phrases::default();
        let all = [
            &p.quota,
            &p.threat,
            &p.not_you,
            &p.verify,
            &p.credentials,
            &p.admin,
            &p.state,
            &p.greeting,
            &p.mailbox,
            &p.role,
        ];
        assert!(all.iter().all(|pattern| pattern.is_sound()) && p.address.is_some());
    }
}
