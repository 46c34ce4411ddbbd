//! Finnish, Estonian, Latvian, Lithuanian.

use super::dialect::{Dialect, NONE};

pub(super) const DIALECTS: &[Dialect] = &[
    // Finnish
    Dialect {
        forwarded: "edelleenlähetetty viesti|välitetty viesti|välitetty viesti / fwd.msg|edelleen lähetetty viesti",
        original: "alkuperäinen viesti|alkuperäinen tapaaminen",
        opening: "välitetty viesti alkaa|edelleenlähetetty viesti alkaa",
        from: "lähettäjä",
        to: "vastaanottaja|vastaanottajat",
        cc: "kopio",
        bcc: "piilokopio",
        date: "lähetetty|päivämäärä|päiväys|pvm",
        subject: "aihe",
        reply_to: "vastaus|vastausosoite",
        wrote: "kirjoitti",
        prefix: "vl",
        months: "tammikuuta|tammikuu|tammi,helmikuuta|helmikuu|helmi,maaliskuuta|maaliskuu|maalis,huhtikuuta|huhtikuu|huhti,\
                 toukokuuta|toukokuu|touko,kesäkuuta|kesäkuu|kesä,heinäkuuta|heinäkuu|heinä,elokuuta|elokuu|elo,\
                 syyskuuta|syyskuu|syys,lokakuuta|lokakuu|loka,marraskuuta|marraskuu|marras,joulukuuta|joulukuu|joulu",
        ..NONE
    },
    // Estonian
    Dialect {
        forwarded: "edastatud kiri|edastatud sõnum|edasi saadetud kiri|edastatud e-kiri",
        original: "algne kiri|algne sõnum|algsõnum|originaalkiri",
        opening: "edastatud kirja algus|edastatud sõnumi algus|algab edastatud kiri",
        from: "saatja|kellelt",
        to: "saaja|kellele|adressaat",
        cc: "koopia",
        date: "saadetud|kuupäev|saatmisaeg",
        subject: "teema",
        reply_to: "vastus|vasta aadressile",
        wrote: "kirjutas",
        prefix: "edasi|ed",
        months: "jaanuar|jaan,veebruar|veebr,märts|mär,aprill|apr,mai,juuni,juuli,august|aug,september|sept,oktoober|okt,\
                 november|nov,detsember|dets",
        ..NONE
    },
    // Latvian
    Dialect {
        forwarded: "pārsūtīts ziņojums|pārsūtītais ziņojums|pārsūtīta ziņa|pārsūtītā vēstule|pārsūtīta vēstule",
        original: "sākotnējais ziņojums|oriģinālais ziņojums|sākotnējā ziņa|oriģinālā vēstule",
        opening: "pārsūtītā ziņojuma sākums|sākas pārsūtītais ziņojums",
        from: "no|sūtītājs",
        to: "kam|saņēmējs",
        cc: "kopija",
        date: "nosūtīts|datums",
        subject: "tēma|temats",
        reply_to: "atbildēt|atbilde uz|atbildēt uz",
        wrote: "rakstīja",
        prefix: "pārs",
        months: "janvāris|janvārī|janvāra|janv,februāris|februārī|februāra|febr,marts|martā|marta,aprīlis|aprīlī|aprīļa|apr,\
                 maijs|maijā|maija,jūnijs|jūnijā|jūnija|jūn,jūlijs|jūlijā|jūlija|jūl,augusts|augustā|augusta|aug,\
                 septembris|septembrī|septembra|sept,oktobris|oktobrī|oktobra|okt,novembris|novembrī|novembra|nov,\
                 decembris|decembrī|decembra|dec",
        ..NONE
    },
    // Lithuanian
    Dialect {
        forwarded: "persiųstas laiškas|persiunčiamas laiškas|persiųstas pranešimas|persiųsta žinutė",
        original: "pradinis laiškas|originalus laiškas|pirminis pranešimas|pradinis pranešimas",
        opening: "persiunčiamo laiško pradžia|persiųsto laiško pradžia|pradžia persiųsto laiško",
        from: "nuo|siuntėjas",
        to: "kam|gavėjas|kur",
        cc: "kopija",
        date: "išsiųsta|data|siųsta",
        subject: "tema",
        reply_to: "atsakyti|atsakyti į",
        wrote: "rašė|parašė",
        prefix: "pers",
        months: "sausio|sausis|saus,vasario|vasaris|vas,kovo|kovas|kov,balandžio|balandis|bal,gegužės|gegužė|geg,birželio|birželis|birž,\
                 liepos|liepa|liep,rugpjūčio|rugpjūtis|rugp,rugsėjo|rugsėjis|rugs,spalio|spalis|spal,lapkričio|lapkritis|lapkr,\
                 gruodžio|gruodis|gruod",
        ..NONE
    },
];
