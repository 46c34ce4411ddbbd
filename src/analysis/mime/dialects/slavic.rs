//! Czech, Slovak, Polish, Croatian (with Serbian and Bosnian in Latin letters), Slovene, Russian, Ukrainian, Bulgarian.

use super::dialect::{Dialect, NONE};

pub(super) const DIALECTS: &[Dialect] = &[
    // Czech
    Dialect {
        forwarded: "přeposlaná zpráva|předaná zpráva",
        original: "původní zpráva|původní e-mail|původní událost",
        opening: "začátek přeposílané zprávy|začátek přeposlané zprávy",
        from: "od|odesílatel",
        to: "komu|pro|příjemce",
        cc: "kopie",
        bcc: "skrytá",
        date: "odesláno|datum|odeslána",
        subject: "předmět",
        reply_to: "odpověď na|odpověď komu",
        wrote: "napsal(a)|napsal/a|napsal|napsala",
        prefix: "přp|fw",
        months: "ledna|leden|led,února|únor|úno,března|březen|bře,dubna|duben|dub,května|květen|kvě,června|červen|čvn,\
                 července|červenec|čvc,srpna|srpen|srp,září|zář,října|říjen|říj,listopadu|listopad|lis,prosince|prosinec|pro",
        ..NONE
    },
    // Slovak
    Dialect {
        forwarded: "preposlaná správa|poslaná ďalej",
        original: "pôvodná správa|pôvodný e-mail",
        opening: "začiatok preposlanej správy",
        from: "od|odosielateľ",
        to: "komu|pre|príjemca",
        cc: "kópia",
        date: "odoslané|dátum|dňa",
        subject: "predmet",
        reply_to: "odpovedať-pre|odpovedať na|odpovedať komu",
        wrote: "napísal(a)|napísal/a|napísal|napísala|používateľ",
        prefix: "prp|fw",
        months: "januára|január|jan,februára|február|feb,marca|marec|mar,apríla|apríl|apr,mája|máj,júna|jún,júla|júl,augusta|august|aug,\
                 septembra|september|sep,októbra|október|okt,novembra|november|nov,decembra|december|dec",
        ..NONE
    },
    // Polish
    Dialect {
        forwarded: "przekazana wiadomość|wiadomość przekazana|treść przekazanej wiadomości|przesłana wiadomość|przekazany list",
        original: "wiadomość oryginalna|oryginalna wiadomość|wiadomość pierwotna|termin oryginalny",
        opening: "początek przekazywanej wiadomości|początek przesyłanej dalej wiadomości|wiadomość przekazana",
        from: "od|nadawca",
        to: "do|adresat|odbiorca",
        cc: "dw|kopia",
        bcc: "udw",
        date: "wysłano|wysłane|data|data wysłania",
        subject: "temat",
        reply_to: "odpowiedź-do|odpowiedź do|odpowiedz do",
        wrote: "napisał(a)|napisał/a|napisał|napisała|pisze",
        prefix: "pd|odp. pd",
        months: "stycznia|styczeń|sty,lutego|luty|lut,marca|marzec|mar,kwietnia|kwiecień|kwi,maja|maj,czerwca|czerwiec|cze,\
                 lipca|lipiec|lip,sierpnia|sierpień|sie,września|wrzesień|wrz,października|październik|paź,listopada|listopad|lis,\
                 grudnia|grudzień|gru",
        ..NONE
    },
    // Croatian
    Dialect {
        forwarded: "proslijeđena poruka|prosleđena poruka|prosljeđena poruka",
        original: "izvorna poruka|originalna poruka|izvorni sastanak",
        opening: "započni proslijeđenu poruku|početak proslijeđene poruke",
        from: "šalje|od|pošiljatelj|pošiljalac",
        to: "prima|za|primatelj",
        cc: "kopija",
        date: "poslano|poslato|datum",
        subject: "predmet|naslov|tema",
        reply_to: "odgovori na|odgovor na",
        wrote: "napisao je|je napisao|je napisala|je napisao/la|piše|napisao",
        prefix: "pros|proslijeđeno|prosl",
        months: "siječnja|siječanj|sij|januar|jan,veljače|veljača|velj|februar|feb,ožujka|ožujak|ožu|mart|mar,travnja|travanj|tra|april|apr,\
                 svibnja|svibanj|svi|maj,lipnja|lipanj|lip|jun,srpnja|srpanj|srp|jul,kolovoza|kolovoz|kol|avgust|avg,\
                 rujna|rujan|ruj|septembar|sep,listopada|listopad|lis|oktobar|okt,studenoga|studenog|studeni|stu|novembar|nov,\
                 prosinca|prosinac|pro|decembar|dec",
        ..NONE
    },
    // Slovene
    Dialect {
        forwarded: "posredovano sporočilo",
        original: "izvirno sporočilo|prvotno sporočilo",
        opening: "začetek posredovanega sporočila|posredovano sporočilo",
        from: "od|pošiljatelj",
        to: "za|prejemnik",
        cc: "kp|kopija",
        date: "poslano|datum",
        subject: "zadeva",
        reply_to: "odgovori na|odgovor na",
        wrote: "napisal/-a|napisala|napisal|je oseba",
        prefix: "psr",
        months: "januar|jan,februar|feb,marec|mar,april|apr,maj,junij|jun,julij|jul,avgust|avg,september|sep,oktober|okt,\
                 november|nov,december|dec",
        ..NONE
    },
    // Russian
    Dialect {
        forwarded: "пересылаемое сообщение|перенаправленное сообщение|пересланное сообщение|переадресованное сообщение|\
                    начало пересылаемого сообщения|пересылаемое письмо|пересланное письмо",
        original: "исходное сообщение|исходное письмо|оригинальное сообщение|первоначальное сообщение",
        opening: "начало переадресованного сообщения|начало пересылаемого сообщения",
        from: "от|от кого|отправитель",
        to: "кому|получатель",
        cc: "копия",
        bcc: "скрытая копия",
        date: "отправлено|дата",
        subject: "тема",
        reply_to: "ответ-кому|кому ответить|ответить|адрес для ответа",
        wrote: "написал(а)|написал|написала|пишет",
        prefix: "пересл|пер",
        months: "января|январь|янв,февраля|февраль|февр|фев,марта|март|мар,апреля|апрель|апр,мая|май,июня|июнь|июн,июля|июль|июл,\
                 августа|август|авг,сентября|сентябрь|сент|сен,октября|октябрь|окт,ноября|ноябрь|нояб|ноя,декабря|декабрь|дек",
        ..NONE
    },
    // Ukrainian
    Dialect {
        forwarded: "переслане повідомлення|перенаправлене повідомлення|пересланий лист|повідомлення, що пересилається",
        original: "вихідне повідомлення|оригінальне повідомлення|початкове повідомлення|оригінал повідомлення",
        opening: "початок листа, що пересилається|початок переадресованого повідомлення",
        from: "від|від кого|відправник",
        to: "кому|отримувач",
        cc: "копія",
        date: "відправлено|надіслано|дата",
        subject: "тема",
        reply_to: "кому відповісти|відповісти",
        wrote: "пише|написав|написала|написав(-ла)",
        prefix: "пересл|пд",
        months: "січня|січень|січ,лютого|лютий|лют,березня|березень|бер,квітня|квітень|квіт|кві,травня|травень|трав|тра,\
                 червня|червень|черв|чер,липня|липень|лип,серпня|серпень|серп|сер,вересня|вересень|вер,жовтня|жовтень|жовт|жов,\
                 листопада|листопад|лист|лис,грудня|грудень|груд|гру",
        ..NONE
    },
    // Bulgarian
    Dialect {
        forwarded: "препратено съобщение|препратено писмо|препратен имейл",
        original: "оригинално съобщение|оригинално писмо|първоначално съобщение",
        opening: "начало на препратеното съобщение|начало на препратено съобщение|препратено съобщение",
        from: "от|подател|изпращач",
        to: "до|получател",
        cc: "копие",
        date: "изпратено|изпратено на|дата",
        subject: "относно|тема",
        reply_to: "отговор до|отговор на",
        wrote: "написа",
        prefix: "препр|пр",
        months: "януари|яну,февруари|фев,март|мар,април|апр,май,юни,юли,август|авг,септември|септ|сеп,октомври|окт,ноември|ное,\
                 декември|дек",
        ..NONE
    },
];
