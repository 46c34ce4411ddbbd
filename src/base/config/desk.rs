//! The desk: whom it answers, how, and in whose name.

use serde::{Deserialize, Serialize};

use super::{List, Size, Span};

/// Whose reports are answered.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reporter {
    /// Mail domains, with their subdomains; `*` is everybody. Others become tickets marked *outside*, silently.
    pub domains: List,
    /// Automatic letters to one address in an hour, at most.
    pub hourly: u32,
}

impl Default for Reporter {
    fn default() -> Self {
        Self { domains: List::of(&["laichau.gov.vn"]), hourly: 20 }
    }
}

/// How letters leave.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Letter {
    /// How long a verdict letter or a reply can be taken back before it leaves.
    pub hold: Span,
    /// How long the acknowledgement waits for the first analysis.
    pub patience: Span,
    /// Files that go with one reply, at most.
    pub files: u32,
    /// Bytes of the files of one reply together, at most.
    pub files_size: Size,
    /// Addresses that get a copy of one reply, at most 20.
    pub copies: u32,
}

impl Default for Letter {
    fn default() -> Self {
        Self { hold: Span::seconds(30), patience: Span::seconds(60), files: 5, files_size: Size(10 << 20), copies: 5 }
    }
}

/// How tickets are numbered.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Desk {
    /// First part of a ticket number: capital letters and digits.
    pub prefix: String,
}

impl Default for Desk {
    fn default() -> Self {
        Self { prefix: "HOTRO".into() }
    }
}

/// Who we are, in letters and on pages.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Office {
    /// Name of the service, under every letter.
    pub name: String,
    /// The unit that runs it.
    pub unit: String,
    /// The body above that unit.
    pub parent: String,
    /// Telephone of the desk; empty until you set it, and then no letter names one.
    pub telephone: String,
    /// The province's mail, as pages call it.
    pub place: String,
}

impl Default for Office {
    fn default() -> Self {
        Self {
            name: "Bộ phận Hỗ trợ thư điện tử công vụ tỉnh Lai Châu".into(),
            unit: "Trung tâm Đổi mới sáng tạo và Chuyển đổi số".into(),
            parent: "Sở Khoa học và Công nghệ tỉnh Lai Châu".into(),
            telephone: String::new(),
            place: "Thư công vụ tỉnh Lai Châu".into(),
        }
    }
}

/// The công văn that warns: abbreviations are decided by the head of the agency (Decree 30/2020), so they are settings.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Dispatch {
    /// The agency that issues it.
    pub agency: String,
    /// The body above the agency.
    pub parent: String,
    /// Symbol behind the number: agency and unit, `SKHCN-TTCĐS`.
    pub symbol: String,
    /// Abbreviation of the drafting unit, behind `Lưu: VT,`.
    pub drafter: String,
    /// Place in the date line.
    pub place: String,
    /// To whom it goes.
    pub addressees: List,
}

impl Default for Dispatch {
    fn default() -> Self {
        Self {
            agency: "Sở Khoa học và Công nghệ".into(),
            parent: "UBND tỉnh Lai Châu".into(),
            symbol: "SKHCN-TTCĐS".into(),
            drafter: "TTCĐS".into(),
            place: "Lai Châu".into(),
            addressees: List::of(&["Các sở, ban, ngành tỉnh", "Ủy ban nhân dân các xã, phường"]),
        }
    }
}

/// What attackers imitate.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Protect {
    /// Domains whose look-alikes are pointed out.
    pub domains: List,
    /// Names of agencies that a stranger's display name must not carry.
    pub agencies: List,
    /// Names that lures borrow, each as `Name = domain domain`: a stranger must not carry the name.
    pub brands: List,
    /// Senders who are trusted where authentication passes: addresses and domains.
    pub trusted: List,
}

/// Names most often borrowed, here and abroad, with the domains that are theirs.
const BRANDS: &[&str] = &[
    "Microsoft = microsoft.com microsoftonline.com office.com office365.com live.com outlook.com hotmail.com xbox.com skype.com onmicrosoft.com sharepoint.com azure.com linkedin.com",
    "Office 365 = microsoft.com office.com office365.com microsoftonline.com",
    "OneDrive = microsoft.com live.com onedrive.com sharepoint.com",
    "SharePoint = microsoft.com sharepoint.com",
    "Google = google.com google.com.vn gmail.com youtube.com googlemail.com googleapis.com googleusercontent.com android.com withgoogle.com",
    "Apple = apple.com icloud.com me.com itunes.com",
    "iCloud = apple.com icloud.com",
    "Amazon = amazon.com amazon.de amazon.co.uk amazon.fr amazon.es amazon.it amazon.co.jp amazon.ca amazon.in amazonaws.com amazonses.com primevideo.com audible.com",
    "PayPal = paypal.com paypal.de paypal.co.uk paypal-communication.com",
    "Netflix = netflix.com",
    "Facebook = facebook.com facebookmail.com fb.com meta.com",
    "Instagram = instagram.com facebook.com meta.com",
    "WhatsApp = whatsapp.com",
    "Twitter = twitter.com x.com",
    "LinkedIn = linkedin.com",
    "Adobe = adobe.com",
    "Dropbox = dropbox.com dropboxmail.com",
    "DocuSign = docusign.com docusign.net",
    "WeTransfer = wetransfer.com",
    "Zoom = zoom.us zoom.com",
    "Zimbra = zimbra.com synacor.com",
    "Roundcube = roundcube.net",
    "Proton = proton.me protonmail.com protonmail.ch",
    "proton.me = proton.me protonmail.com",
    "Telegram = telegram.org t.me",
    "TikTok = tiktok.com",
    "Zalo = zalo.me zalo.vn vng.com.vn zaloapp.com",
    "Shopee = shopee.vn shopee.com",
    "Lazada = lazada.vn lazada.com",
    "Tiki = tiki.vn",
    "DHL = dhl.com dhl.de dhl.com.vn",
    "FedEx = fedex.com",
    "UPS = ups.com",
    "USPS = usps.com",
    "DPD = dpd.com dpd.de dpd.co.uk",
    "VNPost = vnpost.vn",
    "Vietnam Post = vnpost.vn",
    "GHTK = ghtk.vn giaohangtietkiem.vn",
    "Viettel Post = viettelpost.com.vn viettelpost.vn",
    "Viettel = viettel.vn viettel.com.vn sinvoice.viettel.vn viettel-ca.vn vinvoice.viettel.vn vietteltelecom.vn",
    "VNPT = vnpt.vn vnpt.com.vn vnpt-invoice.com.vn vnptinvoice.com.vn vnptioffice.vn vnpt-ca.vn vinaphone.com.vn vnptit.vn",
    "MobiFone = mobifone.vn",
    "Vinaphone = vinaphone.com.vn vnpt.vn vnpt.com.vn",
    "EVN = evn.com.vn npc.com.vn",
    "Điện lực = evn.com.vn npc.com.vn",
    "Bưu điện = vnpost.vn",
    "EVNNPC = npc.com.vn evn.com.vn",
    "VNeID = vneid.gov.vn",
    "Vietcombank = vietcombank.com.vn",
    "VCB = vietcombank.com.vn",
    "VietinBank = vietinbank.vn vietinbank.com.vn",
    "BIDV = bidv.com.vn",
    "Agribank = agribank.com.vn",
    "Techcombank = techcombank.com techcombank.com.vn",
    "Sacombank = sacombank.com sacombank.com.vn",
    "VPBank = vpbank.com.vn",
    "MB Bank = mbbank.com.vn",
    "TPBank = tpb.vn tpb.com.vn",
    "ACB = acb.com.vn",
    "MoMo = momo.vn mservice.com.vn",
    "Visa = visa.com",
    "Mastercard = mastercard.com",
    "Binance = binance.com",
    "Coinbase = coinbase.com",
    "Trust Wallet = trustwallet.com",
    "MetaMask = metamask.io",
    "Ledger = ledger.com",
    "Blockchain.com = blockchain.com",
    "Kraken = kraken.com",
    "Uniswap = uniswap.org",
    "OpenSea = opensea.io",
    "Capital One = capitalone.com",
    "Wells Fargo = wellsfargo.com",
    "Bank of America = bankofamerica.com",
    "American Express = americanexpress.com aexp.com",
    "HSBC = hsbc.com hsbc.com.vn hsbc.co.uk",
    "Santander = santander.com santander.com.br santander.co.uk",
    "Bradesco = bradesco.com.br bradesco.com",
    "Banco do Brasil = bb.com.br",
    "Itau = itau.com.br itau-unibanco.com.br",
    "Caixa = caixa.gov.br",
    "Nubank = nubank.com.br",
    "Correios = correios.com.br",
    "Walmart = walmart.com",
    "Costco = costco.com",
    "McAfee = mcafee.com",
    "Norton = norton.com nortonlifelock.com",
    "GoDaddy = godaddy.com",
    "cPanel = cpanel.net",
];

impl Default for Protect {
    fn default() -> Self {
        Self {
            domains: List::of(&[
                "laichau.gov.vn",
                "chinhphu.vn",
                "dichvucong.gov.vn",
                "vneid.gov.vn",
                "bocongan.gov.vn",
                "gdt.gov.vn",
                "baohiemxahoi.gov.vn",
                "mst.gov.vn",
                "mof.gov.vn",
                "vietcombank.com.vn",
                "vietinbank.vn",
                "bidv.com.vn",
                "agribank.com.vn",
                "techcombank.com",
                "acb.com.vn",
                "sacombank.com.vn",
                "msb.com.vn",
                "shb.com.vn",
                "vpbank.com.vn",
                "viettel.vn",
                "vnpt.vn",
                "evn.com.vn",
                "zimbra.com",
                "microsoft.com",
                "google.com",
            ]),
            agencies: List::of(&[
                "UBND tỉnh",
                "Ủy ban nhân dân",
                "Văn phòng UBND",
                "HĐND",
                "Sở Nội vụ",
                "Sở Tư pháp",
                "Sở Tài chính",
                "Sở Công Thương",
                "Sở Nông nghiệp",
                "Sở Xây dựng",
                "Sở Khoa học và Công nghệ",
                "Sở Thông tin và Truyền thông",
                "Sở Giáo dục và Đào tạo",
                "Sở Y tế",
                "Sở Ngoại vụ",
                "Thanh tra tỉnh",
                "Công an tỉnh",
                "Bộ Công an",
                "Cục Thuế",
                "Tổng cục Thuế",
                "Chi cục Thuế",
                "Bảo hiểm xã hội",
                "Kho bạc Nhà nước",
                "Tòa án nhân dân",
                "Viện kiểm sát",
                "Cổng Dịch vụ công",
                "VNeID",
            ]),
            brands: List::of(BRANDS),
            trusted: List::default(),
        }
    }
}
