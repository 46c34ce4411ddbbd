//! French, Spanish, Portuguese (of Portugal and Brazil), Italian, Romanian.

use super::dialect::{Dialect, NONE};

pub(super) const DIALECTS: &[Dialect] = &[
    // French
    Dialect {
        forwarded: "message transféré|message transmis|message réexpédié|courriel transféré",
        original: "message d'origine|message d’origine|message original|message initial|courriel original|rendez-vous d'origine",
        opening: "début du message réexpédié|début du message transféré|début du message transmis|message transféré",
        from: "de|expéditeur|envoyé par",
        to: "à|pour|destinataire|destinataires",
        cc: "copie à|copie|copies à",
        bcc: "cci",
        date: "envoyé|envoyé le|date|date d'envoi",
        subject: "objet|sujet",
        reply_to: "répondre à|réponse à",
        wrote: "a écrit|écrit",
        prefix: "tr",
        months: "janvier|janv|jan,février|févr|fév,mars|mar,avril|avr,mai,juin,juillet|juil,août,septembre|sept,\
                 octobre|oct,novembre|nov,décembre|déc",
        ..NONE
    },
    // Spanish
    Dialect {
        forwarded: "mensaje reenviado|correo reenviado",
        original: "mensaje original|cita original",
        opening: "inicio del mensaje reenviado|comienzo del mensaje reenviado|mensaje reenviado",
        from: "de|remitente",
        to: "para|a|destinatario",
        cc: "copia",
        bcc: "cco",
        date: "enviado|enviado el|fecha|fecha de envío",
        subject: "asunto",
        reply_to: "responder a",
        wrote: "escribió",
        prefix: "rv|reenv",
        months: "enero|ene,febrero|feb,marzo|mar,abril|abr,mayo|may,junio|jun,julio|jul,agosto|ago,septiembre|setiembre|sept|sep,\
                 octubre|oct,noviembre|nov,diciembre|dic",
        ..NONE
    },
    // Portuguese
    Dialect {
        forwarded: "mensagem encaminhada|mensagem reencaminhada|e-mail encaminhado",
        original: "mensagem original|compromisso original",
        opening: "início da mensagem encaminhada|início da mensagem reencaminhada|início de mensagem reenviada",
        from: "de|remetente",
        to: "para|destinatário",
        cc: "com cópia|cópia",
        bcc: "cco",
        date: "enviado|enviado em|enviada|enviada em|data",
        subject: "assunto",
        reply_to: "responder a|responder para",
        wrote: "escreveu",
        prefix: "enc|encaminhado",
        months: "janeiro|jan,fevereiro|fev,março|mar,abril|abr,maio|mai,junho|jun,julho|jul,agosto|ago,setembro|set,\
                 outubro|out,novembro|nov,dezembro|dez",
        ..NONE
    },
    // Italian
    Dialect {
        forwarded: "messaggio inoltrato|messaggio inoltrato da",
        original: "messaggio originale|messaggio di origine|appuntamento originale",
        opening: "inizio messaggio inoltrato|inizio del messaggio inoltrato",
        from: "da|mittente",
        to: "a|destinatario",
        cc: "copia",
        bcc: "ccn",
        date: "inviato|inviata|inviato il|data",
        subject: "oggetto",
        reply_to: "rispondi a",
        wrote: "ha scritto",
        prefix: "i|inoltro|inol",
        months: "gennaio|gen,febbraio|feb,marzo|mar,aprile|apr,maggio|mag,giugno|giu,luglio|lug,agosto|ago,settembre|sett|set,\
                 ottobre|ott,novembre|nov,dicembre|dic",
        ..NONE
    },
    // Romanian
    Dialect {
        forwarded: "mesaj redirecționat|mesaj retrimis|mesaj transmis|mesaj redirectionat",
        original: "mesaj original|mesajul original",
        opening: "începe mesajul redirecționat|început mesaj redirecționat",
        from: "de la|expeditorul|expeditor",
        to: "către|destinatarul|destinatar|la",
        date: "trimis|trimisă|dată|data|dată trimitere",
        subject: "subiect|subiectul",
        reply_to: "răspuns către|răspunde la|răspuns la",
        wrote: "a scris",
        prefix: "redir.|redir",
        months: "ianuarie|ian,februarie|feb,martie|mar,aprilie|apr,mai,iunie|iun,iulie|iul,august|aug,septembrie|sept|sep,\
                 octombrie|oct,noiembrie|noi|nov,decembrie|dec",
        ..NONE
    },
];
