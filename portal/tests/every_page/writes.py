"""What each address that takes a POST is sent with: a key or why none, a version or how else the second of two is told."""

# Writes nothing that a second sending could double.
WITHOUT_KEY = {
    "accounts:sign_in": "opens a session",
    "accounts:sign_out": "ends it",
    "accounts:change_password": "sets the user's own password, the same again",
    "accounts:mail": "sets the user's own address, the same again",
    "accounts:second_factor": "steps are kept in the session",
    "accounts:second_factor_check": "a number is good once",
    "accounts:sessions": "what is ended stays ended",
    "units:members": "a search, kept in the session",
    "units:find_member": "a search, kept in the session",
    "accounts:list": "a search, kept in the session",
    "audit:list": "a search, kept in the session",
    "essays:sheets": "a search, kept in the session",
    "essays:campaign_sheets": "a search, kept in the session",
    "essays:queue": "a search, kept in the session",
    "essays:queue_unit": "a search, kept in the session",
    "essays:scan_begin": "a file has a key of its own",
    "essays:scan_piece": "how far a file came is the number of its bytes",
    "accounts:card": "a card lets in once",
    "accounts:ask_again": "asks for the password, and keeps in the session that it was right",
    "accounts:keep_phone": "kept already stays kept",
    "privacy:notice": "read is read",
    "privacy:requests": "a search, kept in the session",
    "documents:typed_preview": "draws and keeps nothing",
    "documents:verify": "asks and keeps nothing",
    "documents:code": "asks and keeps nothing",
    "workbook:export": "one export at a time of the same",
}

# How the second of two learns of the first where the form has no version.
ADDS = "adds a row; what may stand once is stopped by a rule of the service"
ONCE = "a step the row takes once: its state is looked at under a lock"
SEEN = "the form says by other means what was seen: an entry, a moment, a digest"

WITHOUT_VERSION = {
    ADDS: {
        "units:add", "units:block_add", "campaigns:resolution_add", "campaigns:reason_add", "campaigns:duty_add",
        "campaigns:member_add", "campaigns:reminder", "campaigns:session_attach", "campaigns:days_off_add",
        "campaigns:speaker_add", "campaigns:letter_add", "essays:hand_in", "essays:bind", "essays:print",
        "essays:print_more", "essays:print_blank", "essays:print_campaign", "essays:attendance_list", "essays:planned_list",
        "essays:reviews", "essays:grant", "essays:proposal_add", "essays:proposals_merge", "essays:campaign_proposals_merge",
        "essays:scan_send", "essays:scan_open", "essays:campaign_scan_send", "essays:campaign_scan_open", "essays:batch_add",
        "reports:compile", "reports:compile_final", "reports:compile_again", "reports:copy_make", "reports:correct",
        "workbook:upload", "documents:body_add", "documents:signer_add", "documents:term_add", "documents:book_note",
        "documents:layout_add", "documents:attach_signed", "documents:attach_edited", "accounts:create", "accounts:bulk",
        "accounts:slips", "accounts:appoint", "privacy:incident_add", "privacy:request_add", "privacy:request_add_for",
    },
    ONCE: {
        "units:block_remove", "campaigns:launch", "campaigns:close", "campaigns:reopen", "campaigns:duty_exempt",
        "campaigns:duty_restore", "campaigns:unit_move", "campaigns:unit_merge", "campaigns:unit_split", "campaigns:unit_end",
        "campaigns:unit_restore", "campaigns:member_transfer", "campaigns:member_end", "campaigns:member_death",
        "campaigns:member_return", "campaigns:reminder_withdraw", "campaigns:session_restore", "campaigns:session_ask",
        "campaigns:session_answer", "campaigns:attachment_remove", "campaigns:make_up", "campaigns:made_up_elsewhere",
        "campaigns:make_up_undo", "campaigns:days_off_withdraw", "campaigns:speaker_retire", "campaigns:speaker_back",
        "campaigns:letter_take_back", "campaigns:letter_copy_make", "campaigns:step_answer", "essays:mark", "essays:mark_undo",
        "essays:return", "essays:blank_assign", "essays:sheet_revoke", "essays:page_assign", "essays:page_set_aside",
        "essays:page_turn", "essays:page_take_up", "essays:page_send_back", "essays:page_undo", "essays:essay_page_turn",
        "essays:erase", "essays:grant_withdraw", "essays:proposal_withdraw", "essays:proposal_restore", "essays:proposal_take_out",
        "essays:proposal_group_send_up", "essays:proposal_group_take_back", "essays:proposal_group_dissolve",
        "essays:proposal_group_restore", "essays:proposal_group_take_out", "reports:take_back", "workbook:drop", "workbook:undo",
        "documents:number_free", "documents:copy_remove", "documents:withdraw", "jobs:run_again", "accounts:close",
        "accounts:reopen", "accounts:reset_second_factor", "accounts:end_appointment", "accounts:revoke_card",
        "accounts:revoke_phone", "helper_end", "privacy:incident_close", "privacy:incident_reopen", "privacy:request_close",
        "privacy:request_extend", "privacy:request_reopen", "privacy:request_reply",
        "own_data:erase",
    },
    SEEN: {"campaigns:call", "essays:second_look", "workbook:confirm", "workbook:ledger"},
}
