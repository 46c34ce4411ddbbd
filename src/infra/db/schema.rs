// @generated automatically by Diesel CLI.

diesel::table! {
    use diesel::sql_types::*;

    account (id) {
        id -> BigInt,
        email -> Text,
        name -> Text,
        password_hash -> Text,
        must_change -> Bool,
        language -> Text,
        theme -> Text,
        created_at -> Timestamp,
        signed_in_at -> Nullable<Timestamp>,
        disabled_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    account_role (account_id, role) {
        account_id -> BigInt,
        role -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    advisory (id) {
        id -> BigInt,
        uuid -> Text,
        campaign_id -> Nullable<BigInt>,
        ticket_id -> Nullable<BigInt>,
        state -> Text,
        subject -> Text,
        number -> Nullable<Text>,
        issued_year -> Nullable<Integer>,
        issued_on -> Nullable<Date>,
        replaced_by -> Nullable<BigInt>,
        counted_at -> Timestamp,
        reports -> Integer,
        reporters -> Integer,
        agencies -> Integer,
        version -> Integer,
        created_by -> Nullable<BigInt>,
        updated_by -> Nullable<BigInt>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    advisory_figure (advisory_id) {
        advisory_id -> BigInt,
        width -> Integer,
        height -> Integer,
        png -> Binary,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    advisory_version (advisory_id, version) {
        advisory_id -> BigInt,
        version -> Integer,
        step -> Text,
        content -> Text,
        comment -> Text,
        account_id -> Nullable<BigInt>,
        at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    agency (id) {
        id -> BigInt,
        slug -> Text,
        name -> Text,
        kind -> Text,
        band -> Text,
        valid_from -> Date,
        valid_until -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    agency_contact (id) {
        id -> BigInt,
        agency_id -> BigInt,
        mail -> Text,
        person -> Text,
        post -> Text,
        telephone -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    agency_rule (id) {
        id -> BigInt,
        agency_id -> BigInt,
        pattern -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    arrival (id) {
        id -> BigInt,
        ticket_id -> BigInt,
        blob_hash -> Text,
        role -> Text,
        message_id -> Nullable<Text>,
        sender -> Text,
        channel -> Text,
        envelope_sender -> Nullable<Text>,
        envelope_recipients -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    asked (campaign_id, address) {
        campaign_id -> BigInt,
        address -> Text,
        agency_id -> Nullable<BigInt>,
        delivered_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    audit (id) {
        id -> BigInt,
        at -> Timestamp,
        actor -> Text,
        action -> Text,
        object -> Text,
        detail -> Text,
        address -> Text,
        previous -> Text,
        hash -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    blob (hash) {
        hash -> Text,
        size -> BigInt,
        codec -> Text,
        data -> Binary,
        created_at -> Timestamp,
        erased_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    bulk (id) {
        id -> BigInt,
        account_id -> BigInt,
        at -> Timestamp,
        deed -> Text,
        detail -> Text,
        step_id -> Nullable<BigInt>,
        undone_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    bulk_change (bulk_id, ticket_id) {
        bulk_id -> BigInt,
        ticket_id -> BigInt,
        before -> Text,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    calendar_day (day) {
        day -> Date,
        works -> Bool,
        name -> Text,
        estimate -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    campaign (id) {
        id -> BigInt,
        uuid -> Text,
        title -> Text,
        state -> Text,
        verdict -> Nullable<Text>,
        reasons -> Text,
        remark -> Text,
        merged_into -> Nullable<BigInt>,
        first_seen_at -> Timestamp,
        last_seen_at -> Timestamp,
        answers_from -> Nullable<Timestamp>,
        late -> Integer,
        version -> Integer,
        updated_by -> Nullable<BigInt>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    campaign_answer (step_id, ticket_id) {
        step_id -> BigInt,
        ticket_id -> BigInt,
        outbox_id -> Nullable<BigInt>,
        before -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    campaign_key (campaign_id, kind, value) {
        campaign_id -> BigInt,
        kind -> Text,
        value -> Text,
        tickets -> Integer,
        decided -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    campaign_move (step_id, ticket_id) {
        step_id -> BigInt,
        ticket_id -> BigInt,
        to_id -> Nullable<BigInt>,
        before -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    campaign_step (id) {
        id -> BigInt,
        campaign_id -> BigInt,
        at -> Timestamp,
        account_id -> Nullable<BigInt>,
        code -> Text,
        detail -> Text,
        undone_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    canned (id) {
        id -> BigInt,
        language -> Text,
        verdict -> Nullable<Text>,
        title -> Text,
        body -> Text,
        version -> Integer,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        updated_by -> Nullable<BigInt>,
        disabled_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    checklist (id) {
        id -> BigInt,
        name -> Text,
        verdict -> Nullable<Text>,
        items -> Text,
        retired_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    contest (ticket_id, reporter_id) {
        ticket_id -> BigInt,
        reporter_id -> BigInt,
        verdict -> Text,
        words -> Text,
        at -> Timestamp,
        settled_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    draft (account_id, ticket_id, side) {
        account_id -> BigInt,
        ticket_id -> BigInt,
        side -> Text,
        kind -> Text,
        words -> Text,
        copies -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    due_plan (id) {
        id -> BigInt,
        version -> Integer,
        warn_minutes -> Integer,
        escalate_to -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    due_rule (id) {
        id -> BigInt,
        place -> Integer,
        harm -> Nullable<Text>,
        score -> Nullable<Integer>,
        agency_id -> Nullable<BigInt>,
        answer_minutes -> Integer,
        verdict_minutes -> Integer,
        round_the_clock -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    effort (id) {
        id -> BigInt,
        ticket_id -> BigInt,
        account_id -> Nullable<BigInt>,
        minutes -> Integer,
        what -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    enclosed (outbox_id, place) {
        outbox_id -> BigInt,
        place -> Integer,
        name -> Text,
        size -> BigInt,
        blob_hash -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    event (id) {
        id -> BigInt,
        ticket_id -> BigInt,
        at -> Timestamp,
        account_id -> Nullable<BigInt>,
        code -> Text,
        detail -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    evidence (arrival_id) {
        arrival_id -> BigInt,
        ticket_id -> BigInt,
        detail -> Text,
        analysed_at -> Timestamp,
        codes -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    exposed (id) {
        id -> BigInt,
        mailbox -> Text,
        person -> Text,
        unit -> Text,
        what -> Text,
        happened -> Text,
        ticket_id -> Nullable<BigInt>,
        opened_at -> Timestamp,
        opened_by -> Nullable<BigInt>,
        closed_at -> Nullable<Timestamp>,
        outbox_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    exposed_step (exposed_id, step) {
        exposed_id -> BigInt,
        step -> Text,
        needless -> Bool,
        account_id -> Nullable<BigInt>,
        at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    fingerprint (arrival_id, kind, value) {
        arrival_id -> BigInt,
        kind -> Text,
        value -> Text,
        ticket_id -> BigInt,
        loose -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    follower (account_id, ticket_id) {
        account_id -> BigInt,
        ticket_id -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    indicator (id) {
        id -> BigInt,
        kind -> Text,
        value -> Text,
        first_seen_at -> Timestamp,
        last_seen_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    job (id) {
        id -> BigInt,
        kind -> Text,
        subject -> BigInt,
        run_at -> Timestamp,
        attempts -> Integer,
        leased_until -> Nullable<Timestamp>,
        leased_by -> Nullable<Text>,
        error -> Nullable<Text>,
        failed_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    list_taste (account_id) {
        account_id -> BigInt,
        parts -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    lookup (id) {
        id -> BigInt,
        ticket_id -> BigInt,
        reporter_id -> BigInt,
        code_hash -> Text,
        seed -> Text,
        created_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    mailing (id) {
        id -> BigInt,
        advisory_id -> BigInt,
        agency_id -> Nullable<BigInt>,
        agency -> Text,
        band -> Text,
        person -> Text,
        recipient -> Text,
        code_hash -> Text,
        seed -> Text,
        created_at -> Timestamp,
        created_by -> Nullable<BigInt>,
        received_at -> Nullable<Timestamp>,
        received_how -> Nullable<Text>,
        received_by -> Text,
        note -> Text,
        reminded_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    mailing_reply (id) {
        id -> BigInt,
        mailing_id -> BigInt,
        blob_hash -> Text,
        sender -> Text,
        channel -> Text,
        envelope_sender -> Nullable<Text>,
        envelope_recipients -> Text,
        trusted -> Bool,
        automatic -> Bool,
        at -> Timestamp,
        outcome -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    measure (id) {
        id -> BigInt,
        campaign_id -> Nullable<BigInt>,
        ticket_id -> Nullable<BigInt>,
        kind -> Text,
        target -> Text,
        system -> Text,
        requested_at -> Timestamp,
        requested_by -> Nullable<BigInt>,
        done_at -> Nullable<Timestamp>,
        done_by -> Nullable<BigInt>,
        lifted_at -> Nullable<Timestamp>,
        lifted_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    membership (ticket_id) {
        ticket_id -> BigInt,
        campaign_id -> Nullable<BigInt>,
        person -> Bool,
        strength -> Integer,
        why -> Text,
        unit -> Text,
        since -> Timestamp,
        reported_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    mention (message_id, account_id) {
        message_id -> BigInt,
        account_id -> BigInt,
        ticket_id -> BigInt,
        at -> Timestamp,
        seen_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    message (id) {
        id -> BigInt,
        ticket_id -> BigInt,
        kind -> Text,
        account_id -> Nullable<BigInt>,
        author -> Text,
        stranger -> Bool,
        body -> Text,
        arrival_id -> Nullable<BigInt>,
        outbox_id -> Nullable<BigInt>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    notice (id) {
        id -> BigInt,
        account_id -> BigInt,
        kind -> Text,
        ticket_id -> BigInt,
        campaign_id -> Nullable<BigInt>,
        by_name -> Text,
        created_at -> Timestamp,
        read_at -> Nullable<Timestamp>,
        mail_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    notice_taste (account_id) {
        account_id -> BigInt,
        mail -> Text,
        quiet_from -> Nullable<Integer>,
        quiet_until -> Nullable<Integer>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    outbox (id) {
        id -> BigInt,
        ticket_id -> Nullable<BigInt>,
        kind -> Text,
        language -> Text,
        recipient_name -> Text,
        recipient -> Text,
        subject -> Text,
        body -> Text,
        message_id -> Text,
        in_reply_to -> Nullable<Text>,
        refs -> Text,
        automatic -> Bool,
        lookup_id -> Nullable<BigInt>,
        state -> Text,
        due_at -> Timestamp,
        attempts -> Integer,
        leased_until -> Nullable<Timestamp>,
        leased_by -> Nullable<Text>,
        error -> Nullable<Text>,
        created_by -> Nullable<BigInt>,
        created_at -> Timestamp,
        sent_at -> Nullable<Timestamp>,
        mailing_id -> Nullable<BigInt>,
        copies -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    participant (ticket_id, reporter_id) {
        ticket_id -> BigInt,
        reporter_id -> BigInt,
        since -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    picture (arrival_id, sample) {
        arrival_id -> BigInt,
        sample -> Integer,
        width -> Integer,
        height -> Integer,
        likeness -> BigInt,
        png -> Binary,
        thumb -> Binary,
        problem -> Text,
        drawn_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    rating (ticket_id, reporter_id) {
        ticket_id -> BigInt,
        reporter_id -> BigInt,
        choice -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    relation (older_id, newer_id) {
        older_id -> BigInt,
        newer_id -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    reporter (id) {
        id -> BigInt,
        address -> Text,
        name -> Text,
        first_seen_at -> Timestamp,
        last_seen_at -> Timestamp,
        decided -> Integer,
        rightly -> Integer,
        telephone -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    routine (id) {
        id -> BigInt,
        name -> Text,
        give -> Nullable<Text>,
        assignee_id -> Nullable<BigInt>,
        canned_id -> Nullable<BigInt>,
        verdict -> Nullable<Text>,
        letter -> Bool,
        status -> Nullable<Text>,
        onward -> Bool,
        version -> Integer,
        updated_at -> Timestamp,
        updated_by -> Nullable<BigInt>,
        disabled_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    saved_view (id) {
        id -> BigInt,
        account_id -> BigInt,
        name -> Text,
        role -> Nullable<Text>,
        query -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    session (hash) {
        hash -> Text,
        account_id -> BigInt,
        csrf -> Text,
        created_at -> Timestamp,
        seen_at -> Timestamp,
        address -> Text,
        agent -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    sighting (arrival_id, indicator_id) {
        arrival_id -> BigInt,
        indicator_id -> BigInt,
        ticket_id -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    tag (id) {
        id -> BigInt,
        name -> Text,
        folded -> Text,
        retired_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    task (id) {
        id -> BigInt,
        ticket_id -> BigInt,
        checklist -> Text,
        words -> Text,
        done_at -> Nullable<Timestamp>,
        done_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    throttle (key) {
        key -> Text,
        failures -> Integer,
        since -> Timestamp,
        locked_until -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    ticket (id) {
        id -> BigInt,
        uuid -> Text,
        number -> Text,
        kind -> Text,
        status -> Text,
        verdict -> Nullable<Text>,
        channel -> Text,
        reporter_id -> Nullable<BigInt>,
        outside -> Bool,
        silent -> Bool,
        subject -> Text,
        words -> Text,
        claimed_number -> Nullable<Text>,
        message_id -> Nullable<Text>,
        sender_name -> Text,
        sender_address -> Text,
        grade -> Nullable<Text>,
        score -> Nullable<Integer>,
        suggested -> Nullable<Text>,
        links -> Integer,
        attachments -> Integer,
        arrivals -> Integer,
        exposure -> Nullable<Text>,
        assignee_id -> Nullable<BigInt>,
        duplicate_of -> Nullable<BigInt>,
        version -> Integer,
        updated_by -> Nullable<BigInt>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        due_at -> Timestamp,
        analysed_at -> Nullable<Timestamp>,
        acknowledged_at -> Nullable<Timestamp>,
        answered_at -> Nullable<Timestamp>,
        resolved_at -> Nullable<Timestamp>,
        closed_at -> Nullable<Timestamp>,
        seal -> Nullable<Text>,
        official -> Nullable<Text>,
        verdict_due_at -> Timestamp,
        next_due_at -> Timestamp,
        harm -> Nullable<Text>,
        harmed_at -> Nullable<Timestamp>,
        alarm -> Integer,
        risk -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    ticket_counter (year) {
        year -> BigInt,
        last -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    ticket_pause (id) {
        id -> BigInt,
        ticket_id -> BigInt,
        from_at -> Timestamp,
        until_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    ticket_tag (ticket_id, tag_id) {
        ticket_id -> BigInt,
        tag_id -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    token (id) {
        id -> BigInt,
        name -> Text,
        hash -> Text,
        scope -> Text,
        created_by -> Nullable<BigInt>,
        created_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
        revoked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    transfer (id) {
        id -> BigInt,
        kind -> Text,
        from_id -> BigInt,
        into_id -> BigInt,
        account_id -> Nullable<BigInt>,
        at -> Timestamp,
        before -> Text,
        undone_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    work_hours (weekday) {
        weekday -> BigInt,
        hours -> Text,
    }
}

diesel::joinable!(account_role -> account (account_id));
diesel::joinable!(advisory -> campaign (campaign_id));
diesel::joinable!(advisory -> ticket (ticket_id));
diesel::joinable!(advisory_figure -> advisory (advisory_id));
diesel::joinable!(advisory_version -> account (account_id));
diesel::joinable!(advisory_version -> advisory (advisory_id));
diesel::joinable!(agency_contact -> agency (agency_id));
diesel::joinable!(agency_rule -> agency (agency_id));
diesel::joinable!(arrival -> blob (blob_hash));
diesel::joinable!(arrival -> ticket (ticket_id));
diesel::joinable!(asked -> agency (agency_id));
diesel::joinable!(asked -> campaign (campaign_id));
diesel::joinable!(bulk -> account (account_id));
diesel::joinable!(bulk -> campaign_step (step_id));
diesel::joinable!(bulk_change -> bulk (bulk_id));
diesel::joinable!(bulk_change -> ticket (ticket_id));
diesel::joinable!(campaign -> account (updated_by));
diesel::joinable!(campaign_answer -> campaign_step (step_id));
diesel::joinable!(campaign_answer -> outbox (outbox_id));
diesel::joinable!(campaign_answer -> ticket (ticket_id));
diesel::joinable!(campaign_key -> campaign (campaign_id));
diesel::joinable!(campaign_move -> campaign (to_id));
diesel::joinable!(campaign_move -> campaign_step (step_id));
diesel::joinable!(campaign_move -> ticket (ticket_id));
diesel::joinable!(campaign_step -> account (account_id));
diesel::joinable!(campaign_step -> campaign (campaign_id));
diesel::joinable!(canned -> account (updated_by));
diesel::joinable!(contest -> reporter (reporter_id));
diesel::joinable!(contest -> ticket (ticket_id));
diesel::joinable!(draft -> account (account_id));
diesel::joinable!(draft -> ticket (ticket_id));
diesel::joinable!(due_rule -> agency (agency_id));
diesel::joinable!(effort -> account (account_id));
diesel::joinable!(effort -> ticket (ticket_id));
diesel::joinable!(enclosed -> blob (blob_hash));
diesel::joinable!(enclosed -> outbox (outbox_id));
diesel::joinable!(event -> account (account_id));
diesel::joinable!(event -> ticket (ticket_id));
diesel::joinable!(evidence -> arrival (arrival_id));
diesel::joinable!(evidence -> ticket (ticket_id));
diesel::joinable!(exposed -> account (opened_by));
diesel::joinable!(exposed -> outbox (outbox_id));
diesel::joinable!(exposed -> ticket (ticket_id));
diesel::joinable!(exposed_step -> account (account_id));
diesel::joinable!(exposed_step -> exposed (exposed_id));
diesel::joinable!(fingerprint -> arrival (arrival_id));
diesel::joinable!(fingerprint -> ticket (ticket_id));
diesel::joinable!(follower -> account (account_id));
diesel::joinable!(follower -> ticket (ticket_id));
diesel::joinable!(list_taste -> account (account_id));
diesel::joinable!(lookup -> reporter (reporter_id));
diesel::joinable!(lookup -> ticket (ticket_id));
diesel::joinable!(mailing -> account (created_by));
diesel::joinable!(mailing -> advisory (advisory_id));
diesel::joinable!(mailing -> agency (agency_id));
diesel::joinable!(mailing_reply -> blob (blob_hash));
diesel::joinable!(mailing_reply -> mailing (mailing_id));
diesel::joinable!(measure -> campaign (campaign_id));
diesel::joinable!(measure -> ticket (ticket_id));
diesel::joinable!(membership -> campaign (campaign_id));
diesel::joinable!(membership -> ticket (ticket_id));
diesel::joinable!(mention -> account (account_id));
diesel::joinable!(mention -> message (message_id));
diesel::joinable!(mention -> ticket (ticket_id));
diesel::joinable!(message -> account (account_id));
diesel::joinable!(message -> arrival (arrival_id));
diesel::joinable!(message -> outbox (outbox_id));
diesel::joinable!(message -> ticket (ticket_id));
diesel::joinable!(notice -> account (account_id));
diesel::joinable!(notice -> campaign (campaign_id));
diesel::joinable!(notice -> ticket (ticket_id));
diesel::joinable!(notice_taste -> account (account_id));
diesel::joinable!(outbox -> account (created_by));
diesel::joinable!(outbox -> mailing (mailing_id));
diesel::joinable!(outbox -> ticket (ticket_id));
diesel::joinable!(participant -> reporter (reporter_id));
diesel::joinable!(participant -> ticket (ticket_id));
diesel::joinable!(picture -> arrival (arrival_id));
diesel::joinable!(rating -> reporter (reporter_id));
diesel::joinable!(rating -> ticket (ticket_id));
diesel::joinable!(routine -> canned (canned_id));
diesel::joinable!(saved_view -> account (account_id));
diesel::joinable!(session -> account (account_id));
diesel::joinable!(sighting -> arrival (arrival_id));
diesel::joinable!(sighting -> indicator (indicator_id));
diesel::joinable!(sighting -> ticket (ticket_id));
diesel::joinable!(task -> account (done_by));
diesel::joinable!(task -> ticket (ticket_id));
diesel::joinable!(ticket -> reporter (reporter_id));
diesel::joinable!(ticket_pause -> ticket (ticket_id));
diesel::joinable!(ticket_tag -> tag (tag_id));
diesel::joinable!(ticket_tag -> ticket (ticket_id));
diesel::joinable!(token -> account (created_by));
diesel::joinable!(transfer -> account (account_id));

diesel::allow_tables_to_appear_in_same_query!(
    account,
    account_role,
    advisory,
    advisory_figure,
    advisory_version,
    agency,
    agency_contact,
    agency_rule,
    arrival,
    asked,
    audit,
    blob,
    bulk,
    bulk_change,
    calendar_day,
    campaign,
    campaign_answer,
    campaign_key,
    campaign_move,
    campaign_step,
    canned,
    checklist,
    contest,
    draft,
    due_plan,
    due_rule,
    effort,
    enclosed,
    event,
    evidence,
    exposed,
    exposed_step,
    fingerprint,
    follower,
    indicator,
    job,
    list_taste,
    lookup,
    mailing,
    mailing_reply,
    measure,
    membership,
    mention,
    message,
    notice,
    notice_taste,
    outbox,
    participant,
    picture,
    rating,
    relation,
    reporter,
    routine,
    saved_view,
    session,
    sighting,
    tag,
    task,
    throttle,
    ticket,
    ticket_counter,
    ticket_pause,
    ticket_tag,
    token,
    transfer,
    work_hours,
);
