//! German, Dutch, Danish, Norwegian, Swedish.

use super::dialect::{Dialect, NONE};

pub(super) const DIALECTS: &[Dialect] = &[
    // German
    Dialect {
        forwarded: "weitergeleitete nachricht|weitergeleitete mail|weitergeleitete e-mail",
        original: "ursprüngliche nachricht|originalnachricht|original-nachricht|ursprüngliche e-mail|ursprünglicher termin",
        opening: "anfang der weitergeleiteten nachricht|anfang der weitergeleiteten e-mail|weitergeleitete nachricht",
        from: "von|absender",
        to: "an|empfänger",
        cc: "kopie|kopie (cc)|kopie an",
        bcc: "blindkopie|blindkopie (bcc)",
        date: "gesendet|gesendet am|datum",
        subject: "betreff|betrifft",
        reply_to: "antwort an|antwort-an|antworten an",
        wrote: "schrieb",
        prefix: "wg|wtr",
        months: "januar|jänner|jan,februar|feber|feb,märz|mär|mrz,april|apr,mai,juni|jun,juli|jul,august|aug,\
                 september|sept|sep,oktober|okt,november|nov,dezember|dez",
        ..NONE
    },
    // Dutch
    Dialect {
        forwarded: "doorgestuurd bericht|doorgestuurde mail|doorgestuurde e-mail",
        original: "oorspronkelijk bericht|origineel bericht|oorspronkelijke afspraak",
        opening: "begin doorgestuurd bericht",
        from: "van|afzender",
        to: "aan",
        cc: "kopie",
        date: "verzonden|verstuurd|datum",
        subject: "onderwerp",
        reply_to: "antwoord aan|beantwoorden|antwoordadres",
        wrote: "schreef|heeft|geschreven|het volgende geschreven",
        prefix: "doorst|dt",
        months: "januari|jan,februari|feb,maart|mrt,april|apr,mei,juni|jun,juli|jul,augustus|aug,september|sept|sep,\
                 oktober|okt,november|nov,december|dec",
        ..NONE
    },
    // Danish
    Dialect {
        forwarded: "videresendt meddelelse|videresendt besked|videresendt mail",
        original: "oprindelig meddelelse|oprindelig besked|original meddelelse",
        opening: "start på videresendt besked|begyndelse på videresendt besked|videresendt besked",
        from: "fra|afsender",
        to: "til|modtager",
        cc: "kopi",
        date: "sendt|dato",
        subject: "emne",
        reply_to: "svar til|besvar til",
        wrote: "skrev",
        prefix: "vs",
        months: "januar|jan,februar|feb,marts|mar,april|apr,maj,juni|jun,juli|jul,august|aug,september|sep,oktober|okt,\
                 november|nov,december|dec",
        ..NONE
    },
    // Norwegian
    Dialect {
        forwarded: "videresendt melding|videresendt e-post",
        original: "opprinnelig melding|original melding|opprinnelig avtale",
        opening: "videresendt melding|start på videresendt melding|begynnelse på videresendt melding",
        from: "fra|avsender",
        to: "til|mottaker",
        cc: "kopi",
        date: "sendt|dato",
        subject: "emne",
        reply_to: "svar til",
        wrote: "skrev|skrev følgende",
        prefix: "vs|videresend|vid",
        months: "januar|jan,februar|feb,mars|mar,april|apr,mai,juni|jun,juli|jul,august|aug,september|sept|sep,\
                 oktober|okt,november|nov,desember|des",
        ..NONE
    },
    // Swedish
    Dialect {
        forwarded: "vidarebefordrat meddelande|vidarebefordrat mejl|vidarebefordrat brev",
        original: "ursprungligt meddelande|originalmeddelande|ursprunglig avtalad tid",
        opening: "vidarebefordrat mejl|vidarebefordrat brev|början på vidarebefordrat meddelande",
        from: "från|avsändare",
        to: "till|mottagare",
        cc: "kopia",
        date: "skickat|datum",
        subject: "ämne",
        reply_to: "svara till|svar till|svarsadress",
        wrote: "skrev",
        prefix: "vb|vidarebefordrat",
        months: "januari|jan,februari|feb,mars|mar,april|apr,maj,juni|jun,juli|jul,augusti|aug,september|sept|sep,\
                 oktober|okt,november|nov,december|dec",
        ..NONE
    },
];
