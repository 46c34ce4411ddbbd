//! Hungarian, Greek, Turkish.

use super::dialect::{Dialect, NONE};

pub(super) const DIALECTS: &[Dialect] = &[
    // Hungarian
    Dialect {
        forwarded: "továbbított üzenet|továbbított levél",
        original: "eredeti üzenet|eredeti levél|eredeti találkozó",
        opening: "továbbított levél kezdete|továbbított üzenet kezdete",
        from: "feladó|küldő",
        to: "címzett|címzettek",
        cc: "másolat|másolatot kap",
        bcc: "titkos másolat",
        date: "elküldve|küldve|dátum",
        subject: "tárgy",
        reply_to: "válaszcím",
        wrote: "ezt írta|írta|időpontban",
        prefix: "továbbítás|továbbított|tov",
        months: "január|jan,február|febr|feb,március|márc|már,április|ápr,május|máj,június|jún,július|júl,augusztus|aug,\
                 szeptember|szept|szep,október|okt,november|nov,december|dec",
        halves: ("de.", "du."),
    },
    // Greek
    Dialect {
        forwarded: "προωθημένο μήνυμα|προωθούμενο μήνυμα|μήνυμα προς προώθηση",
        original: "αρχικό μήνυμα|πρωτότυπο μήνυμα",
        opening: "αρχή προωθημένου μηνύματος|έναρξη προωθημένου μηνύματος",
        from: "από|αποστολέας",
        to: "προς|παραλήπτης",
        cc: "κοιν.|κοιν|κοινοποίηση|αντίγραφο",
        date: "στάλθηκε|εστάλη|απεστάλη|ημερομηνία|ημ/νία",
        subject: "θέμα",
        reply_to: "απάντηση σε|απάντηση προς",
        wrote: "έγραψε",
        prefix: "πρθ|πρ",
        months: "ιανουαρίου|ιανουάριος|ιαν,φεβρουαρίου|φεβρουάριος|φεβ,μαρτίου|μάρτιος|μαρ,απριλίου|απρίλιος|απρ,μαΐου|μάιος|μαΐ,\
                 ιουνίου|ιούνιος|ιουν,ιουλίου|ιούλιος|ιουλ,αυγούστου|αύγουστος|αυγ,σεπτεμβρίου|σεπτέμβριος|σεπ,\
                 οκτωβρίου|οκτώβριος|οκτ,νοεμβρίου|νοέμβριος|νοε,δεκεμβρίου|δεκέμβριος|δεκ",
        halves: ("πμ|π.μ.", "μμ|μ.μ."),
        ..NONE
    },
    // Turkish
    Dialect {
        forwarded: "iletilmiş mesaj|iletilen ileti|iletilen mesaj|yönlendirilen ileti|yönlendirilmiş ileti|yönlendirilen mesaj",
        original: "özgün ileti|orijinal mesaj|orijinal ileti|asıl ileti|orjinal mesaj",
        opening: "ileti başlangıcı|iletilen ileti başlangıcı|yönlendirilen ileti başlangıcı",
        from: "kimden|gönderen",
        to: "kime|alıcı",
        cc: "bilgi",
        bcc: "gizli",
        date: "gönderilen|gönderildi|gönderme tarihi|gönderim tarihi|tarih",
        subject: "konu",
        reply_to: "yanıt adresi|yanıtla|yanıt",
        wrote: "şunu yazdı|şunları yazdı|şöyle yazdı|yazdı",
        prefix: "ilt|ynt. ilt",
        months: "ocak|oca,şubat|şub,mart|mar,nisan|nis,mayıs|may,haziran|haz,temmuz|tem,ağustos|ağu,eylül|eyl,ekim|eki,kasım|kas,\
                 aralık|ara",
        halves: ("öö", "ös"),
    },
];
