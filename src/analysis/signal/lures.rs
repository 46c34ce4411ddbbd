//! The pretexts of lures in words, each only together with something to act on: a link that leads away from us, a file, or
//! an answer that goes to a stranger. Phrases are folded; other languages stand beside ours where lures in them are common.

use super::pattern::Pattern;
use super::view::{Raised, View};

/// What a pretext needs beside its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Needs {
    /// A link to somebody else.
    Link,
    /// A link to somebody else, or a file.
    LinkOrFile,
    /// Nothing: an answer is what it wants.
    Answer,
}

/// A pretext: its code, what it needs, how many different words must be found, and the words.
struct Pretext {
    code: &'static str,
    needs: Needs,
    hits: usize,
    /// Whether colleagues who answer each other use the same words without harm.
    talk: bool,
    words: &'static [&'static str],
}

const PRETEXTS: &[Pretext] = &[
    Pretext {
        code: "HELD_MAIL",
        needs: Needs::LinkOrFile,
        hits: 1,
        talk: false,
        words: &[
            r"\b(thu|email|mail|message|e-mail)s? .{0,30}\b(tam giu|bi giu|giu lai|bi chan|cach ly|quarantined|undelivered|on hold|were blocked|been held)\b",
            r"\b(giu lai|tam giu|dang giu|chan) .{0,12}\b(thu|email)\b",
            r"\b(quarantined?|undelivered|blocked|suspended|pending incoming) (e-?mail|message)s?\b",
            r"\bphat hanh thu\b|\brelease (the |your |all |pending )?(message|mail|e-?mail)s?\b",
        ],
    },
    Pretext {
        code: "PRIZE_LURE",
        needs: Needs::LinkOrFile,
        hits: 1,
        talk: true,
        words: &[
            r"\b(trung (thuong|giai)|tri an khach hang|nhan (qua tang|thuong|qua mien phi)|doi (diem|qua)|qua tang mien phi)\b",
            r"\b(du dieu kien|duoc) nhan .{0,30}\b(ho tro|tro cap|hoan tien|tien)\b|\bho tro tu quy\b|\btien (ho tro|hoan thue|thue duoc hoan)\b|\bso tien .{0,15}duoc hoan\b",
            r"\byou('ve| have)? (been (selected|chosen)|won (a|an|the|your|our|one|\d|\$)|are (the|our|a) (lucky )?winner)",
            r"\b(claim|confirm|collect|unlock|redeem) (your|the|this|ur) .{0,25}\b(prize|reward|gift|bonus|cash|voucher|winnings|offer|refund|spot)s?\b",
            r"\b(exclusive|free|promo|pending|special) (reward|gift|prize|spins?|chip)s?\b|\bgift ?card\b|\bgiveaway\b|\blucky (winner|day)\b|\bjackpot\b|\bwelcome bonus\b|\bno deposit\b|\breward program\b",
            r"\bcongratulations\b.{0,60}\b(won|win|selected|chosen|reward|prize|gift|bonus|free|participate|complete|claim)\b|\bcashback\b",
            r"\b(parabens|voce (foi|ganhou)|resgat\w+|pontos? .{0,30}(expira\w*|vence\w*)|troque (os )?seus pontos|valores a receber|devolucao de valores|gluckwunsch|gewonnen|ausgew\w{1,3}lt|gewinnspiel|freispiele|willkommens(bonus|paket|angebot)|vous avez (gagne|ete (selectionne|choisi))|has ganado|enhorabuena)\b",
        ],
    },
    Pretext {
        code: "CRYPTO_LURE",
        needs: Needs::LinkOrFile,
        hits: 1,
        talk: false,
        words: &[
            r"\bair ?drop(s|ping|ped)?\b|\b(ico|presale) (token|sale|price)\b|\btoken allocation\b",
            r"\b(claim|connect|withdraw|verify|validate|synchroni[sz]e|update|secure|restore) .{0,30}\b(tokens?|wallets?|coins?|crypto\w*|nfts?|eth|btc|bnb|usdt|bitcoins?)\b",
            r"\b(seed|recovery|keystore|secret) phrase\b|\b(free|get|receive|earn) .{0,15}\b(bitcoins?|btc|crypto)\b",
            r"\b(bitcoin|crypto\w*|trading)\b.{0,40}\b(profits?|millions?|millionaires?|invest\w*|earn\w*|rich)\b|\b(profits?|millions?|earn\w*|invest\w*)\b.{0,40}\b(bitcoin|crypto\w*)\b",
            r"(\+ ?)?(\$ ?)?\d{1,3}[.,]\d{3}(\.\d\d)? ?(\$|usd|eur|€|btc)\W.{0,60}\b(move|withdraw\w*|24 hours|transfer|account)\b|\b(account|balance|withdraw\w*|transfers? to your card)\b.{0,40}(\$|\+|usd|€) ?\d[\d.,]{2,12}|\bwithdrawal (error|now|address|request)\b|\bcloud (bitcoin )?mining\b|\bopen ?[> ]{3,9}\d{3,6} ?\$",
            r"\b(tien (ao|dien tu|ma hoa)|san giao dich)\b.{0,60}\b(loi nhuan|dau tu|nhan|rut)\b",
        ],
    },
    Pretext {
        code: "ADVANCE_FEE",
        needs: Needs::Answer,
        hits: 2,
        talk: true,
        words: &[
            r"\bnext of kin\b|\b(late|deceased) (husband|client|father|customer|wife)\b|\bwidow\b|\binheritance\b|\bthua ke\b",
            r"\bbeneficiar(y|ies)\b|\bnguoi thu huong\b",
            r"(us ?\$|usd|\$|€|£|eur|gbp) ?\d[\d.,]* ?(m|million|billion|mil)\b|\b(million|billion)s? .{0,30}\b(dollars?|usd|euros?|pounds?|united state)|\btrieu (do la|dola|usd|euro)\b|\d[\d,. ]{5,20} ?(usd|dollars|euros?|pounds)\b",
            r"\b(consignment (box|of fund)|atm (visa |master |debit )?card|bank draft|diplomat(ic)? (agent|courier|delivery)|cashier'?s? che(ck|que))\b",
            r"\b(release|transfer|payment|delivery|claim) (of |the |your |this |out )*funds?\b|\byour (overdue |unpaid |approved |inheritance |compensation )*fund\b|\bcompensation (fund|payment|award)\b",
            r"\b(business|investment|mutual|urgent) (proposal|proposition|relationship|partnership|partner)\b|\b(lucrative|profitable) (deal|business|transaction|offer)\b|\bdoi tac (nuoc ngoai|kinh doanh)\b",
            r"\b(charity|orphan\w*|less privileged|humanitarian|donat(e|ed|ion|ing) (to you|the sum|fund)|philanthrop\w+|quy tu thien)\b",
            r"\b(cancer|my doctor|i am dying|in the hospital|not live up to)\b",
            r"\b(trustworthy|god fearing|confidential\w*|utmost (secrecy|confidence)|honest person|dear (friend|beloved|sir ?/ ?madam|good friend|beneficiary))\b",
            r"\b(barrister|attorney at law|bank manager|auditor|chief executive of|director of (finance|operations)|united nations|world bank|imf|monetary fund|secretary general|central bank|federal reserve)\b",
            r"\b(full name|home address|telephone number|your age|occupation|next reply|reconfirm|contact (me|him|her) (on|at|via|through|with))\b",
            r"\b(clearance|delivery|processing|courier|transfer) (charge|fee|cost)s?\b",
            r"\b(get back (to me|so)|i have (a|an) .{0,25}(proposal|deal|offer|proposition)|discuss with you|seek your (assistance|consent|indulgence)|your urgent (reply|response)|for more details)\b",
            r"\b(selected|chosen) (to|as|for) .{0,25}(benefit|beneficiary|receive)|\brelief (program|fund)\b|\blottery\b|\bwinning (number|fund)|\bloan (offer|amount|at)\b|\binterest rate\b",
        ],
    },
    Pretext {
        code: "PAYMENT_LURE",
        needs: Needs::LinkOrFile,
        hits: 1,
        talk: false,
        words: &[
            r"\b(payment|renewal|subscription|membership|billing|invoice|transaction|card|order)\b.{0,40}\b(failed|failure|declined|problem|on hold|overdue|unpaid|suspended|expired|could not be|unsuccessful|was rejected)\b",
            r"\b(unable|weren'?t able|not able|could not|failed) to process .{0,30}\b(payment|membership|order|renewal)\b|\bupdate (your |the )?(payment|billing|card) (method|details|information|membership)?",
            r"\b(remittance|eft|swift|wire|payment) (advice|copy|confirmation|slip|receipt)\b|\bconfirmation of .{0,15}payment\b|\boutstanding (invoice|payment|balance|amount)\b|\b(overdue|unpaid|attached|latest|your) invoice\b|\bproof of payment\b|\bincoming payment\b|\brefund\b.{0,30}\b(pending|approved|available|claim|process)",
            r"\btax (refund|return|report|rebate)s?\b|\b(hoan thue|quyet toan thue|no (thue|cuoc|tien (dien|nuoc)))\b|\bngung cap (dien|nuoc)\b|\bkhoa (sim|thue bao)\b|\bchuan hoa thong tin thue bao\b",
            r"\bhoa don\b.{0,40}\b(qua han|chua thanh toan|dien tu|dinh kem)\b|\bthanh toan\b.{0,30}\b(that bai|bi loi|qua han|bi tu choi)\b|\b(bao gia|hop dong|don dat hang)\b.{0,60}\b(dinh kem|kem theo|mo tep|enable content)\b|\buy nhiem chi\b",
            r"\b(tieu dung|dich vu tai chinh|giao dich)\b.{0,50}\b(toan cau|nuoc ngoai|bat thuong|phi \d)|\bphi \d[\d.,]* ?(d|dong|vnd)\b.{0,20}\b(thang|kich hoat)\b",
            r"\b(confirmacao de pagamento|aviso de (remessa|pagamento)|pagamento (pendente|em atraso|eletronico)|fatura (em atraso|vencida|disponivel|digital|do cartao)|desconto na fatura|boleto|comprovante|nota fiscal|debito em aberto|rechnung|mahnung|uberweisung|facture|remboursement|impaye|factura|pago pendiente|reembolso)\b",
        ],
    },
    Pretext {
        code: "PARCEL_LURE",
        needs: Needs::Link,
        hits: 1,
        talk: false,
        words: &[
            r"\b(don hang|buu kien|kien hang|goi hang|buu pham|hang gui)\b.{0,60}\b(khong thanh cong|that bai|dang giu|bi giu|giu tai|sai dia chi|chua (giao|nhan)|hai quan|nop phi|luu kho)\b|\bgiao (hang )?khong thanh cong\b",
            r"\b(parcel|package|shipment|courier|delivery)\b.{0,60}\b(pending|failed|on hold|held|unable|could not|undelivered|not delivered|incomplete|confirm your address|customs|reschedule|awaiting|waiting for)\b|\b(missed|failed|pending|undelivered|confirm your|reschedule) (delivery|parcel|package|shipment)\b",
            r"\b(encomenda|objeto|entrega) .{0,40}(retid[oa]|pendente|taxa|aguard\w+)|\b(ihr paket|ihres pakets|sendung|zustellung)\b|\b(votre colis|livraison (en attente|de votre))\b|\b(su paquete|su envio)\b|\bje pakket\b",
        ],
    },
    Pretext {
        code: "AUTHORITY_LURE",
        needs: Needs::LinkOrFile,
        hits: 1,
        talk: true,
        words: &[
            r"\b(lenh bat|giay trieu tap|rua tien|phat nguoi|bat tam giam|bi khoi to|lien quan (den )?vu an|chua nop phat|bien lai .{0,20}phat)\b",
            r"\b(arrest warrant|court (summons|notice|appearance)|subpoena|legal (notice|action)|federal bureau of investigation|interpol|irs|traffic (fine|violation)|tax (authority|department)|internal revenue)\b",
            r"\b(intimacao|notificacao (judicial|extrajudicial)|receita federal|multa de transito|processo n|finanzamt|citacion judicial|convocation (judiciaire|au tribunal))\b",
        ],
    },
    Pretext {
        code: "DOCUMENT_LURE",
        needs: Needs::LinkOrFile,
        hits: 1,
        talk: true,
        words: &[
            r"\b(new|received|missed|incoming|unread) (voice ?mail|voice message|audio message|e?-?fax|secure message)\b|\b(shared|sent) (a |an |you |the |with you )*(document|file|folder|fax)\b|\bdocu ?sign\b|\be-?signature\b|\bscanned (document|copy)\b",
            r"\b(preview|review|open|download|view|see|find) (the |our |your )?(attached |secure |enclosed |shared )?(documents?|attachments?|attached|remittance)\b|\binformation in attachment\b",
            r"\b(giay moi|cong van|van ban|tai lieu|tep)\b.{0,80}\b(dang nhap|mat khau|enable content|mo tep)\b|\bmo tep dinh kem\b",
            r"\b(arquivo|pdf|documento) (em )?anexo\b|\b(em|no|do arquivo) anexo\b|\banexad[oa]\b|\bim anhang\b|\b(piece|fichier) jointe?\b|\b(archivo|documento) adjunto\b",
        ],
    },
    Pretext {
        code: "FEE_DEMAND",
        needs: Needs::LinkOrFile,
        hits: 1,
        talk: false,
        words: &[
            r"\b(nop|dong|chuyen|thanh toan)( truoc)? .{0,20}\b(phi|le phi|tien coc|dat coc)\b|\bphi (van chuyen|luu kho|hai quan|ho so|kich hoat|giai ngan)\b|\bthanh toan ngay\b",
            r"\b(pay|send|payment of|paying) .{0,40}\b(fee|charge|deposit|duty)s?\b|\b(clearance|customs|activation|release|redelivery) (charge |handling )?fees?\b",
        ],
    },
    Pretext {
        code: "BEC_REQUEST",
        needs: Needs::Answer,
        hits: 2,
        talk: false,
        words: &[
            r"\b(gap giup|giup (anh|chi|em|toi|minh) gap|xu ly gap)\b|\b(quick|urgent|discreet|small) (task|favou?r|request|assignment)\b",
            r"\b(dang (hop|trong cuoc hop|ban hop)|khong (nghe may|nghe dien thoai|goi duoc|tien nghe))\b|\bin a (meeting|conference)\b|\bcan'?t (talk|take calls?)\b",
            r"\b(the cao|the nap|mua .{0,15}the (dien thoai|game)|ma the|chup (ma|the))\b|\b(buy|purchase|get|need) .{0,40}\b(gift|itunes|steam|google play|apple) ?cards?\b|\bscratch .{0,20}(code|card)",
            r"\bchuyen khoan (gap|ngay|giup|ho)\b|\b(so tai khoan|tai khoan nhan) (moi|duoi day|sau)\b|\b(wire|bank) transfer\b.{0,40}\b(today|urgent|now|asap)\b|\bchange .{0,20}\b(bank|payroll|direct deposit)\b",
            r"\b(chieu|toi|mai) (anh|chi|toi) (hoan|gui) (lai )?tien\b|\bi('ll| will) (reimburse|refund|pay you back)\b|\bare you (available|free|at your desk|in the office)\b|\b(cell ?phone|whatsapp|mobile) number\b",
        ],
    },
    Pretext {
        code: "EXTORTION",
        needs: Needs::Answer,
        hits: 2,
        talk: true,
        words: &[
            r"\b(toi|chung toi) da (quay|ghi (lai|hinh)|xam nhap|cai|hack)\b|\bi('ve| have)? (hacked|recorded|infected|gained access|full access|installed|been watching)\b",
            r"\b(webcam|camera|man hinh)\b.{0,80}\b(you|your|video|ban|quay)\b|\b(trojan|spyware|ma doc|malware|rat)\b.{0,60}\b(device|computer|may|thiet bi)\b|\b(masturbat\w+|porn\w*|adult (site|video)s?|web nguoi lon|clip nong|video nhay cam)\b",
            r"\b(bitcoin|btc)\b.{0,60}\b(wallet|address|vi|send|transfer|pay|gui|chuyen)\b|\b(send|transfer|pay|gui|chuyen)\b.{0,60}\b(bitcoin|btc)\b|\b(bc1[a-z0-9]{20,60})\b",
            r"\b(your (contacts|friends|family|relatives)|ban be|nguoi than|danh ba|dong nghiep)\b.{0,80}\b(video|recording|send|gui|phat tan)\b|\b(phat tan|send) .{0,30}\bvideo\b",
        ],
    },
    Pretext {
        code: "JOB_LURE",
        needs: Needs::LinkOrFile,
        hits: 1,
        talk: true,
        words: &[
            r"\bviec nhe luong cao\b|\b(viec (lam )?(tai nha|online)|tuyen cong tac vien)\b.{0,80}\b(thu nhap|luong|ngay|hoa hong)\b",
            r"\b(make|earn|making|earning) (easy |extra |more )?(money|cash|\$ ?\d[\d,]*)\b|\bfrom \$ ?\d[\d,]* .{0,25}per (day|week)\b|\bwork(ing)? from home\b|\b(passive|extra) income\b|\bmake money\b|\bfinancial freedom\b",
        ],
    },
    Pretext {
        code: "INDECENT_OFFER",
        needs: Needs::LinkOrFile,
        hits: 1,
        talk: true,
        words: &[
            r"\b(russian|ukrainian|asian|sexy|hot|attractive|gorgeous|naughty|lonely|local|horny) (girl|women|woman|lad(y|ies)|beaut(y|ies)|single|wom[ae]n|date|russian|sex|milf)s?\b|\b(hookup|hook up|sex dating|crazy orga[sz]m|true love|sexy|pussy|dating site|hot sex|for sex|adult dating)\b|\bgai (goi|xinh)\b|\bhete date\b|\b(oekra\w+|russische) (meisjes|vrouwen|frauen)\b",
            r"\b(casino|free (chip|spin)s?|i-?gaming|sportsbook|slot machines?|ca cuoc|nha cai|no hu|poker)\b",
            r"\b(keto\w*|weight.?loss|lose weight|burn fat|verliert? .{0,20}kg|abnehm\w+|viagra|cialis|erect\w+|testosterone|male enhancement|cbd (oil|gummies)|tang cuong sinh ly|giam can|no prescription|without .{0,15}prescription|express pharmacy)\b",
        ],
    },
    Pretext {
        code: "SALES_OFFER",
        needs: Needs::Answer,
        hits: 1,
        talk: true,
        words: &[
            r"\b(giam (gia )?\d+ ?%|chiet khau|khuyen mai|uu dai|mo ban|bang gia|gia (si|tot|re|uu dai)|khai giang|hoc phi|len top|top tim kiem|huy nhan tin)\b",
            r"\b(limited.time (offer|deal)|best price|newest model|solaranlage\w*|photovoltaik\w*|plano .{0,12}saude|life insurance|auto insurance|debt (relief|consolidation)|refinanc\w+|replica watch\w*|online pharmacy|bulk e-?mail|million e-?mail addresses|toner cartridges?)\b",
        ],
    },
];

/// The compiled pretexts.
#[derive(Debug)]
pub(super) struct Lures {
    rows: Vec<Vec<Pattern>>,
}

impl Default for Lures {
    fn default() -> Self {
        let compile = |row: &Pretext| row.words.iter().map(|words| Pattern::new(words)).collect();
        Self { rows: PRETEXTS.iter().map(compile).collect() }
    }
}

impl Lures {
    /// Raises every pretext that the head of the mail speaks of and that has what it needs.
    pub(super) fn find(&self, view: &View<'_>, out: &mut Vec<Raised>) {
        let link = view.foreign_link().is_some();
        let file = !view.sample.attachments.is_empty();
        for (pretext, words) in PRETEXTS.iter().zip(&self.rows) {
            let enough = match pretext.needs {
                Needs::Link => link,
                Needs::LinkOrFile => link || file || view.writes_back(),
                Needs::Answer => true,
            };
            // A body of the state may speak of fines; the pretext is in who claims to be one.
            let own =
                pretext.code == "AUTHORITY_LURE" && view.from_domain.is_some_and(|from| view.known.is_genuine(from));
            // On a list people talk about such things; nobody asks a list to pay or to sign in.
            let talk = pretext.talk && (view.traits.from_list || view.traits.answers);
            if !enough || own || talk {
                continue;
            }
            let mut found = words.iter().filter_map(|pattern| pattern.find(&view.lead));
            let Some(first) = found.next() else { continue };
            if found.count() + 1 >= pretext.hits {
                out.push(Raised::new(pretext.code, "text").with("phrase", view.as_written(&first)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lures;

    #[test]
    fn every_pattern_compiles() {
        assert!(Lures::default().rows.iter().flatten().all(super::Pattern::is_sound));
    }
}
