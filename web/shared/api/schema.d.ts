/** Generated from docs/openapi.json by "npm run schema". Do not edit. */

export interface paths {
    "/api/v1/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read
         * @description Return the company's settings.
         */
        get: operations["read_account_api_v1_account_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change the company's settings. Whether a second factor is required is for people to say, not for API tokens.
         */
        patch: operations["change_account_api_v1_account_patch"];
        trace?: never;
    };
    "/api/v1/account/checklist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How ready the company is
         * @description Return the go-live check list as it stands now: each step is looked up, none is ticked by hand.
         */
        get: operations["read_checklist_api_v1_account_checklist_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List
         * @description Return what was done in the company, the newest first.
         */
        get: operations["list_audit_api_v1_audit_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export as CSV
         * @description Return up to 10,000 rows as CSV, the newest first. No cell is a formula. The export is written to the log.
         */
        get: operations["export_audit_api_v1_audit_export_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check the chain
         * @description Say whether every row is what was written, where it was written.
         *
         *     `broken_at` is the first that is not. Note `rows` and `head`: a log that was cut at its end no longer has them.
         */
        get: operations["verify_audit_api_v1_audit_verification_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List
         * @description Return the company's channels by name.
         */
        get: operations["list_channels_api_v1_channels_get"];
        put?: never;
        /**
         * Connect
         * @description Connect a number. The answer says where the platform must send its webhooks.
         *
         *     The number itself is the key: asked twice, the second time answers 409.
         */
        post: operations["create_channel_api_v1_channels_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read
         * @description Return one channel; admins also see where its webhooks must go.
         */
        get: operations["read_channel_api_v1_channels__channel_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change a channel, replace its credentials, or switch it on or off.
         */
        patch: operations["update_channel_api_v1_channels__channel_id__patch"];
        trace?: never;
    };
    "/api/v1/channels/{channel_id}/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List message templates
         * @description Return the channel's message templates by name, with the fields each needs.
         */
        get: operations["list_templates_api_v1_channels__channel_id__templates_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel_id}/templates/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read message templates from the platform
         * @description Make the stored templates equal to the platform's.
         */
        post: operations["sync_templates_api_v1_channels__channel_id__templates_sync_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel_id}/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check with the platform
         * @description Ask the platform whether token, permissions, number and webhook are right, and set the channel's state.
         *
         *     What waited for the channel to work again is sent at once.
         */
        post: operations["validate_channel_api_v1_channels__channel_id__validate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List or search
         * @description Return contacts, the most recently changed first.
         */
        get: operations["list_contacts_api_v1_contacts_get"];
        put?: never;
        /**
         * Create
         * @description Create a contact. 409 names whoever already has the phone number.
         */
        post: operations["create_contact_api_v1_contacts_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{contact_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read
         * @description Return one contact.
         */
        get: operations["read_contact_api_v1_contacts__contact_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change a contact; what is left out stays.
         */
        patch: operations["update_contact_api_v1_contacts__contact_id__patch"];
        trace?: never;
    };
    "/api/v1/contacts/{contact_id}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a contact's consents
         * @description Return every yes and no of the contact, the newest first; the first of a purpose is what counts.
         */
        get: operations["list_consents_api_v1_contacts__contact_id__consents_get"];
        put?: never;
        /**
         * Record a consent
         * @description Write down a yes or no, with where it was said. A no to marketing stops campaigns, never the service.
         */
        post: operations["record_consent_api_v1_contacts__contact_id__consents_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{contact_id}/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a contact's conversations
         * @description Return the contact's conversations the caller may see, open and closed, the most recently active first.
         */
        get: operations["list_conversations_of_contact_api_v1_contacts__contact_id__conversations_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{contact_id}/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase a contact
         * @description Ask for everything about the contact to be deleted; there is no way back.
         *
         *     What stays is a keyed hash of their addresses, so that they get no marketing again, and the audit log's fact.
         */
        post: operations["erase_contact_api_v1_contacts__contact_id__erase_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{contact_id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Export everything about a contact
         * @description Ask for a ZIP with every row and file about the contact. It is packed in the background and kept for 7 days.
         */
        post: operations["export_contact_api_v1_contacts__contact_id__export_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List, filter and search
         * @description Return conversations the caller may see. Pages continue by key: what arrives meanwhile shifts nothing.
         */
        get: operations["list_conversations_api_v1_conversations_get"];
        put?: never;
        /**
         * Start
         * @description Write to a contact first. The caller becomes responsible: a ticket with a protocol, in service with them.
         *
         *     409 `window_closed`: only a template may be sent. 409 `already_accepted`: a colleague is at it (`details.winner`).
         */
        post: operations["start_conversation_api_v1_conversations_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * One action for many
         * @description Do one action for up to 100 conversations. Each succeeds or fails by itself.
         */
        post: operations["change_conversations_api_v1_conversations_bulk_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Numbers of the inbox
         * @description Return how many open conversations the caller sees, by view.
         */
        get: operations["count_conversations_api_v1_conversations_counts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read
         * @description Return one conversation.
         */
        get: operations["read_conversation_api_v1_conversations__conversation_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change subject or priority
         * @description Change what is given; the ticket follows the priority.
         */
        patch: operations["update_conversation_api_v1_conversations__conversation_id__patch"];
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept
         * @description Take a conversation nobody has. The first wins; 409 `already_accepted` names them.
         */
        post: operations["accept_conversation_api_v1_conversations__conversation_id__accept_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Assign
         * @description Give it to a colleague, or (null) back to its queue.
         */
        post: operations["assign_conversation_api_v1_conversations__conversation_id__assign_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set labels
         * @description Give it exactly these labels; they must exist.
         */
        put: operations["set_labels_api_v1_conversations__conversation_id__labels_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List, newest first
         * @description Return messages and notes; the cursor leads to older ones.
         */
        get: operations["list_messages_api_v1_conversations__conversation_id__messages_get"];
        put?: never;
        /**
         * Send, or add a note
         * @description Send a message, or store a note (`private`).
         *
         *     An agent who answers a conversation nobody has accepts it with that: 409 `capacity_reached` when it would be one too
         *     many. Supervisors and admins may answer anywhere; the conversation stays where it is. 409 `window_closed`: only a
         *     template may be sent now. A note changes nobody's responsibility.
         */
        post: operations["send_message_api_v1_conversations__conversation_id__messages_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark as read
         * @description Remember how far the caller has read. The unread counter is reset by whoever is responsible.
         */
        post: operations["mark_read_api_v1_conversations__conversation_id__read_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen
         * @description Open it again, with the ticket it had.
         */
        post: operations["reopen_conversation_api_v1_conversations__conversation_id__reopen_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve
         * @description Close it and finish its ticket.
         */
        post: operations["resolve_conversation_api_v1_conversations__conversation_id__resolve_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Snooze
         * @description Let it sleep until a time, or until the contact writes.
         */
        post: operations["snooze_conversation_api_v1_conversations__conversation_id__snooze_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Transfer
         * @description Hand it on to a queue or a colleague, with a note for whoever gets it.
         */
        post: operations["transfer_conversation_api_v1_conversations__conversation_id__transfer_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}/typing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that one types
         * @description Tell colleagues who look at it, and the contact when the caller is responsible and it is no note.
         */
        post: operations["set_typing_api_v1_conversations__conversation_id__typing_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark as unread
         * @description Let the contact's last message count as unread again.
         */
        post: operations["mark_unread_api_v1_conversations__conversation_id__unread_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened since
         * @description Return events in their order, as far as they are for the caller. `reset`: too much was missed, fetch anew.
         */
        get: operations["list_events_api_v1_events_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List open invites
         * @description Return invites nobody has accepted yet, also those whose time is over, the newest first.
         */
        get: operations["list_invites_api_v1_invites_get"];
        put?: never;
        /**
         * Invite
         * @description Invite somebody by e-mail. The link is good once, for seven days.
         *
         *     403 `role_too_high`: a role that may do more than one's own. 409 `already_member` or `already_invited`.
         */
        post: operations["create_invite_api_v1_invites_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invites/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invite
         * @description Start to work for the company and sign in there; answers as `POST /session` does.
         *
         *     Somebody who is known gives the password they have (401 `wrong_credentials`), a newcomer a name and a new password
         *     (422 `weak_password`).
         */
        post: operations["accept_invite_api_v1_invites_accept_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invites/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a link opens
         * @description Return who is invited by which company. 404 `link_ended`: the link opens nothing any more.
         */
        post: operations["look_up_invite_api_v1_invites_lookup_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invites/{invite_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take an invite back
         * @description Take an open invite back; its links open nothing any more.
         */
        delete: operations["delete_invite_api_v1_invites__invite_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invites/{invite_id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an invite again
         * @description Send another mail; the invite lasts seven days from now on.
         */
        post: operations["resend_invite_api_v1_invites__invite_id__resend_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List
         * @description Return the company's labels by name.
         */
        get: operations["list_labels_api_v1_labels_get"];
        put?: never;
        /**
         * Create
         * @description Create a label.
         */
        post: operations["create_label_api_v1_labels_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change one's own profile
         * @description Change one's own name, language or signature.
         */
        patch: operations["update_me_api_v1_me_patch"];
        trace?: never;
    };
    "/api/v1/me/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One's own companies
         * @description Return the companies the caller works for.
         */
        get: operations["list_workplaces_api_v1_me_accounts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change one's own picture
         * @description Use an uploaded picture (`POST /media`, then complete it). JPEG or PNG, at most 5 MB.
         *
         *     409 `media_pending`: it is still being prepared; try again in a moment. 422 `not_a_picture`.
         */
        put: operations["set_avatar_api_v1_me_avatar_put"];
        post?: never;
        /**
         * Remove one's own picture
         * @description Show initials again.
         */
        delete: operations["remove_avatar_api_v1_me_avatar_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change one's own password
         * @description Change the password; all other sessions end, in every company.
         *
         *     422 `wrong_password`: the current one does not fit. 422 `weak_password`: the new one is too easy to guess.
         */
        put: operations["change_password_api_v1_me_password_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One's own presence
         * @description Return how the caller stands: what they chose, and what counts while their heartbeat is heard.
         */
        get: operations["read_presence_api_v1_me_presence_get"];
        /**
         * Choose one's presence
         * @description Choose online, busy, pause (with a reason) or offline. Going online is given waiting tickets at once.
         */
        put: operations["set_presence_api_v1_me_presence_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/two-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One's own second factor
         * @description Say whether a code is asked for when one signs in. `required`: the company asks for it.
         */
        get: operations["read_two_factor_api_v1_me_two_factor_get"];
        put?: never;
        /**
         * Set up the second factor
         * @description Return what an app needs; shown this once. Nothing changes before a code confirms it, within 15 minutes.
         */
        post: operations["start_two_factor_api_v1_me_two_factor_post"];
        /**
         * Remove the second factor
         * @description Sign in with the password alone again; all other sessions end.
         */
        delete: operations["remove_two_factor_api_v1_me_two_factor_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/two-factor/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm the second factor
         * @description Ask for a code from now on. Returns ten recovery codes, shown this once; all other sessions end.
         *
         *     422 `wrong_code`: not the app's code now.
         */
        post: operations["confirm_two_factor_api_v1_me_two_factor_confirm_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/two-factor/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make other recovery codes
         * @description Return ten other recovery codes, shown this once; those of before are worth nothing.
         */
        post: operations["replace_recovery_codes_api_v1_me_two_factor_recovery_codes_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Announce an upload
         * @description Check type and size and return a signed address for the bytes. Complete the upload when they are there.
         */
        post: operations["create_media_api_v1_media_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media/{media_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read
         * @description Return a file with a fresh address.
         */
        get: operations["read_media_api_v1_media__media_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media/{media_id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete an upload
         * @description Check that the bytes have arrived. What must be converted before it can be sent is `pending` for a moment.
         */
        post: operations["complete_media_api_v1_media__media_id__complete_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{message_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read
         * @description Return one message; what an event points at when it is too large for a frame.
         */
        get: operations["read_message_api_v1_messages__message_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{message_id}/reaction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * React
         * @description Set the company's reaction to a message; an empty emoji takes it back.
         */
        put: operations["react_api_v1_messages__message_id__reaction_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{message_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try again
         * @description Begin a new attempt for a message that failed or was never confirmed. Pressed twice, it is tried once.
         */
        post: operations["retry_message_api_v1_messages__message_id__retry_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a new password
         * @description Send a link to the owner of the address. The answer is the same for an address that nobody has.
         */
        post: operations["ask_password_reset_api_v1_password_resets_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password-resets/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose a new password
         * @description Replace the password; every session ends, in every company.
         *
         *     404 `link_ended`: the link was used, or its time is over. 422 `weak_password`: the link stays good.
         */
        post: operations["confirm_password_reset_api_v1_password_resets_confirm_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List erasures
         * @description Return erasures, the newest first.
         */
        get: operations["list_erasures_api_v1_privacy_erasures_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List exports
         * @description Return exports, the newest first.
         */
        get: operations["list_exports_api_v1_privacy_exports_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/exports/{export_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an export
         * @description Return an export; when it is done, with an address that works for five minutes, which is audited.
         */
        get: operations["read_export_api_v1_privacy_exports__export_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/incident-report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Facts for an incident report
         * @description Return who did what in a time, from where, and whether the audit log is whole. Asking is written to the log.
         */
        get: operations["read_incident_report_api_v1_privacy_incident_report_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List
         * @description Return every queue of the company and how it stands now, the default one first.
         */
        get: operations["list_queues_api_v1_queues_get"];
        put?: never;
        /**
         * Create
         * @description Create a queue with its members.
         */
        post: operations["create_queue_api_v1_queues_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queues/{queue_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read
         * @description Return one queue and how it stands now.
         */
        get: operations["read_queue_api_v1_queues__queue_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change a queue; what is left out stays. `member_ids` replaces all members.
         */
        patch: operations["update_queue_api_v1_queues__queue_id__patch"];
        trace?: never;
    };
    "/api/v1/queues/{queue_id}/take-next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the next conversation
         * @description Assign the conversation that is next in a queue to the caller. 404 `empty` when nobody waits.
         */
        post: operations["take_next_api_v1_queues__queue_id__take_next_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List
         * @description Return the three built-in roles, then the company's own by name.
         */
        get: operations["list_roles_api_v1_roles_get"];
        put?: never;
        /**
         * Create
         * @description Make a role. It cannot do more than whoever makes it; what decides who sees what needs scope `all`.
         */
        post: operations["create_role_api_v1_roles_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{role_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete
         * @description Delete a role nobody has. 409 `role_in_use`: `details.users` says who has it.
         */
        delete: operations["delete_role_api_v1_roles__role_id__delete"];
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change what is given. Whoever has the role is disconnected for a moment and has the new rights at once.
         */
        patch: operations["update_role_api_v1_roles__role_id__patch"];
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is signed in
         * @description Return the signed-in person, their company and what they may do.
         */
        get: operations["read_session_api_v1_session_get"];
        put?: never;
        /**
         * Sign in
         * @description Open a session. The token comes back once, for `Authorization: Bearer`; browsers get it as an HttpOnly cookie.
         *
         *     Somebody with a second factor gets 200 and a challenge, for `POST /session/second-factor` within 5 minutes.
         */
        post: operations["create_session_api_v1_session_post"];
        /**
         * Sign out
         * @description End this session and close its sockets.
         */
        delete: operations["delete_session_api_v1_session_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change to another company
         * @description Open a session in another of the caller's companies and end this one.
         */
        post: operations["switch_account_api_v1_session_account_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in: the second factor
         * @description Open the session with a code of the app, or a recovery code. Each works once.
         *
         *     401 `wrong_code`: wrong, or used. 401 `challenge_ended`: begin again with the password.
         */
        post: operations["finish_sign_in_api_v1_session_second_factor_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List one's own sessions
         * @description Return where one is signed in to this company, the newest first.
         */
        get: operations["list_sessions_api_v1_sessions_get"];
        put?: never;
        post?: never;
        /**
         * End all other sessions
         * @description End all of one's own sessions in this company but this one.
         */
        delete: operations["delete_other_sessions_api_v1_sessions_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one session
         * @description End one of one's own sessions and close its sockets.
         */
        delete: operations["delete_one_session_api_v1_sessions__session_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether anybody may open a company
         * @description Tell the sign-in page whether to offer it.
         */
        get: operations["read_sign_ups_api_v1_sign_ups_get"];
        put?: never;
        /**
         * Open a company
         * @description Open a company and send a link to its first admin. The answer is the same for an address somebody has already.
         *
         *     403 `sign_up_closed`: only the operator opens companies here.
         */
        post: operations["ask_sign_up_api_v1_sign_ups_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/socket-tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a connection
         * @description Return a ticket that opens one socket within 30 seconds. Fetch lists after it; frames continue from there.
         */
        post: operations["create_socket_ticket_api_v1_socket_tickets_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List
         * @description Return the company's teams by name.
         */
        get: operations["list_teams_api_v1_teams_get"];
        put?: never;
        /**
         * Create
         * @description Make a team of people who work here.
         */
        post: operations["create_team_api_v1_teams_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/{team_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete
         * @description Delete a team; its people stay.
         */
        delete: operations["delete_team_api_v1_teams__team_id__delete"];
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change name or members. When members change, the team is disconnected for a moment and sees what it may.
         */
        patch: operations["update_team_api_v1_teams__team_id__patch"];
        trace?: never;
    };
    "/api/v1/tickets/{protocol}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find by protocol
         * @description Return the ticket with the number the contact was given, and its conversation.
         */
        get: operations["read_ticket_api_v1_tickets__protocol__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List
         * @description Return the company's tokens, the newest first. `last_used_at` is exact to a minute.
         */
        get: operations["list_tokens_api_v1_tokens_get"];
        put?: never;
        /**
         * Make a token
         * @description Return a new token, shown this once. It acts for whoever made it, within `permissions`, and ends with them.
         *
         *     403 `more_than_yours`: a permission one does not have.
         */
        post: operations["create_token_api_v1_tokens_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a token
         * @description End a token: from now on it is nobody's.
         */
        delete: operations["delete_token_api_v1_tokens__token_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List
         * @description Return everybody who works for the company, by name.
         */
        get: operations["list_users_api_v1_users_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read
         * @description Return somebody who works for the company.
         */
        get: operations["read_user_api_v1_users__user_id__get"];
        put?: never;
        post?: never;
        /**
         * Remove
         * @description Let somebody leave the company: signed out at once, their conversations go to others, what they wrote stays.
         *
         *     403 `role_too_high`. 409 `last_admin`.
         */
        delete: operations["delete_user_api_v1_users__user_id__delete"];
        options?: never;
        head?: never;
        /**
         * Change role
         * @description Change somebody's role, teams, whether they may sign in, or how many conversations they are given at most.
         *
         *     With role or right their sessions end and their sockets close; who may do less gives their conversations back.
         *     403 `role_too_high`: somebody who may do more than oneself, or would. 409 `last_admin`.
         */
        patch: operations["update_user_api_v1_users__user_id__patch"];
        trace?: never;
    };
    "/api/v1/users/{user_id}/avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See a colleague's picture
         * @description Lead to the picture. `avatar_url` of a person is this address.
         */
        get: operations["read_avatar_api_v1_users__user_id__avatar_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user_id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a colleague's sessions
         * @description End every session of somebody who works for the company and close their sockets.
         */
        delete: operations["delete_sessions_of_user_api_v1_users__user_id__sessions_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user_id}/two-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a colleague's second factor
         * @description Help out somebody who lost the phone and the codes; `password` is one's own. Their sessions end.
         *
         *     409 `works_elsewhere`: they work for another company too, whose door it guards as well.
         */
        delete: operations["remove_two_factor_of_user_api_v1_users__user_id__two_factor_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Version and dependencies
         * @description Reach for the database and the queues and say what answered. 503 when one did not.
         */
        get: operations["read_health_health_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AcceptInviteBody
         * @description The token of the link, the password, and the name of somebody new.
         */
        AcceptInviteBody: {
            /** Name */
            name?: string | null;
            /** Password */
            password: string;
            /** Token */
            token: string;
        };
        /**
         * AccountView
         * @description The company. ``onboarding``: its first steps are not over yet.
         */
        AccountView: {
            /** Brand Color */
            brand_color: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Locale */
            locale: string;
            /** Name */
            name: string;
            /** Onboarding */
            onboarding: boolean;
            /** Time Zone */
            time_zone: string;
        };
        /**
         * AssignBody
         * @description Who gets the conversation; null gives it back to its queue.
         */
        AssignBody: {
            /** User Id */
            user_id: string | null;
        };
        /**
         * AssigneeView
         * @description Who serves or served it.
         */
        AssigneeView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * AuditActorView
         * @description Who did it.
         */
        AuditActorView: {
            /** Id */
            id: string | null;
            /** Name */
            name: string | null;
            /** Type */
            type: string;
        };
        /**
         * AuditRowView
         * @description One row of the audit log.
         */
        AuditRowView: {
            /** Action */
            action: string;
            actor: components["schemas"]["AuditActorView"];
            /** Address */
            address: string | null;
            /** Correlation Id */
            correlation_id: string | null;
            /** Details */
            details: {
                [key: string]: unknown;
            };
            /** Fields */
            fields: string[];
            /** Occurred At */
            occurred_at: string;
            /** Sequence */
            sequence: number;
            /** Session Id */
            session_id: string | null;
            target: components["schemas"]["AuditTargetView"] | null;
        };
        /**
         * AuditStateView
         * @description Whether the log is what was written.
         */
        AuditStateView: {
            /** Broken At */
            broken_at: number | null;
            /** Head */
            head: string | null;
            /** Ok */
            ok: boolean;
            /** Rows */
            rows: number;
        };
        /**
         * AuditTargetView
         * @description What it was done to.
         */
        AuditTargetView: {
            /** Id */
            id: string | null;
            /** Type */
            type: string;
        };
        /**
         * AuthorView
         * @description Who wrote a message.
         */
        AuthorView: {
            /** Id */
            id: string | null;
            /** Name */
            name: string | null;
            /**
             * Type
             * @enum {string}
             */
            type: "contact" | "agent" | "bot" | "ai" | "system";
        };
        /**
         * AvatarBody
         * @description A picture that was uploaded.
         */
        AvatarBody: {
            /**
             * Media Id
             * Format: uuid
             */
            media_id: string;
        };
        /**
         * BulkBody
         * @description One action for up to 100 conversations; arguments as in the action of one.
         */
        BulkBody: {
            /**
             * Action
             * @enum {string}
             */
            action: "resolve" | "reopen" | "assign" | "label" | "unlabel" | "read" | "priority" | "snooze";
            /** Ids */
            ids: string[];
            /** Labels */
            labels?: string[] | null;
            /** Priority */
            priority?: number | null;
            /** Reason */
            reason?: string | null;
            /** Until */
            until?: string | null;
            /** User Id */
            user_id?: string | null;
        };
        /**
         * BulkError
         * @description Why one conversation was left as it was.
         */
        BulkError: {
            /** Code */
            code: string;
            /** Message */
            message: string;
        };
        /**
         * BulkItemView
         * @description What became of one conversation.
         */
        BulkItemView: {
            error?: components["schemas"]["BulkError"] | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Ok */
            ok: boolean;
        };
        /**
         * BulkView
         * @description What became of each, in the order asked.
         */
        BulkView: {
            /** Items */
            items: components["schemas"]["BulkItemView"][];
        };
        /**
         * ButtonBody
         * @description A button of a message.
         */
        ButtonBody: {
            /** Id */
            id?: string | null;
            /** Title */
            title: string;
        };
        /**
         * CardBody
         * @description A contact card.
         */
        CardBody: {
            /** Emails */
            emails?: components["schemas"]["CardEmailBody"][];
            /** Name */
            name: string;
            /** Organization */
            organization?: string | null;
            /** Phones */
            phones?: components["schemas"]["CardPhoneBody"][];
            /** Title */
            title?: string | null;
        };
        /**
         * CardEmailBody
         * @description An address on a contact card.
         */
        CardEmailBody: {
            /** Email */
            email: string;
            /** Type */
            type?: string | null;
        };
        /**
         * CardPhoneBody
         * @description A number on a contact card.
         */
        CardPhoneBody: {
            /** Phone */
            phone: string;
            /** Type */
            type?: string | null;
            /** Wa Id */
            wa_id?: string | null;
        };
        /**
         * ChallengeView
         * @description What a code must be sent with, and until when.
         */
        ChallengeView: {
            /** Challenge */
            challenge: string;
            /** Expires At */
            expires_at: string;
        };
        /**
         * ChannelBody
         * @description A new channel. ``external_id`` is Meta's phone number id, ``business_id`` the WhatsApp Business account's id.
         */
        ChannelBody: {
            /** Access Token */
            access_token?: string | null;
            /** App Secret */
            app_secret?: string | null;
            /** Business Id */
            business_id?: string | null;
            /**
             * Entry Mode
             * @default queue
             * @enum {string}
             */
            entry_mode: "queue" | "bot";
            /** External Id */
            external_id: string;
            /**
             * Is Default
             * @default false
             */
            is_default: boolean;
            /**
             * Messages Per Second
             * @default 80
             */
            messages_per_second: number;
            /** Name */
            name: string;
            /** Queue Id */
            queue_id?: string | null;
            /**
             * Read Receipts
             * @default on_view
             * @enum {string}
             */
            read_receipts: "on_view" | "on_arrival";
            /**
             * Type
             * @default whatsapp
             * @constant
             */
            type: "whatsapp";
            /**
             * When Contact Returns
             * @default reopen
             * @enum {string}
             */
            when_contact_returns: "reopen" | "new";
        };
        /**
         * ChannelCheckView
         * @description A channel after its check, and what was found.
         */
        ChannelCheckView: {
            channel: components["schemas"]["ChannelView"];
            /** Checks */
            checks: components["schemas"]["CheckView"][];
            /** Ok */
            ok: boolean;
        };
        /**
         * ChannelDetailView
         * @description The same with what only admins see.
         */
        ChannelDetailView: {
            /** Business Id */
            business_id: string | null;
            /** Capabilities */
            capabilities: {
                [key: string]: unknown;
            };
            /** Created At */
            created_at: string;
            /** Credentials Hint */
            credentials_hint: string | null;
            /** Display Address */
            display_address: string | null;
            /**
             * Entry Mode
             * @enum {string}
             */
            entry_mode: "queue" | "bot";
            /** External Id */
            external_id: string;
            /** Has Credentials */
            has_credentials: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Is Default */
            is_default: boolean;
            /** Messages Per Second */
            messages_per_second: number;
            /** Name */
            name: string;
            /** Queue Id */
            queue_id: string | null;
            /**
             * Read Receipts
             * @enum {string}
             */
            read_receipts: "on_view" | "on_arrival";
            /**
             * State
             * @enum {string}
             */
            state: "active" | "inactive" | "configuring" | "error";
            /** State Reason */
            state_reason: string | null;
            /** Type */
            type: string;
            /** Updated At */
            updated_at: string;
            /** Uses Own App */
            uses_own_app: boolean;
            webhook?: components["schemas"]["WebhookView"] | null;
            /**
             * When Contact Returns
             * @enum {string}
             */
            when_contact_returns: "reopen" | "new";
        };
        /**
         * ChannelPatch
         * @description What changes; what is left out stays. ``active`` switches the channel on or off.
         */
        ChannelPatch: {
            /** Access Token */
            access_token?: string | null;
            /** Active */
            active?: boolean | null;
            /** App Secret */
            app_secret?: string | null;
            /** Business Id */
            business_id?: string | null;
            /** Entry Mode */
            entry_mode?: ("queue" | "bot") | null;
            /** Is Default */
            is_default?: boolean | null;
            /** Messages Per Second */
            messages_per_second?: number | null;
            /** Name */
            name?: string | null;
            /** Queue Id */
            queue_id?: string | null;
            /** Read Receipts */
            read_receipts?: ("on_view" | "on_arrival") | null;
            /** When Contact Returns */
            when_contact_returns?: ("reopen" | "new") | null;
        };
        /**
         * ChannelReferenceView
         * @description Where the conversation takes place.
         */
        ChannelReferenceView: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Type */
            type: string;
        };
        /**
         * ChannelView
         * @description A connection to a platform. Credentials are never shown; ``credentials_hint`` are the token's last characters.
         */
        ChannelView: {
            /** Business Id */
            business_id: string | null;
            /** Capabilities */
            capabilities: {
                [key: string]: unknown;
            };
            /** Created At */
            created_at: string;
            /** Credentials Hint */
            credentials_hint: string | null;
            /** Display Address */
            display_address: string | null;
            /**
             * Entry Mode
             * @enum {string}
             */
            entry_mode: "queue" | "bot";
            /** External Id */
            external_id: string;
            /** Has Credentials */
            has_credentials: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Is Default */
            is_default: boolean;
            /** Messages Per Second */
            messages_per_second: number;
            /** Name */
            name: string;
            /** Queue Id */
            queue_id: string | null;
            /**
             * Read Receipts
             * @enum {string}
             */
            read_receipts: "on_view" | "on_arrival";
            /**
             * State
             * @enum {string}
             */
            state: "active" | "inactive" | "configuring" | "error";
            /** State Reason */
            state_reason: string | null;
            /** Type */
            type: string;
            /** Updated At */
            updated_at: string;
            /** Uses Own App */
            uses_own_app: boolean;
            /**
             * When Contact Returns
             * @enum {string}
             */
            when_contact_returns: "reopen" | "new";
        };
        /**
         * CheckView
         * @description One line of a check.
         */
        CheckView: {
            /** Message */
            message: string;
            /** Name */
            name: string;
            /**
             * Result
             * @enum {string}
             */
            result: "ok" | "warning" | "failed";
        };
        /**
         * CodeBody
         * @description A code of the app.
         */
        CodeBody: {
            /** Code */
            code: string;
        };
        /**
         * CodeNeededView
         * @description The password was right; a code is asked for.
         */
        CodeNeededView: {
            second_factor: components["schemas"]["ChallengeView"];
        };
        /**
         * CompanyBody
         * @description What an admin changes; what is left out stays. Null empties ``brand_color`` and ``retention_days``.
         *
         *     ``onboarding`` false: the first steps are over, or left; true: they are shown again.
         */
        CompanyBody: {
            /** Brand Color */
            brand_color?: string | null;
            /** Locale */
            locale?: ("pt-BR" | "en" | "es") | null;
            /** Name */
            name?: string | null;
            /** Onboarding */
            onboarding?: boolean | null;
            /** Retention Days */
            retention_days?: number | null;
            /** Second Factor Required */
            second_factor_required?: boolean | null;
            /** Time Zone */
            time_zone?: string | null;
        };
        /**
         * CompanyView
         * @description A company's settings. ``onboarding``: its first steps are not over yet.
         */
        CompanyView: {
            /** Brand Color */
            brand_color: string | null;
            /** Created At */
            created_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Locale */
            locale: string;
            /** Name */
            name: string;
            /** Onboarding */
            onboarding: boolean;
            /** Retention Days */
            retention_days: number | null;
            /** Second Factor Required */
            second_factor_required: boolean;
            /** Time Zone */
            time_zone: string;
        };
        /**
         * ConsentBody
         * @description What a contact said yes or no to, and where.
         */
        ConsentBody: {
            /** Granted */
            granted: boolean;
            /** Note */
            note?: string | null;
            /**
             * Purpose
             * @enum {string}
             */
            purpose: "service" | "marketing";
            /** Source */
            source: string;
        };
        /**
         * ConsentView
         * @description One yes or no of a contact.
         */
        ConsentView: {
            /**
             * Contact Id
             * Format: uuid
             */
            contact_id: string;
            /** Granted */
            granted: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Note */
            note: string | null;
            /**
             * Purpose
             * @enum {string}
             */
            purpose: "service" | "marketing";
            /** Recorded At */
            recorded_at: string;
            recorded_by: components["schemas"]["WhoView"] | null;
            /** Source */
            source: string;
        };
        /**
         * ContactBody
         * @description A new contact. The phone may be typed in any usual form.
         */
        ContactBody: {
            /** Attributes */
            attributes?: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /** Email */
            email?: string | null;
            /** Name */
            name: string;
            /** Phone */
            phone?: string | null;
            /**
             * State
             * @default lead
             * @enum {string}
             */
            state: "lead" | "qualified" | "customer" | "inactive";
        };
        /**
         * ContactPatch
         * @description What changes; what is left out stays. ``email`` and ``phone`` may be null.
         */
        ContactPatch: {
            /** Attributes */
            attributes?: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /** Blocked */
            blocked?: boolean | null;
            /** Email */
            email?: string | null;
            /** Name */
            name?: string | null;
            /** Phone */
            phone?: string | null;
            /** State */
            state?: ("lead" | "qualified" | "customer" | "inactive") | null;
        };
        /**
         * ContactReferenceView
         * @description Whom the conversation is with; ``identity`` is their address on this channel.
         */
        ContactReferenceView: {
            /** Avatar Url */
            avatar_url: string | null;
            /** Id */
            id: string;
            /** Identity */
            identity: string | null;
            /** Name */
            name: string;
            /** Phone */
            phone: string | null;
        };
        /**
         * ContactView
         * @description A person who writes to the company.
         */
        ContactView: {
            /** Attributes */
            attributes: {
                [key: string]: unknown;
            };
            /** Avatar Url */
            avatar_url: string | null;
            /** Blocked */
            blocked: boolean;
            /** Created At */
            created_at: string;
            /** Email */
            email: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Identities */
            identities: components["schemas"]["IdentityView"][];
            /** Marketing Opt Out At */
            marketing_opt_out_at: string | null;
            /** Name */
            name: string;
            /** Phone */
            phone: string | null;
            /** Phone Display */
            phone_display: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "lead" | "qualified" | "customer" | "inactive";
            /** Updated At */
            updated_at: string;
        };
        /**
         * ConversationPatch
         * @description What is left out stays; ``subject`` null takes it away.
         */
        ConversationPatch: {
            /** Priority */
            priority?: number | null;
            /** Subject */
            subject?: string | null;
        };
        /**
         * ConversationView
         * @description A conversation; the same object in lists, details and events.
         */
        ConversationView: {
            assignee: components["schemas"]["central__conversations__schemas__PersonView"] | null;
            channel: components["schemas"]["ChannelReferenceView"];
            /** Closed At */
            closed_at: string | null;
            contact: components["schemas"]["ContactReferenceView"];
            /** Handoff Reason */
            handoff_reason: ("asked" | "ai" | "flow" | "failure" | "rule" | "agent") | null;
            /** Id */
            id: string;
            /** Labels */
            labels: string[];
            /** Last Activity At */
            last_activity_at: string;
            /** Last Sequence */
            last_sequence: number;
            /** Opened At */
            opened_at: string;
            preview: components["schemas"]["PreviewView"] | null;
            /** Priority */
            priority: number;
            queue: components["schemas"]["QueueReferenceView"] | null;
            /**
             * Read Sequence
             * @description How far the caller has read.
             */
            read_sequence: number;
            /**
             * Session
             * @enum {string}
             */
            session: "bot" | "waiting" | "human";
            /** Snoozed Until */
            snoozed_until: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "open" | "snoozed" | "closed";
            /** Subject */
            subject: string | null;
            ticket: components["schemas"]["TicketReferenceView"] | null;
            /** Unread Count */
            unread_count: number;
            /** Version */
            version: number;
            /** Waiting Since */
            waiting_since: string | null;
            /**
             * Window Expires At
             * @description Until when free text may be sent; null: the contact never wrote to this number.
             */
            window_expires_at: string | null;
        };
        /**
         * CountsView
         * @description Open conversations the caller sees. ``unread`` are the caller's own with unread messages.
         */
        CountsView: {
            /** All */
            all: number;
            /** Mine */
            mine: number;
            /** Unassigned */
            unassigned: number;
            /** Unread */
            unread: number;
            /** Waiting */
            waiting: number;
        };
        /**
         * CustomRoleView
         * @description The role the company made, which somebody has instead of the built-in one.
         */
        CustomRoleView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * ErasureBody
         * @description Asks for a contact to be erased. ``reason`` is forgotten when it is done.
         */
        ErasureBody: {
            /** Password */
            password: string;
            /** Reason */
            reason: string;
        };
        /**
         * ErrorBody
         * @description What went wrong.
         */
        ErrorBody: {
            /** Code */
            code: string;
            /** Details */
            details?: {
                [key: string]: unknown;
            } | null;
            /** Fields */
            fields?: {
                [key: string]: string;
            } | null;
            /** Message */
            message: string;
        };
        /**
         * ErrorReasonView
         * @description Why something failed, in a sentence for people.
         */
        ErrorReasonView: {
            /** Code */
            code: string | null;
            /** Message */
            message: string | null;
        };
        /**
         * ErrorReply
         * @description Every error answers with this.
         */
        ErrorReply: {
            /** Correlation Id */
            correlation_id: string;
            error: components["schemas"]["ErrorBody"];
        };
        /**
         * EventView
         * @description An event as a client gets it.
         */
        EventView: {
            /** Conversation Id */
            conversation_id: string | null;
            /** Data */
            data: {
                [key: string]: unknown;
            };
            /** Occurred At */
            occurred_at: string;
            /** Sequence */
            sequence: number;
            /** Type */
            type: string;
        };
        /**
         * EventsView
         * @description A part of the log.
         */
        EventsView: {
            /** Items */
            items: components["schemas"]["EventView"][];
            /** Last Sequence */
            last_sequence: number;
            /** Next Cursor */
            next_cursor: string | null;
            /** Reset */
            reset: boolean;
        };
        /**
         * ExportBody
         * @description Asks for everything about a contact; one's own password, because the archive leaves the house.
         */
        ExportBody: {
            /** Password */
            password: string;
        };
        /**
         * ExportView
         * @description An export; ``url`` works for five minutes, when it is done.
         */
        ExportView: {
            /** Bytes */
            bytes: number | null;
            contact: components["schemas"]["WhoView"];
            /** Counts */
            counts: {
                [key: string]: number;
            };
            /** Created At */
            created_at: string;
            /** Expires At */
            expires_at: string | null;
            /** Finished At */
            finished_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Reason */
            reason: string | null;
            requested_by: components["schemas"]["WhoView"] | null;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "working" | "done" | "failed" | "expired";
            /** Url */
            url: string | null;
        };
        /**
         * FileView
         * @description A file of a message; ``url`` is signed, short-lived, and null until the file is stored.
         */
        FileView: {
            /** Animated */
            animated: boolean;
            /** Bytes */
            bytes: number | null;
            /** Duration */
            duration: number | null;
            error: components["schemas"]["ErrorReasonView"] | null;
            /** File Name */
            file_name: string | null;
            /** Height */
            height: number | null;
            /** Id */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "image" | "audio" | "video" | "document" | "sticker";
            /** Mime Type */
            mime_type: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "uploading" | "pending" | "stored" | "failed";
            /** Url */
            url: string | null;
            /** Voice */
            voice: boolean;
            /** Width */
            width: number | null;
        };
        /**
         * FinishSignInBody
         * @description The challenge, and a code of the app or a recovery code.
         */
        FinishSignInBody: {
            /** Challenge */
            challenge: string;
            /** Code */
            code: string;
        };
        /**
         * Health
         * @description What runs and whether what it needs can be reached. Nothing secret: anybody may read it.
         */
        Health: {
            /** Dependencies */
            dependencies: {
                [key: string]: "ok" | "unavailable";
            };
            /**
             * Status
             * @enum {string}
             */
            status: "ok" | "unavailable";
            /** Version */
            version: string;
        };
        /**
         * IdentityView
         * @description An address the contact is reached at.
         */
        IdentityView: {
            /** Channel Type */
            channel_type: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            /** Value */
            value: string;
        };
        /**
         * IncidentReportView
         * @description Who did what in a time. ``complete`` is false when the time holds more than 5,000 rows.
         */
        IncidentReportView: {
            /** Actions */
            actions: {
                [key: string]: number;
            };
            chain: components["schemas"]["AuditStateView"];
            /** Complete */
            complete: boolean;
            /** From */
            from: string;
            /** People */
            people: components["schemas"]["central__privacy__schemas__PersonView"][];
            /** Rows */
            rows: components["schemas"]["AuditRowView"][];
            /** Until */
            until: string;
        };
        /**
         * InteractiveBody
         * @description Buttons or a list to choose from.
         */
        InteractiveBody: {
            /** Body */
            body: string;
            /** Button */
            button?: string | null;
            /** Buttons */
            buttons?: components["schemas"]["ButtonBody"][] | null;
            /** Footer */
            footer?: string | null;
            /** Header */
            header?: string | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "buttons" | "list";
            /** Sections */
            sections?: components["schemas"]["SectionBody"][] | null;
        };
        /**
         * InvitationView
         * @description What somebody was invited to. ``known_user``: they have a password already, and give that.
         */
        InvitationView: {
            account: components["schemas"]["InvitingAccountView"];
            /** Email */
            email: string;
            /** Known User */
            known_user: boolean;
        };
        /**
         * InviteBody
         * @description Whom to invite, and what they may do.
         */
        InviteBody: {
            /** Email */
            email: string;
            /** Role */
            role: string;
            /** Team Ids */
            team_ids?: string[];
        };
        /**
         * InviteView
         * @description An invite nobody has accepted yet. ``mail_state``: what became of its last mail.
         */
        InviteView: {
            /** Created At */
            created_at: string;
            custom_role: components["schemas"]["InvitedRoleView"] | null;
            /** Email */
            email: string;
            /** Expired */
            expired: boolean;
            /** Expires At */
            expires_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            invited_by: components["schemas"]["InviterView"] | null;
            /**
             * Mail State
             * @enum {string}
             */
            mail_state: "pending" | "sending" | "sent" | "failed" | "unknown";
            /**
             * Role
             * @enum {string}
             */
            role: "admin" | "supervisor" | "agent";
            /** Team Ids */
            team_ids: string[];
        };
        /**
         * InvitedRoleView
         * @description A role of the company's own.
         */
        InvitedRoleView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * InviterView
         * @description Who invited.
         */
        InviterView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * InvitingAccountView
         * @description The company that invites.
         */
        InvitingAccountView: {
            /** Name */
            name: string;
        };
        /**
         * JobView
         * @description An export or an erasure. ``contact.name`` is null when the contact is gone.
         */
        JobView: {
            /** Bytes */
            bytes: number | null;
            contact: components["schemas"]["WhoView"];
            /** Counts */
            counts: {
                [key: string]: number;
            };
            /** Created At */
            created_at: string;
            /** Expires At */
            expires_at: string | null;
            /** Finished At */
            finished_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Reason */
            reason: string | null;
            requested_by: components["schemas"]["WhoView"] | null;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "working" | "done" | "failed" | "expired";
        };
        JsonValue: unknown;
        /**
         * LabelBody
         * @description A new label.
         */
        LabelBody: {
            /**
             * Color
             * @default #0b5c6b
             */
            color: string;
            /** Name */
            name: string;
        };
        /**
         * LabelView
         * @description A word people mark conversations with; ``conversations`` counts those that are not closed.
         */
        LabelView: {
            /** Color */
            color: string;
            /** Conversations */
            conversations: number;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * LabelsBody
         * @description Exactly these labels.
         */
        LabelsBody: {
            /** Labels */
            labels: string[];
        };
        /**
         * LinkBody
         * @description The token of a link.
         */
        LinkBody: {
            /** Token */
            token: string;
        };
        /**
         * LocationBody
         * @description A place.
         */
        LocationBody: {
            /** Address */
            address?: string | null;
            /** Latitude */
            latitude: number;
            /** Longitude */
            longitude: number;
            /** Name */
            name?: string | null;
        };
        /**
         * MediaBody
         * @description A file about to be uploaded. ``kind`` is told by the type when left out; ``voice`` marks a recording.
         */
        MediaBody: {
            /** Bytes */
            bytes: number;
            /** File Name */
            file_name: string;
            /** Kind */
            kind?: ("image" | "audio" | "video" | "document" | "sticker") | null;
            /** Mime Type */
            mime_type: string;
            /**
             * Voice
             * @default false
             */
            voice: boolean;
        };
        /**
         * MediaErrorView
         * @description Why a file could not be prepared or fetched.
         */
        MediaErrorView: {
            /** Code */
            code?: string | null;
            /** Message */
            message?: string | null;
        };
        /**
         * MediaView
         * @description A file. ``url`` is signed, works for five minutes and is null until the file is stored.
         */
        MediaView: {
            /** Animated */
            animated: boolean;
            /** Bytes */
            bytes: number | null;
            /** Duration */
            duration: number | null;
            error: components["schemas"]["MediaErrorView"] | null;
            /** File Name */
            file_name: string | null;
            /** Height */
            height: number | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "image" | "audio" | "video" | "document" | "sticker";
            /** Mime Type */
            mime_type: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "uploading" | "pending" | "stored" | "failed";
            /** Url */
            url: string | null;
            /** Voice */
            voice: boolean;
            /** Width */
            width: number | null;
        };
        /**
         * MemberBody
         * @description What an admin changes about a member; ``capacity`` null: what the queue says.
         */
        MemberBody: {
            /** Active */
            active?: boolean | null;
            /** Capacity */
            capacity?: number | null;
            /** Role */
            role?: string | null;
            /** Team Ids */
            team_ids?: string[] | null;
        };
        /**
         * MemberView
         * @description Somebody who works for the company.
         */
        MemberView: {
            /** Active */
            active: boolean;
            /** Avatar Url */
            avatar_url: string | null;
            /** Capacity */
            capacity: number | null;
            custom_role: components["schemas"]["CustomRoleView"] | null;
            /** Email */
            email: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Open Tickets */
            open_tickets: number;
            /**
             * Presence
             * @enum {string}
             */
            presence: "online" | "busy" | "pause" | "offline";
            /** Presence Reason */
            presence_reason: string | null;
            /** Presence Since */
            presence_since: string | null;
            /**
             * Role
             * @enum {string}
             */
            role: "admin" | "supervisor" | "agent";
            /** Team Ids */
            team_ids: string[];
        };
        /**
         * MessageBody
         * @description A message to the contact, or a note (``private``). Each type has its own part; the others must be left out.
         */
        MessageBody: {
            /** Client Id */
            client_id?: string | null;
            /** Contacts */
            contacts?: components["schemas"]["CardBody"][] | null;
            interactive?: components["schemas"]["InteractiveBody"] | null;
            location?: components["schemas"]["LocationBody"] | null;
            /** Media Id */
            media_id?: string | null;
            /**
             * Private
             * @default false
             */
            private: boolean;
            /** Reply To Id */
            reply_to_id?: string | null;
            template?: components["schemas"]["TemplateBody"] | null;
            /** Text */
            text?: string | null;
            /**
             * Type
             * @default text
             * @enum {string}
             */
            type: "text" | "image" | "audio" | "video" | "document" | "sticker" | "location" | "contacts" | "contact" | "template" | "interactive";
            /**
             * Voice
             * @default false
             */
            voice: boolean;
        };
        /**
         * MessageView
         * @description A message or note; the same object in lists, answers and events.
         */
        MessageView: {
            author: components["schemas"]["AuthorView"];
            /** Client Id */
            client_id: string | null;
            /** Contacts */
            contacts: {
                [key: string]: unknown;
            }[] | null;
            /** Conversation Id */
            conversation_id: string;
            /** Created At */
            created_at: string;
            /** Deleted At */
            deleted_at: string | null;
            /** Delivered At */
            delivered_at: string | null;
            /**
             * Direction
             * @enum {string}
             */
            direction: "in" | "out";
            /** Edited At */
            edited_at: string | null;
            error: components["schemas"]["ErrorReasonView"] | null;
            /** External Id */
            external_id: string | null;
            /** Forwarded */
            forwarded: boolean;
            /** Id */
            id: string;
            /** Interactive */
            interactive: {
                [key: string]: unknown;
            } | null;
            /** Location */
            location: {
                [key: string]: unknown;
            } | null;
            /** Media */
            media: components["schemas"]["FileView"][];
            /** Metadata */
            metadata: {
                [key: string]: unknown;
            };
            /** Order */
            order: {
                [key: string]: unknown;
            } | null;
            /** Private */
            private: boolean;
            /** Reactions */
            reactions: components["schemas"]["ReactionView"][];
            /** Read At */
            read_at: string | null;
            /** Referral */
            referral: {
                [key: string]: unknown;
            } | null;
            reply_to: components["schemas"]["QuotedView"] | null;
            /** Sent At */
            sent_at: string | null;
            /** Sequence */
            sequence: number;
            /** Status */
            status: ("pending" | "sent" | "delivered" | "read" | "failed" | "unknown") | null;
            /** Template */
            template: {
                [key: string]: unknown;
            } | null;
            /** Text */
            text: string | null;
            /**
             * Type
             * @enum {string}
             */
            type: "text" | "image" | "audio" | "video" | "document" | "location" | "contact" | "sticker" | "reaction" | "interactive" | "template" | "system" | "unsupported";
        };
        /**
         * NewContactBody
         * @description Somebody who may not be known yet.
         */
        NewContactBody: {
            /** Name */
            name?: string | null;
            /** Phone */
            phone: string;
        };
        /**
         * NewPasswordBody
         * @description The token of the link, and the new password.
         */
        NewPasswordBody: {
            /** Password */
            password: string;
            /** Token */
            token: string;
        };
        /**
         * NewSessionView
         * @description The same with the token, which is shown this once.
         */
        NewSessionView: {
            account: components["schemas"]["AccountView"];
            /** Companies */
            companies: number;
            custom_role: components["schemas"]["CustomRoleView"] | null;
            /** Expires At */
            expires_at: string;
            /** Permissions */
            permissions: ("conversations.read" | "conversations.reply" | "conversations.assign" | "conversations.manage" | "contacts.read" | "contacts.write" | "channels.read" | "channels.manage" | "queues.read" | "queues.manage" | "users.read" | "users.manage" | "roles.manage" | "teams.manage" | "labels.read" | "labels.manage" | "profile.own" | "account.read" | "account.manage" | "audit.read" | "privacy.manage" | "tokens.manage")[];
            /**
             * Role
             * @enum {string}
             */
            role: "admin" | "supervisor" | "agent";
            /**
             * Scope
             * @enum {string}
             */
            scope: "all" | "team" | "own";
            /** Second Factor Setup Required */
            second_factor_setup_required: boolean;
            /** Token */
            token: string;
            user: components["schemas"]["UserView"];
        };
        /**
         * NewTokenView
         * @description The same with the token, which is shown this once.
         */
        NewTokenView: {
            /** Created At */
            created_at: string;
            created_by: components["schemas"]["TokenMakerView"];
            /** Expires At */
            expires_at: string | null;
            /** Hint */
            hint: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Last Used At */
            last_used_at: string | null;
            /** Name */
            name: string;
            /** Permissions */
            permissions: string[];
            /** Requests Per Minute */
            requests_per_minute: number;
            /** Token */
            token: string;
        };
        /**
         * OpenSessionView
         * @description Where somebody is signed in.
         */
        OpenSessionView: {
            /** Created At */
            created_at: string;
            /** Current */
            current: boolean;
            /** Device */
            device: string;
            /** Expires At */
            expires_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Last Used At */
            last_used_at: string;
        };
        /** Page[AuditRowView] */
        Page_AuditRowView_: {
            /** Items */
            items: components["schemas"]["AuditRowView"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[ChannelView] */
        Page_ChannelView_: {
            /** Items */
            items: components["schemas"]["ChannelView"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[ConsentView] */
        Page_ConsentView_: {
            /** Items */
            items: components["schemas"]["ConsentView"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[ContactView] */
        Page_ContactView_: {
            /** Items */
            items: components["schemas"]["ContactView"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[ConversationView] */
        Page_ConversationView_: {
            /** Items */
            items: components["schemas"]["ConversationView"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[InviteView] */
        Page_InviteView_: {
            /** Items */
            items: components["schemas"]["InviteView"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[JobView] */
        Page_JobView_: {
            /** Items */
            items: components["schemas"]["JobView"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[LabelView] */
        Page_LabelView_: {
            /** Items */
            items: components["schemas"]["LabelView"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[MemberView] */
        Page_MemberView_: {
            /** Items */
            items: components["schemas"]["MemberView"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[MessageView] */
        Page_MessageView_: {
            /** Items */
            items: components["schemas"]["MessageView"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[OpenSessionView] */
        Page_OpenSessionView_: {
            /** Items */
            items: components["schemas"]["OpenSessionView"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[QueueView] */
        Page_QueueView_: {
            /** Items */
            items: components["schemas"]["QueueView"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[RoleView] */
        Page_RoleView_: {
            /** Items */
            items: components["schemas"]["RoleView"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[StepView] */
        Page_StepView_: {
            /** Items */
            items: components["schemas"]["StepView"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[TeamView] */
        Page_TeamView_: {
            /** Items */
            items: components["schemas"]["TeamView"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[TemplateView] */
        Page_TemplateView_: {
            /** Items */
            items: components["schemas"]["TemplateView"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[TokenView] */
        Page_TokenView_: {
            /** Items */
            items: components["schemas"]["TokenView"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[WorkplaceView] */
        Page_WorkplaceView_: {
            /** Items */
            items: components["schemas"]["WorkplaceView"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /**
         * PasswordBody
         * @description A new password, and the current one to prove who asks.
         */
        PasswordBody: {
            /** Current Password */
            current_password: string;
            /** New Password */
            new_password: string;
        };
        /**
         * PasswordCheckBody
         * @description One's own password, to prove who asks.
         */
        PasswordCheckBody: {
            /** Password */
            password: string;
        };
        /**
         * PasswordResetBody
         * @description Whose password was forgotten.
         */
        PasswordResetBody: {
            /** Email */
            email: string;
        };
        /**
         * PresenceBody
         * @description What an agent chooses.
         */
        PresenceBody: {
            /** Reason */
            reason?: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "online" | "busy" | "pause" | "offline";
        };
        /**
         * PresenceView
         * @description How an agent stands now.
         */
        PresenceView: {
            /**
             * Chosen State
             * @enum {string}
             */
            chosen_state: "online" | "busy" | "pause" | "offline";
            /** Load */
            load: number;
            /** Reason */
            reason: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "online" | "busy" | "pause" | "offline";
            /** State Since */
            state_since: string | null;
            /**
             * User Id
             * Format: uuid
             */
            user_id: string;
        };
        /**
         * PreviewView
         * @description The last message, as a list shows it.
         */
        PreviewView: {
            /** At */
            at: string;
            /**
             * Author Type
             * @enum {string}
             */
            author_type: "contact" | "agent" | "bot" | "ai" | "system";
            /** Deleted */
            deleted: boolean;
            /** Private */
            private: boolean;
            /** Status */
            status: ("pending" | "sent" | "delivered" | "read" | "failed" | "unknown") | null;
            /** Text */
            text: string | null;
            /**
             * Type
             * @enum {string}
             */
            type: "text" | "image" | "audio" | "video" | "document" | "location" | "contact" | "sticker" | "reaction" | "interactive" | "template" | "system" | "unsupported";
        };
        /**
         * ProfileBody
         * @description What somebody changes about themselves.
         */
        ProfileBody: {
            /** Locale */
            locale?: ("pt-BR" | "en" | "es") | null;
            /** Name */
            name?: string | null;
            /** Signature */
            signature?: string | null;
        };
        /**
         * QueueBody
         * @description A new queue.
         */
        QueueBody: {
            /**
             * Agent Limit
             * @default 5
             */
            agent_limit: number;
            /**
             * Description
             * @default
             */
            description: string;
            /** Member Ids */
            member_ids?: string[];
            /**
             * Mode
             * @default round_robin
             * @enum {string}
             */
            mode: "round_robin" | "least_busy" | "manual";
            /** Name */
            name: string;
            /** Position Text */
            position_text?: string | null;
            /**
             * Priority
             * @default 5
             */
            priority: number;
        };
        /**
         * QueueChangeBody
         * @description What changes about a queue; what is not given stays. ``is_default`` can only be given away, never taken off.
         */
        QueueChangeBody: {
            /** Active */
            active?: boolean | null;
            /** Agent Limit */
            agent_limit?: number | null;
            /** Description */
            description?: string | null;
            /** Is Default */
            is_default?: boolean | null;
            /** Member Ids */
            member_ids?: string[] | null;
            /** Mode */
            mode?: ("round_robin" | "least_busy" | "manual") | null;
            /** Name */
            name?: string | null;
            /** Position Text */
            position_text?: string | null;
            /** Priority */
            priority?: number | null;
        };
        /**
         * QueueOfTicketView
         * @description Where the ticket waits or waited.
         */
        QueueOfTicketView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * QueueReferenceView
         * @description Where the conversation waits or waited.
         */
        QueueReferenceView: {
            /** Id */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * QueueView
         * @description A queue and how it stands now.
         */
        QueueView: {
            /** Active */
            active: boolean;
            /** Agent Limit */
            agent_limit: number;
            /** Description */
            description: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** In Service */
            in_service: number;
            /** Is Default */
            is_default: boolean;
            /** Member Ids */
            member_ids: string[];
            /**
             * Mode
             * @enum {string}
             */
            mode: "round_robin" | "least_busy" | "manual";
            /** Name */
            name: string;
            /** Oldest Entered At */
            oldest_entered_at: string | null;
            /** Online */
            online: number;
            /** Position Text */
            position_text: string | null;
            /** Priority */
            priority: number;
            /** Waiting */
            waiting: number;
        };
        /**
         * QuotedView
         * @description The message a reply quotes.
         */
        QuotedView: {
            /**
             * Author Type
             * @enum {string}
             */
            author_type: "contact" | "agent" | "bot" | "ai" | "system";
            /** Id */
            id: string;
            /** Text */
            text: string | null;
            /**
             * Type
             * @enum {string}
             */
            type: "text" | "image" | "audio" | "video" | "document" | "location" | "contact" | "sticker" | "reaction" | "interactive" | "template" | "system" | "unsupported";
        };
        /**
         * ReactionBody
         * @description One emoji, or "" to take the reaction back.
         */
        ReactionBody: {
            /** Emoji */
            emoji: string;
        };
        /**
         * ReactionView
         * @description A reaction to a message.
         */
        ReactionView: {
            /** Author Id */
            author_id: string;
            /**
             * Author Type
             * @enum {string}
             */
            author_type: "contact" | "agent";
            /** Emoji */
            emoji: string;
        };
        /**
         * ReadBody
         * @description Up to which message; without it up to the last.
         */
        ReadBody: {
            /** Sequence */
            sequence?: number | null;
        };
        /**
         * RecoveryCodesView
         * @description Ten recovery codes, shown this once. Each works once.
         */
        RecoveryCodesView: {
            /** Recovery Codes */
            recovery_codes: string[];
        };
        /**
         * ResolveBody
         * @description How it ended.
         */
        ResolveBody: {
            /** Note */
            note?: string | null;
            /** Reason */
            reason?: string | null;
        };
        /**
         * RoleBody
         * @description A new role. ``scope`` all sees what nobody has too, whatever ``sees_unassigned`` says.
         */
        RoleBody: {
            /** Channel Ids */
            channel_ids?: string[] | null;
            /** Name */
            name: string;
            /** Permissions */
            permissions: ("conversations.read" | "conversations.reply" | "conversations.assign" | "conversations.manage" | "contacts.read" | "contacts.write" | "channels.read" | "channels.manage" | "queues.read" | "queues.manage" | "users.read" | "users.manage" | "roles.manage" | "teams.manage" | "labels.read" | "labels.manage" | "profile.own" | "account.read" | "account.manage" | "audit.read" | "privacy.manage" | "tokens.manage")[];
            /**
             * Scope
             * @enum {string}
             */
            scope: "all" | "team" | "own";
            /**
             * Sees Unassigned
             * @default true
             */
            sees_unassigned: boolean;
        };
        /**
         * RoleChangeBody
         * @description What changes about a role; what is not given stays. ``channel_ids`` null: every channel.
         */
        RoleChangeBody: {
            /** Channel Ids */
            channel_ids?: string[] | null;
            /** Name */
            name?: string | null;
            /** Permissions */
            permissions?: ("conversations.read" | "conversations.reply" | "conversations.assign" | "conversations.manage" | "contacts.read" | "contacts.write" | "channels.read" | "channels.manage" | "queues.read" | "queues.manage" | "users.read" | "users.manage" | "roles.manage" | "teams.manage" | "labels.read" | "labels.manage" | "profile.own" | "account.read" | "account.manage" | "audit.read" | "privacy.manage" | "tokens.manage")[] | null;
            /** Scope */
            scope?: ("all" | "team" | "own") | null;
            /** Sees Unassigned */
            sees_unassigned?: boolean | null;
        };
        /**
         * RoleView
         * @description A role, built in (then ``id`` is its name) or the company's own, and how many have it.
         */
        RoleView: {
            /** Built In */
            built_in: boolean;
            /** Channel Ids */
            channel_ids: string[] | null;
            /** Id */
            id: string;
            /** Members */
            members: number;
            /** Name */
            name: string;
            /** Permissions */
            permissions: ("conversations.read" | "conversations.reply" | "conversations.assign" | "conversations.manage" | "contacts.read" | "contacts.write" | "channels.read" | "channels.manage" | "queues.read" | "queues.manage" | "users.read" | "users.manage" | "roles.manage" | "teams.manage" | "labels.read" | "labels.manage" | "profile.own" | "account.read" | "account.manage" | "audit.read" | "privacy.manage" | "tokens.manage")[];
            /**
             * Scope
             * @enum {string}
             */
            scope: "all" | "team" | "own";
            /** Sees Unassigned */
            sees_unassigned: boolean;
        };
        /**
         * RowBody
         * @description A line of a list.
         */
        RowBody: {
            /** Description */
            description?: string | null;
            /** Id */
            id?: string | null;
            /** Title */
            title: string;
        };
        /**
         * SectionBody
         * @description A part of a list.
         */
        SectionBody: {
            /** Rows */
            rows: components["schemas"]["RowBody"][];
            /** Title */
            title?: string | null;
        };
        /**
         * SessionView
         * @description Who is signed in, where, what they may do and whose conversations they see.
         *
         *     ``companies``: for how many companies they work.
         */
        SessionView: {
            account: components["schemas"]["AccountView"];
            /** Companies */
            companies: number;
            custom_role: components["schemas"]["CustomRoleView"] | null;
            /** Expires At */
            expires_at: string;
            /** Permissions */
            permissions: ("conversations.read" | "conversations.reply" | "conversations.assign" | "conversations.manage" | "contacts.read" | "contacts.write" | "channels.read" | "channels.manage" | "queues.read" | "queues.manage" | "users.read" | "users.manage" | "roles.manage" | "teams.manage" | "labels.read" | "labels.manage" | "profile.own" | "account.read" | "account.manage" | "audit.read" | "privacy.manage" | "tokens.manage")[];
            /**
             * Role
             * @enum {string}
             */
            role: "admin" | "supervisor" | "agent";
            /**
             * Scope
             * @enum {string}
             */
            scope: "all" | "team" | "own";
            /** Second Factor Setup Required */
            second_factor_setup_required: boolean;
            user: components["schemas"]["UserView"];
        };
        /**
         * SignInBody
         * @description Address and password; ``account_id`` chooses among several companies.
         */
        SignInBody: {
            /** Account Id */
            account_id?: string | null;
            /** Email */
            email: string;
            /** Password */
            password: string;
        };
        /**
         * SignUpBody
         * @description A company somebody wants to open, and who they are.
         */
        SignUpBody: {
            /** Company */
            company: string;
            /** Email */
            email: string;
            /**
             * Locale
             * @default pt-BR
             * @enum {string}
             */
            locale: "pt-BR" | "en" | "es";
            /** Name */
            name: string;
        };
        /**
         * SignUpsView
         * @description Whether anybody may open a company.
         */
        SignUpsView: {
            /** Open */
            open: boolean;
        };
        /**
         * SnoozeBody
         * @description Until when the conversation sleeps, unless the contact writes.
         */
        SnoozeBody: {
            /**
             * Until
             * Format: date-time
             */
            until: string;
        };
        /**
         * SocketTicketView
         * @description A right to connect, once, within half a minute. ``last_sequence``: where the log was at that moment.
         */
        SocketTicketView: {
            /** Expires At */
            expires_at: string;
            /** Last Sequence */
            last_sequence: number;
            /** Ticket */
            ticket: string;
            /** Url */
            url: string;
        };
        /**
         * StartBody
         * @description A conversation of our own initiative, with its first message.
         */
        StartBody: {
            /**
             * Channel Id
             * Format: uuid
             */
            channel_id: string;
            contact?: components["schemas"]["NewContactBody"] | null;
            /** Contact Id */
            contact_id?: string | null;
            message: components["schemas"]["MessageBody"];
            /** Subject */
            subject?: string | null;
        };
        /**
         * StepView
         * @description One line of the go-live check list; ``available`` false: this version has no such thing yet.
         */
        StepView: {
            /** Available */
            available: boolean;
            /** Done */
            done: boolean;
            /** Key */
            key: string;
        };
        /**
         * SwitchBody
         * @description Where to go.
         */
        SwitchBody: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
        };
        /**
         * SyncView
         * @description How many templates were stored and removed.
         */
        SyncView: {
            /** Removed */
            removed: number;
            /** Stored */
            stored: number;
        };
        /**
         * TeamBody
         * @description A new team.
         */
        TeamBody: {
            /** Member Ids */
            member_ids?: string[];
            /** Name */
            name: string;
        };
        /**
         * TeamChangeBody
         * @description What changes about a team; what is not given stays.
         */
        TeamChangeBody: {
            /** Member Ids */
            member_ids?: string[] | null;
            /** Name */
            name?: string | null;
        };
        /**
         * TeamView
         * @description People who work together.
         */
        TeamView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Member Ids */
            member_ids: string[];
            /** Name */
            name: string;
        };
        /**
         * TemplateBody
         * @description An approved template with the values of its variables.
         */
        TemplateBody: {
            /** Header Media Id */
            header_media_id?: string | null;
            /** Language */
            language: string;
            /** Name */
            name: string;
            /** Variables */
            variables?: {
                [key: string]: string | number;
            };
        };
        /**
         * TemplateView
         * @description A message template in one language, as the platform last showed it.
         */
        TemplateView: {
            /** Category */
            category: string;
            /**
             * Channel Id
             * Format: uuid
             */
            channel_id: string;
            /** Components */
            components: {
                [key: string]: unknown;
            }[];
            /** Header Media */
            header_media: ("image" | "video" | "document") | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Language */
            language: string;
            /** Name */
            name: string;
            /** Parameter Format */
            parameter_format: string;
            /** Quality */
            quality: string | null;
            /** Rejected Reason */
            rejected_reason: string | null;
            /** Status */
            status: string;
            /** Text */
            text: string;
            /** Updated At */
            updated_at: string;
            /** Variables */
            variables: components["schemas"]["VariableView"][];
        };
        /**
         * TicketReferenceView
         * @description The conversation's latest ticket. ``position`` (up to 1,000) and ``total`` only while it waits.
         */
        TicketReferenceView: {
            /** Assigned At */
            assigned_at: string | null;
            /** Entered At */
            entered_at: string;
            /** Finished At */
            finished_at: string | null;
            /** Id */
            id: string;
            /** Position */
            position: number | null;
            /** Priority */
            priority: number;
            /** Protocol */
            protocol: string;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "in_service" | "finished" | "abandoned" | "transferred";
            /** Total */
            total: number | null;
        };
        /**
         * TicketView
         * @description A ticket with its conversation.
         */
        TicketView: {
            /** Assigned At */
            assigned_at: string | null;
            assignee: components["schemas"]["AssigneeView"] | null;
            conversation: components["schemas"]["ConversationView"];
            /** Entered At */
            entered_at: string;
            /** Finish Reason */
            finish_reason: string | null;
            /** Finished At */
            finished_at: string | null;
            /**
             * Handoff Reason
             * @enum {string}
             */
            handoff_reason: "asked" | "ai" | "flow" | "failure" | "rule" | "agent";
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Priority */
            priority: number;
            /** Protocol */
            protocol: string;
            queue: components["schemas"]["QueueOfTicketView"];
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "in_service" | "finished" | "abandoned" | "transferred";
        };
        /**
         * TokenBody
         * @description A new API token, and one's own password to prove who asks.
         */
        TokenBody: {
            /** Expires At */
            expires_at?: string | null;
            /** Name */
            name: string;
            /** Password */
            password: string;
            /** Permissions */
            permissions: ("conversations.read" | "conversations.reply" | "conversations.assign" | "conversations.manage" | "contacts.read" | "contacts.write" | "channels.read" | "channels.manage" | "queues.read" | "queues.manage" | "users.read" | "users.manage" | "roles.manage" | "teams.manage" | "labels.read" | "labels.manage" | "profile.own" | "account.read" | "account.manage" | "audit.read" | "privacy.manage" | "tokens.manage")[];
        };
        /**
         * TokenMakerView
         * @description Who made a token: it acts for them.
         */
        TokenMakerView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * TokenView
         * @description An API token. ``hint``: its last four characters.
         */
        TokenView: {
            /** Created At */
            created_at: string;
            created_by: components["schemas"]["TokenMakerView"];
            /** Expires At */
            expires_at: string | null;
            /** Hint */
            hint: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Last Used At */
            last_used_at: string | null;
            /** Name */
            name: string;
            /** Permissions */
            permissions: string[];
            /** Requests Per Minute */
            requests_per_minute: number;
        };
        /**
         * TransferBody
         * @description Where the conversation goes: a queue, a colleague, or a colleague within a queue.
         */
        TransferBody: {
            /** Note */
            note?: string | null;
            /** Queue Id */
            queue_id?: string | null;
            /** User Id */
            user_id?: string | null;
        };
        /**
         * TwoFactorSetupView
         * @description What an app needs, shown this once.
         */
        TwoFactorSetupView: {
            /** Qr Svg */
            qr_svg: string;
            /** Secret */
            secret: string;
            /** Uri */
            uri: string;
        };
        /**
         * TwoFactorView
         * @description One's own second factor.
         */
        TwoFactorView: {
            /** Enabled */
            enabled: boolean;
            /** Enabled At */
            enabled_at: string | null;
            /** Recovery Codes Left */
            recovery_codes_left: number;
            /** Required */
            required: boolean;
        };
        /**
         * TypingBody
         * @description Whether the caller types, and whether it is a note.
         */
        TypingBody: {
            /**
             * Private
             * @default false
             */
            private: boolean;
            /**
             * State
             * @enum {string}
             */
            state: "on" | "off";
        };
        /**
         * UploadTarget
         * @description How the browser sends the file: this method and these headers, the bytes as the body.
         */
        UploadTarget: {
            /** Headers */
            headers: {
                [key: string]: string;
            };
            /**
             * Method
             * @default PUT
             * @constant
             */
            method: "PUT";
            /** Url */
            url: string;
        };
        /**
         * UploadView
         * @description A registered file and where to put it.
         */
        UploadView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            upload: components["schemas"]["UploadTarget"];
        };
        /**
         * UserView
         * @description The signed-in person.
         */
        UserView: {
            /** Avatar Url */
            avatar_url: string | null;
            /** Email */
            email: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Locale */
            locale: string;
            /** Name */
            name: string;
            /** Signature */
            signature: string;
        };
        /**
         * VariableView
         * @description One field to fill in: ``key`` is its name in a message's ``template.variables``.
         */
        VariableView: {
            /** Example */
            example: string;
            /** Key */
            key: string;
            /**
             * Place
             * @enum {string}
             */
            place: "header" | "body" | "button";
        };
        /**
         * WebhookView
         * @description What an admin copies into the platform's dashboard.
         */
        WebhookView: {
            /** Callback Url */
            callback_url: string;
            /** Verify Token */
            verify_token: string | null;
        };
        /**
         * WhoView
         * @description A colleague.
         */
        WhoView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string | null;
        };
        /**
         * WorkplaceView
         * @description One of the companies somebody works for; ``current`` is where they are.
         */
        WorkplaceView: {
            /** Brand Color */
            brand_color: string | null;
            /** Current */
            current: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /**
             * Role
             * @enum {string}
             */
            role: "admin" | "supervisor" | "agent";
        };
        /**
         * PersonView
         * @description A colleague.
         */
        central__conversations__schemas__PersonView: {
            /** Avatar Url */
            avatar_url: string | null;
            /** Id */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * PersonView
         * @description Somebody who did something; ``id`` is null for the system and for who did not get in.
         */
        central__privacy__schemas__PersonView: {
            /** Actions */
            actions: number;
            /** Addresses */
            addresses: string[];
            /** First At */
            first_at: string;
            /** Id */
            id: string | null;
            /** Kind */
            kind: string;
            /** Last At */
            last_at: string;
            /** Name */
            name: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    read_account_api_v1_account_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "brand_color": "#0b5c6b",
                     *       "created_at": "2026-11-21T12:00:00.000000Z",
                     *       "id": "4f5d3c2b-1a09-4e8f-8d7c-6b5a49382716",
                     *       "locale": "pt-BR",
                     *       "name": "Clínica Exemplo",
                     *       "onboarding": false,
                     *       "retention_days": 730,
                     *       "second_factor_required": false,
                     *       "time_zone": "America/Sao_Paulo"
                     *     }
                     */
                    "application/json": components["schemas"]["CompanyView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    change_account_api_v1_account_patch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompanyBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "brand_color": "#0b5c6b",
                     *       "created_at": "2026-11-21T12:00:00.000000Z",
                     *       "id": "4f5d3c2b-1a09-4e8f-8d7c-6b5a49382716",
                     *       "locale": "pt-BR",
                     *       "name": "Clínica Exemplo",
                     *       "onboarding": false,
                     *       "retention_days": 730,
                     *       "second_factor_required": false,
                     *       "time_zone": "America/Sao_Paulo"
                     *     }
                     */
                    "application/json": components["schemas"]["CompanyView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    read_checklist_api_v1_account_checklist_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "available": true,
                     *           "done": true,
                     *           "key": "channel"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["Page_StepView_"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    list_audit_api_v1_audit_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                actor_id?: string | null;
                /** @description For example `session.opened`. */
                action?: string | null;
                since?: string | null;
                /** @description Not included. */
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "action": "member.changed",
                     *           "actor": {
                     *             "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *             "name": "Ana Souza",
                     *             "type": "user"
                     *           },
                     *           "address": "203.0.113.7",
                     *           "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *           "details": {
                     *             "after": {
                     *               "role": "supervisor"
                     *             },
                     *             "before": {
                     *               "role": "agent"
                     *             }
                     *           },
                     *           "fields": [
                     *             "role"
                     *           ],
                     *           "occurred_at": "2026-11-21T12:03:41.402000Z",
                     *           "sequence": 41,
                     *           "session_id": "2d1c8b6e-7f0a-4c7e-9a51-6c1b0d9e8f22",
                     *           "target": {
                     *             "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *             "type": "user"
                     *           }
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["Page_AuditRowView_"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    export_audit_api_v1_audit_export_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                actor_id?: string | null;
                /** @description For example `session.opened`. */
                action?: string | null;
                since?: string | null;
                /** @description Not included. */
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description `cursor` of the next 10,000 rows, when there are more. */
                    "X-Next-Cursor"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example "sequence","occurred_at"
                     *     "41","2026…"
                     */
                    "text/csv": string;
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    verify_audit_api_v1_audit_verification_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "broken_at": null,
                     *       "head": "9f2c…",
                     *       "ok": true,
                     *       "rows": 41
                     *     }
                     */
                    "application/json": components["schemas"]["AuditStateView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    list_channels_api_v1_channels_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "business_id": "102290129340398",
                     *           "capabilities": {
                     *             "text": true,
                     *             "window_hours": 24
                     *           },
                     *           "created_at": "2026-11-20T14:03:11.000000Z",
                     *           "credentials_hint": "ZDZD",
                     *           "display_address": "+55 11 3456-7890",
                     *           "entry_mode": "queue",
                     *           "external_id": "106540352242922",
                     *           "has_credentials": true,
                     *           "id": "1f6d2f1c-9d7b-4f3a-8a44-7b7a1d0f3c33",
                     *           "is_default": true,
                     *           "messages_per_second": 80,
                     *           "name": "WhatsApp principal",
                     *           "queue_id": null,
                     *           "read_receipts": "on_view",
                     *           "state": "active",
                     *           "state_reason": null,
                     *           "type": "whatsapp",
                     *           "updated_at": "2026-11-21T09:15:42.000000Z",
                     *           "uses_own_app": false,
                     *           "when_contact_returns": "reopen"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["Page_ChannelView_"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    create_channel_api_v1_channels_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChannelBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "business_id": "102290129340398",
                     *       "capabilities": {
                     *         "text": true,
                     *         "window_hours": 24
                     *       },
                     *       "created_at": "2026-11-20T14:03:11.000000Z",
                     *       "credentials_hint": "ZDZD",
                     *       "display_address": "+55 11 3456-7890",
                     *       "entry_mode": "queue",
                     *       "external_id": "106540352242922",
                     *       "has_credentials": true,
                     *       "id": "1f6d2f1c-9d7b-4f3a-8a44-7b7a1d0f3c33",
                     *       "is_default": true,
                     *       "messages_per_second": 80,
                     *       "name": "WhatsApp principal",
                     *       "queue_id": null,
                     *       "read_receipts": "on_view",
                     *       "state": "active",
                     *       "state_reason": null,
                     *       "type": "whatsapp",
                     *       "updated_at": "2026-11-21T09:15:42.000000Z",
                     *       "uses_own_app": false,
                     *       "webhook": {
                     *         "callback_url": "https://central.exemplo.com.br/webhooks/whatsapp",
                     *         "verify_token": "k3y…"
                     *       },
                     *       "when_contact_returns": "reopen"
                     *     }
                     */
                    "application/json": components["schemas"]["ChannelDetailView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    read_channel_api_v1_channels__channel_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "business_id": "102290129340398",
                     *       "capabilities": {
                     *         "text": true,
                     *         "window_hours": 24
                     *       },
                     *       "created_at": "2026-11-20T14:03:11.000000Z",
                     *       "credentials_hint": "ZDZD",
                     *       "display_address": "+55 11 3456-7890",
                     *       "entry_mode": "queue",
                     *       "external_id": "106540352242922",
                     *       "has_credentials": true,
                     *       "id": "1f6d2f1c-9d7b-4f3a-8a44-7b7a1d0f3c33",
                     *       "is_default": true,
                     *       "messages_per_second": 80,
                     *       "name": "WhatsApp principal",
                     *       "queue_id": null,
                     *       "read_receipts": "on_view",
                     *       "state": "active",
                     *       "state_reason": null,
                     *       "type": "whatsapp",
                     *       "updated_at": "2026-11-21T09:15:42.000000Z",
                     *       "uses_own_app": false,
                     *       "webhook": {
                     *         "callback_url": "https://central.exemplo.com.br/webhooks/whatsapp",
                     *         "verify_token": "k3y…"
                     *       },
                     *       "when_contact_returns": "reopen"
                     *     }
                     */
                    "application/json": components["schemas"]["ChannelDetailView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    update_channel_api_v1_channels__channel_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChannelPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "business_id": "102290129340398",
                     *       "capabilities": {
                     *         "text": true,
                     *         "window_hours": 24
                     *       },
                     *       "created_at": "2026-11-20T14:03:11.000000Z",
                     *       "credentials_hint": "ZDZD",
                     *       "display_address": "+55 11 3456-7890",
                     *       "entry_mode": "queue",
                     *       "external_id": "106540352242922",
                     *       "has_credentials": true,
                     *       "id": "1f6d2f1c-9d7b-4f3a-8a44-7b7a1d0f3c33",
                     *       "is_default": true,
                     *       "messages_per_second": 80,
                     *       "name": "WhatsApp principal",
                     *       "queue_id": null,
                     *       "read_receipts": "on_view",
                     *       "state": "active",
                     *       "state_reason": null,
                     *       "type": "whatsapp",
                     *       "updated_at": "2026-11-21T09:15:42.000000Z",
                     *       "uses_own_app": false,
                     *       "webhook": {
                     *         "callback_url": "https://central.exemplo.com.br/webhooks/whatsapp",
                     *         "verify_token": "k3y…"
                     *       },
                     *       "when_contact_returns": "reopen"
                     *     }
                     */
                    "application/json": components["schemas"]["ChannelDetailView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    list_templates_api_v1_channels__channel_id__templates_get: {
        parameters: {
            query?: {
                /** @description For example APPROVED. */
                status?: string | null;
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                channel_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "category": "UTILITY",
                     *           "channel_id": "1f6d2f1c-9d7b-4f3a-8a44-7b7a1d0f3c33",
                     *           "components": [
                     *             {
                     *               "text": "Olá {{1}}, sua consulta é amanhã.",
                     *               "type": "BODY"
                     *             }
                     *           ],
                     *           "header_media": null,
                     *           "id": "6f0b3c52-1d5c-4b7a-8b0f-2e9d4c1a7f55",
                     *           "language": "pt_BR",
                     *           "name": "lembrete_consulta",
                     *           "parameter_format": "POSITIONAL",
                     *           "quality": "GREEN",
                     *           "rejected_reason": null,
                     *           "status": "APPROVED",
                     *           "text": "Olá {{1}}, sua consulta é amanhã.",
                     *           "updated_at": "2026-11-21T09:15:42.000000Z",
                     *           "variables": [
                     *             {
                     *               "example": "Maria",
                     *               "key": "1",
                     *               "place": "body"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["Page_TemplateView_"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    sync_templates_api_v1_channels__channel_id__templates_sync_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "removed": 1,
                     *       "stored": 12
                     *     }
                     */
                    "application/json": components["schemas"]["SyncView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    validate_channel_api_v1_channels__channel_id__validate_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "channel": {
                     *         "business_id": "102290129340398",
                     *         "capabilities": {
                     *           "text": true,
                     *           "window_hours": 24
                     *         },
                     *         "created_at": "2026-11-20T14:03:11.000000Z",
                     *         "credentials_hint": "ZDZD",
                     *         "display_address": "+55 11 3456-7890",
                     *         "entry_mode": "queue",
                     *         "external_id": "106540352242922",
                     *         "has_credentials": true,
                     *         "id": "1f6d2f1c-9d7b-4f3a-8a44-7b7a1d0f3c33",
                     *         "is_default": true,
                     *         "messages_per_second": 80,
                     *         "name": "WhatsApp principal",
                     *         "queue_id": null,
                     *         "read_receipts": "on_view",
                     *         "state": "active",
                     *         "state_reason": null,
                     *         "type": "whatsapp",
                     *         "updated_at": "2026-11-21T09:15:42.000000Z",
                     *         "uses_own_app": false,
                     *         "when_contact_returns": "reopen"
                     *       },
                     *       "checks": [
                     *         {
                     *           "message": "O token de acesso é válido e não expira.",
                     *           "name": "token",
                     *           "result": "ok"
                     *         }
                     *       ],
                     *       "ok": true
                     *     }
                     */
                    "application/json": components["schemas"]["ChannelCheckView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    list_contacts_api_v1_contacts_get: {
        parameters: {
            query?: {
                /** @description Part of a name, e-mail or phone number. */
                q?: string | null;
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "attributes": {
                     *             "cidade": "São Paulo"
                     *           },
                     *           "avatar_url": null,
                     *           "blocked": false,
                     *           "created_at": "2026-11-20T14:03:11.000000Z",
                     *           "email": "maria@exemplo.com.br",
                     *           "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *           "identities": [
                     *             {
                     *               "channel_type": "whatsapp",
                     *               "id": "b4b1a4a6-3b0f-4d8e-9a51-6f1f7f0f2c22",
                     *               "kind": "wa_phone",
                     *               "value": "5511987654321"
                     *             }
                     *           ],
                     *           "marketing_opt_out_at": null,
                     *           "name": "Maria Silva",
                     *           "phone": "+5511987654321",
                     *           "phone_display": "+55 11 98765-4321",
                     *           "state": "customer",
                     *           "updated_at": "2026-11-21T09:15:42.000000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["Page_ContactView_"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    create_contact_api_v1_contacts_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, 1 to 255 visible ASCII characters; kept for 24 hours. */
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attributes": {
                     *         "cidade": "São Paulo"
                     *       },
                     *       "avatar_url": null,
                     *       "blocked": false,
                     *       "created_at": "2026-11-20T14:03:11.000000Z",
                     *       "email": "maria@exemplo.com.br",
                     *       "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *       "identities": [
                     *         {
                     *           "channel_type": "whatsapp",
                     *           "id": "b4b1a4a6-3b0f-4d8e-9a51-6f1f7f0f2c22",
                     *           "kind": "wa_phone",
                     *           "value": "5511987654321"
                     *         }
                     *       ],
                     *       "marketing_opt_out_at": null,
                     *       "name": "Maria Silva",
                     *       "phone": "+5511987654321",
                     *       "phone_display": "+55 11 98765-4321",
                     *       "state": "customer",
                     *       "updated_at": "2026-11-21T09:15:42.000000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ContactView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    read_contact_api_v1_contacts__contact_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attributes": {
                     *         "cidade": "São Paulo"
                     *       },
                     *       "avatar_url": null,
                     *       "blocked": false,
                     *       "created_at": "2026-11-20T14:03:11.000000Z",
                     *       "email": "maria@exemplo.com.br",
                     *       "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *       "identities": [
                     *         {
                     *           "channel_type": "whatsapp",
                     *           "id": "b4b1a4a6-3b0f-4d8e-9a51-6f1f7f0f2c22",
                     *           "kind": "wa_phone",
                     *           "value": "5511987654321"
                     *         }
                     *       ],
                     *       "marketing_opt_out_at": null,
                     *       "name": "Maria Silva",
                     *       "phone": "+5511987654321",
                     *       "phone_display": "+55 11 98765-4321",
                     *       "state": "customer",
                     *       "updated_at": "2026-11-21T09:15:42.000000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ContactView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    update_contact_api_v1_contacts__contact_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contact_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attributes": {
                     *         "cidade": "São Paulo"
                     *       },
                     *       "avatar_url": null,
                     *       "blocked": false,
                     *       "created_at": "2026-11-20T14:03:11.000000Z",
                     *       "email": "maria@exemplo.com.br",
                     *       "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *       "identities": [
                     *         {
                     *           "channel_type": "whatsapp",
                     *           "id": "b4b1a4a6-3b0f-4d8e-9a51-6f1f7f0f2c22",
                     *           "kind": "wa_phone",
                     *           "value": "5511987654321"
                     *         }
                     *       ],
                     *       "marketing_opt_out_at": null,
                     *       "name": "Maria Silva",
                     *       "phone": "+5511987654321",
                     *       "phone_display": "+55 11 98765-4321",
                     *       "state": "customer",
                     *       "updated_at": "2026-11-21T09:15:42.000000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ContactView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    list_consents_api_v1_contacts__contact_id__consents_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                contact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "contact_id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *           "granted": true,
                     *           "id": "1c9b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *           "note": "Promoções de fim de ano",
                     *           "purpose": "marketing",
                     *           "recorded_at": "2026-11-21T12:03:41.402000Z",
                     *           "recorded_by": {
                     *             "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *             "name": "Ana Souza"
                     *           },
                     *           "source": "Formulário do site"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["Page_ConsentView_"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    record_consent_api_v1_contacts__contact_id__consents_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contact_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsentBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "contact_id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *       "granted": true,
                     *       "id": "1c9b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *       "note": "Promoções de fim de ano",
                     *       "purpose": "marketing",
                     *       "recorded_at": "2026-11-21T12:03:41.402000Z",
                     *       "recorded_by": {
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "name": "Ana Souza"
                     *       },
                     *       "source": "Formulário do site"
                     *     }
                     */
                    "application/json": components["schemas"]["ConsentView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    list_conversations_of_contact_api_v1_contacts__contact_id__conversations_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                contact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "assignee": {
                     *             "avatar_url": null,
                     *             "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *             "name": "Ana Souza"
                     *           },
                     *           "channel": {
                     *             "id": "0f6f1b43-3d3c-4d65-8f37-0d8f8a3f2b61",
                     *             "name": "WhatsApp principal",
                     *             "type": "whatsapp"
                     *           },
                     *           "closed_at": null,
                     *           "contact": {
                     *             "avatar_url": null,
                     *             "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *             "identity": "5511987654321",
                     *             "name": "Maria Silva",
                     *             "phone": "+5511987654321"
                     *           },
                     *           "handoff_reason": "rule",
                     *           "id": "5a7b0d58-8c1e-4a58-9d0b-0d0b3c6d2f11",
                     *           "labels": [
                     *             "orçamento"
                     *           ],
                     *           "last_activity_at": "2026-11-21T12:03:11.402000Z",
                     *           "last_sequence": 3,
                     *           "opened_at": "2026-11-21T12:03:02.118000Z",
                     *           "preview": {
                     *             "at": "2026-11-21T12:03:11.402000Z",
                     *             "author_type": "contact",
                     *             "deleted": false,
                     *             "private": false,
                     *             "status": null,
                     *             "text": "Bom dia! Quero saber o horário.",
                     *             "type": "text"
                     *           },
                     *           "priority": 5,
                     *           "queue": {
                     *             "id": "c3b6a1de-5b2f-4a53-8f5e-9a7f6f5b1c22",
                     *             "name": "Atendimento"
                     *           },
                     *           "read_sequence": 2,
                     *           "session": "human",
                     *           "snoozed_until": null,
                     *           "status": "open",
                     *           "subject": null,
                     *           "ticket": {
                     *             "assigned_at": "2026-11-21T12:03:02.121000Z",
                     *             "entered_at": "2026-11-21T12:03:02.118000Z",
                     *             "finished_at": null,
                     *             "id": "7e9f4d70-97a5-4b9c-8a39-3d7c9f0e6b55",
                     *             "position": null,
                     *             "priority": 5,
                     *             "protocol": "20261121-000123",
                     *             "state": "in_service",
                     *             "total": null
                     *           },
                     *           "unread_count": 1,
                     *           "version": 4,
                     *           "waiting_since": "2026-11-21T12:03:11.402000Z",
                     *           "window_expires_at": "2026-11-22T12:02:11.402000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["Page_ConversationView_"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    erase_contact_api_v1_contacts__contact_id__erase_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contact_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ErasureBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "bytes": 48211,
                     *       "contact": {
                     *         "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *         "name": "Maria Silva"
                     *       },
                     *       "counts": {
                     *         "conversations": 3,
                     *         "messages": 214
                     *       },
                     *       "created_at": "2026-11-21T12:03:41.402000Z",
                     *       "expires_at": "2026-11-28T12:03:44.120000Z",
                     *       "finished_at": "2026-11-21T12:03:44.120000Z",
                     *       "id": "7d3c1b6e-7f0a-4c7e-9a51-6c1b0d9e8f22",
                     *       "reason": null,
                     *       "requested_by": {
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "name": "Ana Souza"
                     *       },
                     *       "state": "waiting"
                     *     }
                     */
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    export_contact_api_v1_contacts__contact_id__export_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contact_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "bytes": 48211,
                     *       "contact": {
                     *         "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *         "name": "Maria Silva"
                     *       },
                     *       "counts": {
                     *         "conversations": 3,
                     *         "messages": 214
                     *       },
                     *       "created_at": "2026-11-21T12:03:41.402000Z",
                     *       "expires_at": "2026-11-28T12:03:44.120000Z",
                     *       "finished_at": "2026-11-21T12:03:44.120000Z",
                     *       "id": "7d3c1b6e-7f0a-4c7e-9a51-6c1b0d9e8f22",
                     *       "reason": null,
                     *       "requested_by": {
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "name": "Ana Souza"
                     *       },
                     *       "state": "waiting"
                     *     }
                     */
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    list_conversations_api_v1_conversations_get: {
        parameters: {
            query?: {
                view?: "mine" | "unassigned" | "all" | "bot" | "waiting";
                status?: string;
                queue_id?: string | null;
                channel_id?: string | null;
                assignee_id?: string | null;
                contact_id?: string | null;
                label?: string | null;
                priority?: ("low" | "medium" | "high") | null;
                unread?: boolean;
                /** @description Words of messages, a name, e-mail, phone or protocol; accents are ignored. */
                q?: string | null;
                sort?: "-last_activity_at" | "last_activity_at" | "-priority" | "waiting_since";
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "assignee": {
                     *             "avatar_url": null,
                     *             "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *             "name": "Ana Souza"
                     *           },
                     *           "channel": {
                     *             "id": "0f6f1b43-3d3c-4d65-8f37-0d8f8a3f2b61",
                     *             "name": "WhatsApp principal",
                     *             "type": "whatsapp"
                     *           },
                     *           "closed_at": null,
                     *           "contact": {
                     *             "avatar_url": null,
                     *             "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *             "identity": "5511987654321",
                     *             "name": "Maria Silva",
                     *             "phone": "+5511987654321"
                     *           },
                     *           "handoff_reason": "rule",
                     *           "id": "5a7b0d58-8c1e-4a58-9d0b-0d0b3c6d2f11",
                     *           "labels": [
                     *             "orçamento"
                     *           ],
                     *           "last_activity_at": "2026-11-21T12:03:11.402000Z",
                     *           "last_sequence": 3,
                     *           "opened_at": "2026-11-21T12:03:02.118000Z",
                     *           "preview": {
                     *             "at": "2026-11-21T12:03:11.402000Z",
                     *             "author_type": "contact",
                     *             "deleted": false,
                     *             "private": false,
                     *             "status": null,
                     *             "text": "Bom dia! Quero saber o horário.",
                     *             "type": "text"
                     *           },
                     *           "priority": 5,
                     *           "queue": {
                     *             "id": "c3b6a1de-5b2f-4a53-8f5e-9a7f6f5b1c22",
                     *             "name": "Atendimento"
                     *           },
                     *           "read_sequence": 2,
                     *           "session": "human",
                     *           "snoozed_until": null,
                     *           "status": "open",
                     *           "subject": null,
                     *           "ticket": {
                     *             "assigned_at": "2026-11-21T12:03:02.121000Z",
                     *             "entered_at": "2026-11-21T12:03:02.118000Z",
                     *             "finished_at": null,
                     *             "id": "7e9f4d70-97a5-4b9c-8a39-3d7c9f0e6b55",
                     *             "position": null,
                     *             "priority": 5,
                     *             "protocol": "20261121-000123",
                     *             "state": "in_service",
                     *             "total": null
                     *           },
                     *           "unread_count": 1,
                     *           "version": 4,
                     *           "waiting_since": "2026-11-21T12:03:11.402000Z",
                     *           "window_expires_at": "2026-11-22T12:02:11.402000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["Page_ConversationView_"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    start_conversation_api_v1_conversations_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, 1 to 255 visible ASCII characters; kept for 24 hours. */
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "assignee": {
                     *         "avatar_url": null,
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "name": "Ana Souza"
                     *       },
                     *       "channel": {
                     *         "id": "0f6f1b43-3d3c-4d65-8f37-0d8f8a3f2b61",
                     *         "name": "WhatsApp principal",
                     *         "type": "whatsapp"
                     *       },
                     *       "closed_at": null,
                     *       "contact": {
                     *         "avatar_url": null,
                     *         "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *         "identity": "5511987654321",
                     *         "name": "Maria Silva",
                     *         "phone": "+5511987654321"
                     *       },
                     *       "handoff_reason": "rule",
                     *       "id": "5a7b0d58-8c1e-4a58-9d0b-0d0b3c6d2f11",
                     *       "labels": [
                     *         "orçamento"
                     *       ],
                     *       "last_activity_at": "2026-11-21T12:03:11.402000Z",
                     *       "last_sequence": 3,
                     *       "opened_at": "2026-11-21T12:03:02.118000Z",
                     *       "preview": {
                     *         "at": "2026-11-21T12:03:11.402000Z",
                     *         "author_type": "contact",
                     *         "deleted": false,
                     *         "private": false,
                     *         "status": null,
                     *         "text": "Bom dia! Quero saber o horário.",
                     *         "type": "text"
                     *       },
                     *       "priority": 5,
                     *       "queue": {
                     *         "id": "c3b6a1de-5b2f-4a53-8f5e-9a7f6f5b1c22",
                     *         "name": "Atendimento"
                     *       },
                     *       "read_sequence": 2,
                     *       "session": "human",
                     *       "snoozed_until": null,
                     *       "status": "open",
                     *       "subject": null,
                     *       "ticket": {
                     *         "assigned_at": "2026-11-21T12:03:02.121000Z",
                     *         "entered_at": "2026-11-21T12:03:02.118000Z",
                     *         "finished_at": null,
                     *         "id": "7e9f4d70-97a5-4b9c-8a39-3d7c9f0e6b55",
                     *         "position": null,
                     *         "priority": 5,
                     *         "protocol": "20261121-000123",
                     *         "state": "in_service",
                     *         "total": null
                     *       },
                     *       "unread_count": 1,
                     *       "version": 4,
                     *       "waiting_since": "2026-11-21T12:03:11.402000Z",
                     *       "window_expires_at": "2026-11-22T12:02:11.402000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ConversationView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    change_conversations_api_v1_conversations_bulk_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "error": null,
                     *           "id": "5a7b0d58-8c1e-4a58-9d0b-0d0b3c6d2f11",
                     *           "ok": true
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["BulkView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    count_conversations_api_v1_conversations_counts_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "all": 31,
                     *       "mine": 4,
                     *       "unassigned": 2,
                     *       "unread": 1,
                     *       "waiting": 2
                     *     }
                     */
                    "application/json": components["schemas"]["CountsView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    read_conversation_api_v1_conversations__conversation_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "assignee": {
                     *         "avatar_url": null,
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "name": "Ana Souza"
                     *       },
                     *       "channel": {
                     *         "id": "0f6f1b43-3d3c-4d65-8f37-0d8f8a3f2b61",
                     *         "name": "WhatsApp principal",
                     *         "type": "whatsapp"
                     *       },
                     *       "closed_at": null,
                     *       "contact": {
                     *         "avatar_url": null,
                     *         "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *         "identity": "5511987654321",
                     *         "name": "Maria Silva",
                     *         "phone": "+5511987654321"
                     *       },
                     *       "handoff_reason": "rule",
                     *       "id": "5a7b0d58-8c1e-4a58-9d0b-0d0b3c6d2f11",
                     *       "labels": [
                     *         "orçamento"
                     *       ],
                     *       "last_activity_at": "2026-11-21T12:03:11.402000Z",
                     *       "last_sequence": 3,
                     *       "opened_at": "2026-11-21T12:03:02.118000Z",
                     *       "preview": {
                     *         "at": "2026-11-21T12:03:11.402000Z",
                     *         "author_type": "contact",
                     *         "deleted": false,
                     *         "private": false,
                     *         "status": null,
                     *         "text": "Bom dia! Quero saber o horário.",
                     *         "type": "text"
                     *       },
                     *       "priority": 5,
                     *       "queue": {
                     *         "id": "c3b6a1de-5b2f-4a53-8f5e-9a7f6f5b1c22",
                     *         "name": "Atendimento"
                     *       },
                     *       "read_sequence": 2,
                     *       "session": "human",
                     *       "snoozed_until": null,
                     *       "status": "open",
                     *       "subject": null,
                     *       "ticket": {
                     *         "assigned_at": "2026-11-21T12:03:02.121000Z",
                     *         "entered_at": "2026-11-21T12:03:02.118000Z",
                     *         "finished_at": null,
                     *         "id": "7e9f4d70-97a5-4b9c-8a39-3d7c9f0e6b55",
                     *         "position": null,
                     *         "priority": 5,
                     *         "protocol": "20261121-000123",
                     *         "state": "in_service",
                     *         "total": null
                     *       },
                     *       "unread_count": 1,
                     *       "version": 4,
                     *       "waiting_since": "2026-11-21T12:03:11.402000Z",
                     *       "window_expires_at": "2026-11-22T12:02:11.402000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ConversationView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    update_conversation_api_v1_conversations__conversation_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConversationPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "assignee": {
                     *         "avatar_url": null,
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "name": "Ana Souza"
                     *       },
                     *       "channel": {
                     *         "id": "0f6f1b43-3d3c-4d65-8f37-0d8f8a3f2b61",
                     *         "name": "WhatsApp principal",
                     *         "type": "whatsapp"
                     *       },
                     *       "closed_at": null,
                     *       "contact": {
                     *         "avatar_url": null,
                     *         "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *         "identity": "5511987654321",
                     *         "name": "Maria Silva",
                     *         "phone": "+5511987654321"
                     *       },
                     *       "handoff_reason": "rule",
                     *       "id": "5a7b0d58-8c1e-4a58-9d0b-0d0b3c6d2f11",
                     *       "labels": [
                     *         "orçamento"
                     *       ],
                     *       "last_activity_at": "2026-11-21T12:03:11.402000Z",
                     *       "last_sequence": 3,
                     *       "opened_at": "2026-11-21T12:03:02.118000Z",
                     *       "preview": {
                     *         "at": "2026-11-21T12:03:11.402000Z",
                     *         "author_type": "contact",
                     *         "deleted": false,
                     *         "private": false,
                     *         "status": null,
                     *         "text": "Bom dia! Quero saber o horário.",
                     *         "type": "text"
                     *       },
                     *       "priority": 5,
                     *       "queue": {
                     *         "id": "c3b6a1de-5b2f-4a53-8f5e-9a7f6f5b1c22",
                     *         "name": "Atendimento"
                     *       },
                     *       "read_sequence": 2,
                     *       "session": "human",
                     *       "snoozed_until": null,
                     *       "status": "open",
                     *       "subject": null,
                     *       "ticket": {
                     *         "assigned_at": "2026-11-21T12:03:02.121000Z",
                     *         "entered_at": "2026-11-21T12:03:02.118000Z",
                     *         "finished_at": null,
                     *         "id": "7e9f4d70-97a5-4b9c-8a39-3d7c9f0e6b55",
                     *         "position": null,
                     *         "priority": 5,
                     *         "protocol": "20261121-000123",
                     *         "state": "in_service",
                     *         "total": null
                     *       },
                     *       "unread_count": 1,
                     *       "version": 4,
                     *       "waiting_since": "2026-11-21T12:03:11.402000Z",
                     *       "window_expires_at": "2026-11-22T12:02:11.402000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ConversationView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    accept_conversation_api_v1_conversations__conversation_id__accept_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "assignee": {
                     *         "avatar_url": null,
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "name": "Ana Souza"
                     *       },
                     *       "channel": {
                     *         "id": "0f6f1b43-3d3c-4d65-8f37-0d8f8a3f2b61",
                     *         "name": "WhatsApp principal",
                     *         "type": "whatsapp"
                     *       },
                     *       "closed_at": null,
                     *       "contact": {
                     *         "avatar_url": null,
                     *         "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *         "identity": "5511987654321",
                     *         "name": "Maria Silva",
                     *         "phone": "+5511987654321"
                     *       },
                     *       "handoff_reason": "rule",
                     *       "id": "5a7b0d58-8c1e-4a58-9d0b-0d0b3c6d2f11",
                     *       "labels": [
                     *         "orçamento"
                     *       ],
                     *       "last_activity_at": "2026-11-21T12:03:11.402000Z",
                     *       "last_sequence": 3,
                     *       "opened_at": "2026-11-21T12:03:02.118000Z",
                     *       "preview": {
                     *         "at": "2026-11-21T12:03:11.402000Z",
                     *         "author_type": "contact",
                     *         "deleted": false,
                     *         "private": false,
                     *         "status": null,
                     *         "text": "Bom dia! Quero saber o horário.",
                     *         "type": "text"
                     *       },
                     *       "priority": 5,
                     *       "queue": {
                     *         "id": "c3b6a1de-5b2f-4a53-8f5e-9a7f6f5b1c22",
                     *         "name": "Atendimento"
                     *       },
                     *       "read_sequence": 2,
                     *       "session": "human",
                     *       "snoozed_until": null,
                     *       "status": "open",
                     *       "subject": null,
                     *       "ticket": {
                     *         "assigned_at": "2026-11-21T12:03:02.121000Z",
                     *         "entered_at": "2026-11-21T12:03:02.118000Z",
                     *         "finished_at": null,
                     *         "id": "7e9f4d70-97a5-4b9c-8a39-3d7c9f0e6b55",
                     *         "position": null,
                     *         "priority": 5,
                     *         "protocol": "20261121-000123",
                     *         "state": "in_service",
                     *         "total": null
                     *       },
                     *       "unread_count": 1,
                     *       "version": 4,
                     *       "waiting_since": "2026-11-21T12:03:11.402000Z",
                     *       "window_expires_at": "2026-11-22T12:02:11.402000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ConversationView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    assign_conversation_api_v1_conversations__conversation_id__assign_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "assignee": {
                     *         "avatar_url": null,
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "name": "Ana Souza"
                     *       },
                     *       "channel": {
                     *         "id": "0f6f1b43-3d3c-4d65-8f37-0d8f8a3f2b61",
                     *         "name": "WhatsApp principal",
                     *         "type": "whatsapp"
                     *       },
                     *       "closed_at": null,
                     *       "contact": {
                     *         "avatar_url": null,
                     *         "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *         "identity": "5511987654321",
                     *         "name": "Maria Silva",
                     *         "phone": "+5511987654321"
                     *       },
                     *       "handoff_reason": "rule",
                     *       "id": "5a7b0d58-8c1e-4a58-9d0b-0d0b3c6d2f11",
                     *       "labels": [
                     *         "orçamento"
                     *       ],
                     *       "last_activity_at": "2026-11-21T12:03:11.402000Z",
                     *       "last_sequence": 3,
                     *       "opened_at": "2026-11-21T12:03:02.118000Z",
                     *       "preview": {
                     *         "at": "2026-11-21T12:03:11.402000Z",
                     *         "author_type": "contact",
                     *         "deleted": false,
                     *         "private": false,
                     *         "status": null,
                     *         "text": "Bom dia! Quero saber o horário.",
                     *         "type": "text"
                     *       },
                     *       "priority": 5,
                     *       "queue": {
                     *         "id": "c3b6a1de-5b2f-4a53-8f5e-9a7f6f5b1c22",
                     *         "name": "Atendimento"
                     *       },
                     *       "read_sequence": 2,
                     *       "session": "human",
                     *       "snoozed_until": null,
                     *       "status": "open",
                     *       "subject": null,
                     *       "ticket": {
                     *         "assigned_at": "2026-11-21T12:03:02.121000Z",
                     *         "entered_at": "2026-11-21T12:03:02.118000Z",
                     *         "finished_at": null,
                     *         "id": "7e9f4d70-97a5-4b9c-8a39-3d7c9f0e6b55",
                     *         "position": null,
                     *         "priority": 5,
                     *         "protocol": "20261121-000123",
                     *         "state": "in_service",
                     *         "total": null
                     *       },
                     *       "unread_count": 1,
                     *       "version": 4,
                     *       "waiting_since": "2026-11-21T12:03:11.402000Z",
                     *       "window_expires_at": "2026-11-22T12:02:11.402000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ConversationView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    set_labels_api_v1_conversations__conversation_id__labels_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LabelsBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "assignee": {
                     *         "avatar_url": null,
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "name": "Ana Souza"
                     *       },
                     *       "channel": {
                     *         "id": "0f6f1b43-3d3c-4d65-8f37-0d8f8a3f2b61",
                     *         "name": "WhatsApp principal",
                     *         "type": "whatsapp"
                     *       },
                     *       "closed_at": null,
                     *       "contact": {
                     *         "avatar_url": null,
                     *         "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *         "identity": "5511987654321",
                     *         "name": "Maria Silva",
                     *         "phone": "+5511987654321"
                     *       },
                     *       "handoff_reason": "rule",
                     *       "id": "5a7b0d58-8c1e-4a58-9d0b-0d0b3c6d2f11",
                     *       "labels": [
                     *         "orçamento"
                     *       ],
                     *       "last_activity_at": "2026-11-21T12:03:11.402000Z",
                     *       "last_sequence": 3,
                     *       "opened_at": "2026-11-21T12:03:02.118000Z",
                     *       "preview": {
                     *         "at": "2026-11-21T12:03:11.402000Z",
                     *         "author_type": "contact",
                     *         "deleted": false,
                     *         "private": false,
                     *         "status": null,
                     *         "text": "Bom dia! Quero saber o horário.",
                     *         "type": "text"
                     *       },
                     *       "priority": 5,
                     *       "queue": {
                     *         "id": "c3b6a1de-5b2f-4a53-8f5e-9a7f6f5b1c22",
                     *         "name": "Atendimento"
                     *       },
                     *       "read_sequence": 2,
                     *       "session": "human",
                     *       "snoozed_until": null,
                     *       "status": "open",
                     *       "subject": null,
                     *       "ticket": {
                     *         "assigned_at": "2026-11-21T12:03:02.121000Z",
                     *         "entered_at": "2026-11-21T12:03:02.118000Z",
                     *         "finished_at": null,
                     *         "id": "7e9f4d70-97a5-4b9c-8a39-3d7c9f0e6b55",
                     *         "position": null,
                     *         "priority": 5,
                     *         "protocol": "20261121-000123",
                     *         "state": "in_service",
                     *         "total": null
                     *       },
                     *       "unread_count": 1,
                     *       "version": 4,
                     *       "waiting_since": "2026-11-21T12:03:11.402000Z",
                     *       "window_expires_at": "2026-11-22T12:02:11.402000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ConversationView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    list_messages_api_v1_conversations__conversation_id__messages_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "author": {
                     *             "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *             "name": "Ana Souza",
                     *             "type": "agent"
                     *           },
                     *           "client_id": "3f0a9d7e-8e0b-4a8b-b7a6-2f3f5b1c0d99",
                     *           "contacts": null,
                     *           "conversation_id": "5a7b0d58-8c1e-4a58-9d0b-0d0b3c6d2f11",
                     *           "created_at": "2026-11-21T12:03:20.511000Z",
                     *           "deleted_at": null,
                     *           "delivered_at": null,
                     *           "direction": "out",
                     *           "edited_at": null,
                     *           "error": null,
                     *           "external_id": null,
                     *           "forwarded": false,
                     *           "id": "e2b6c1fa-1c38-4f0e-a0c8-7f4b7c1d9e01",
                     *           "interactive": null,
                     *           "location": null,
                     *           "media": [],
                     *           "metadata": {},
                     *           "order": null,
                     *           "private": false,
                     *           "reactions": [],
                     *           "read_at": null,
                     *           "referral": null,
                     *           "reply_to": null,
                     *           "sent_at": null,
                     *           "sequence": 4,
                     *           "status": "pending",
                     *           "template": null,
                     *           "text": "Bom dia, Maria! Abrimos às 8h.",
                     *           "type": "text"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["Page_MessageView_"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    send_message_api_v1_conversations__conversation_id__messages_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, 1 to 255 visible ASCII characters; kept for 24 hours. */
                "idempotency-key"?: string | null;
            };
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "author": {
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "name": "Ana Souza",
                     *         "type": "agent"
                     *       },
                     *       "client_id": "3f0a9d7e-8e0b-4a8b-b7a6-2f3f5b1c0d99",
                     *       "contacts": null,
                     *       "conversation_id": "5a7b0d58-8c1e-4a58-9d0b-0d0b3c6d2f11",
                     *       "created_at": "2026-11-21T12:03:20.511000Z",
                     *       "deleted_at": null,
                     *       "delivered_at": null,
                     *       "direction": "out",
                     *       "edited_at": null,
                     *       "error": null,
                     *       "external_id": null,
                     *       "forwarded": false,
                     *       "id": "e2b6c1fa-1c38-4f0e-a0c8-7f4b7c1d9e01",
                     *       "interactive": null,
                     *       "location": null,
                     *       "media": [],
                     *       "metadata": {},
                     *       "order": null,
                     *       "private": false,
                     *       "reactions": [],
                     *       "read_at": null,
                     *       "referral": null,
                     *       "reply_to": null,
                     *       "sent_at": null,
                     *       "sequence": 4,
                     *       "status": "pending",
                     *       "template": null,
                     *       "text": "Bom dia, Maria! Abrimos às 8h.",
                     *       "type": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["MessageView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    mark_read_api_v1_conversations__conversation_id__read_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "assignee": {
                     *         "avatar_url": null,
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "name": "Ana Souza"
                     *       },
                     *       "channel": {
                     *         "id": "0f6f1b43-3d3c-4d65-8f37-0d8f8a3f2b61",
                     *         "name": "WhatsApp principal",
                     *         "type": "whatsapp"
                     *       },
                     *       "closed_at": null,
                     *       "contact": {
                     *         "avatar_url": null,
                     *         "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *         "identity": "5511987654321",
                     *         "name": "Maria Silva",
                     *         "phone": "+5511987654321"
                     *       },
                     *       "handoff_reason": "rule",
                     *       "id": "5a7b0d58-8c1e-4a58-9d0b-0d0b3c6d2f11",
                     *       "labels": [
                     *         "orçamento"
                     *       ],
                     *       "last_activity_at": "2026-11-21T12:03:11.402000Z",
                     *       "last_sequence": 3,
                     *       "opened_at": "2026-11-21T12:03:02.118000Z",
                     *       "preview": {
                     *         "at": "2026-11-21T12:03:11.402000Z",
                     *         "author_type": "contact",
                     *         "deleted": false,
                     *         "private": false,
                     *         "status": null,
                     *         "text": "Bom dia! Quero saber o horário.",
                     *         "type": "text"
                     *       },
                     *       "priority": 5,
                     *       "queue": {
                     *         "id": "c3b6a1de-5b2f-4a53-8f5e-9a7f6f5b1c22",
                     *         "name": "Atendimento"
                     *       },
                     *       "read_sequence": 2,
                     *       "session": "human",
                     *       "snoozed_until": null,
                     *       "status": "open",
                     *       "subject": null,
                     *       "ticket": {
                     *         "assigned_at": "2026-11-21T12:03:02.121000Z",
                     *         "entered_at": "2026-11-21T12:03:02.118000Z",
                     *         "finished_at": null,
                     *         "id": "7e9f4d70-97a5-4b9c-8a39-3d7c9f0e6b55",
                     *         "position": null,
                     *         "priority": 5,
                     *         "protocol": "20261121-000123",
                     *         "state": "in_service",
                     *         "total": null
                     *       },
                     *       "unread_count": 1,
                     *       "version": 4,
                     *       "waiting_since": "2026-11-21T12:03:11.402000Z",
                     *       "window_expires_at": "2026-11-22T12:02:11.402000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ConversationView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    reopen_conversation_api_v1_conversations__conversation_id__reopen_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "assignee": {
                     *         "avatar_url": null,
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "name": "Ana Souza"
                     *       },
                     *       "channel": {
                     *         "id": "0f6f1b43-3d3c-4d65-8f37-0d8f8a3f2b61",
                     *         "name": "WhatsApp principal",
                     *         "type": "whatsapp"
                     *       },
                     *       "closed_at": null,
                     *       "contact": {
                     *         "avatar_url": null,
                     *         "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *         "identity": "5511987654321",
                     *         "name": "Maria Silva",
                     *         "phone": "+5511987654321"
                     *       },
                     *       "handoff_reason": "rule",
                     *       "id": "5a7b0d58-8c1e-4a58-9d0b-0d0b3c6d2f11",
                     *       "labels": [
                     *         "orçamento"
                     *       ],
                     *       "last_activity_at": "2026-11-21T12:03:11.402000Z",
                     *       "last_sequence": 3,
                     *       "opened_at": "2026-11-21T12:03:02.118000Z",
                     *       "preview": {
                     *         "at": "2026-11-21T12:03:11.402000Z",
                     *         "author_type": "contact",
                     *         "deleted": false,
                     *         "private": false,
                     *         "status": null,
                     *         "text": "Bom dia! Quero saber o horário.",
                     *         "type": "text"
                     *       },
                     *       "priority": 5,
                     *       "queue": {
                     *         "id": "c3b6a1de-5b2f-4a53-8f5e-9a7f6f5b1c22",
                     *         "name": "Atendimento"
                     *       },
                     *       "read_sequence": 2,
                     *       "session": "human",
                     *       "snoozed_until": null,
                     *       "status": "open",
                     *       "subject": null,
                     *       "ticket": {
                     *         "assigned_at": "2026-11-21T12:03:02.121000Z",
                     *         "entered_at": "2026-11-21T12:03:02.118000Z",
                     *         "finished_at": null,
                     *         "id": "7e9f4d70-97a5-4b9c-8a39-3d7c9f0e6b55",
                     *         "position": null,
                     *         "priority": 5,
                     *         "protocol": "20261121-000123",
                     *         "state": "in_service",
                     *         "total": null
                     *       },
                     *       "unread_count": 1,
                     *       "version": 4,
                     *       "waiting_since": "2026-11-21T12:03:11.402000Z",
                     *       "window_expires_at": "2026-11-22T12:02:11.402000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ConversationView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    resolve_conversation_api_v1_conversations__conversation_id__resolve_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolveBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "assignee": {
                     *         "avatar_url": null,
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "name": "Ana Souza"
                     *       },
                     *       "channel": {
                     *         "id": "0f6f1b43-3d3c-4d65-8f37-0d8f8a3f2b61",
                     *         "name": "WhatsApp principal",
                     *         "type": "whatsapp"
                     *       },
                     *       "closed_at": null,
                     *       "contact": {
                     *         "avatar_url": null,
                     *         "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *         "identity": "5511987654321",
                     *         "name": "Maria Silva",
                     *         "phone": "+5511987654321"
                     *       },
                     *       "handoff_reason": "rule",
                     *       "id": "5a7b0d58-8c1e-4a58-9d0b-0d0b3c6d2f11",
                     *       "labels": [
                     *         "orçamento"
                     *       ],
                     *       "last_activity_at": "2026-11-21T12:03:11.402000Z",
                     *       "last_sequence": 3,
                     *       "opened_at": "2026-11-21T12:03:02.118000Z",
                     *       "preview": {
                     *         "at": "2026-11-21T12:03:11.402000Z",
                     *         "author_type": "contact",
                     *         "deleted": false,
                     *         "private": false,
                     *         "status": null,
                     *         "text": "Bom dia! Quero saber o horário.",
                     *         "type": "text"
                     *       },
                     *       "priority": 5,
                     *       "queue": {
                     *         "id": "c3b6a1de-5b2f-4a53-8f5e-9a7f6f5b1c22",
                     *         "name": "Atendimento"
                     *       },
                     *       "read_sequence": 2,
                     *       "session": "human",
                     *       "snoozed_until": null,
                     *       "status": "open",
                     *       "subject": null,
                     *       "ticket": {
                     *         "assigned_at": "2026-11-21T12:03:02.121000Z",
                     *         "entered_at": "2026-11-21T12:03:02.118000Z",
                     *         "finished_at": null,
                     *         "id": "7e9f4d70-97a5-4b9c-8a39-3d7c9f0e6b55",
                     *         "position": null,
                     *         "priority": 5,
                     *         "protocol": "20261121-000123",
                     *         "state": "in_service",
                     *         "total": null
                     *       },
                     *       "unread_count": 1,
                     *       "version": 4,
                     *       "waiting_since": "2026-11-21T12:03:11.402000Z",
                     *       "window_expires_at": "2026-11-22T12:02:11.402000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ConversationView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    snooze_conversation_api_v1_conversations__conversation_id__snooze_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SnoozeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "assignee": {
                     *         "avatar_url": null,
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "name": "Ana Souza"
                     *       },
                     *       "channel": {
                     *         "id": "0f6f1b43-3d3c-4d65-8f37-0d8f8a3f2b61",
                     *         "name": "WhatsApp principal",
                     *         "type": "whatsapp"
                     *       },
                     *       "closed_at": null,
                     *       "contact": {
                     *         "avatar_url": null,
                     *         "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *         "identity": "5511987654321",
                     *         "name": "Maria Silva",
                     *         "phone": "+5511987654321"
                     *       },
                     *       "handoff_reason": "rule",
                     *       "id": "5a7b0d58-8c1e-4a58-9d0b-0d0b3c6d2f11",
                     *       "labels": [
                     *         "orçamento"
                     *       ],
                     *       "last_activity_at": "2026-11-21T12:03:11.402000Z",
                     *       "last_sequence": 3,
                     *       "opened_at": "2026-11-21T12:03:02.118000Z",
                     *       "preview": {
                     *         "at": "2026-11-21T12:03:11.402000Z",
                     *         "author_type": "contact",
                     *         "deleted": false,
                     *         "private": false,
                     *         "status": null,
                     *         "text": "Bom dia! Quero saber o horário.",
                     *         "type": "text"
                     *       },
                     *       "priority": 5,
                     *       "queue": {
                     *         "id": "c3b6a1de-5b2f-4a53-8f5e-9a7f6f5b1c22",
                     *         "name": "Atendimento"
                     *       },
                     *       "read_sequence": 2,
                     *       "session": "human",
                     *       "snoozed_until": null,
                     *       "status": "open",
                     *       "subject": null,
                     *       "ticket": {
                     *         "assigned_at": "2026-11-21T12:03:02.121000Z",
                     *         "entered_at": "2026-11-21T12:03:02.118000Z",
                     *         "finished_at": null,
                     *         "id": "7e9f4d70-97a5-4b9c-8a39-3d7c9f0e6b55",
                     *         "position": null,
                     *         "priority": 5,
                     *         "protocol": "20261121-000123",
                     *         "state": "in_service",
                     *         "total": null
                     *       },
                     *       "unread_count": 1,
                     *       "version": 4,
                     *       "waiting_since": "2026-11-21T12:03:11.402000Z",
                     *       "window_expires_at": "2026-11-22T12:02:11.402000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ConversationView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    transfer_conversation_api_v1_conversations__conversation_id__transfer_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "assignee": {
                     *         "avatar_url": null,
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "name": "Ana Souza"
                     *       },
                     *       "channel": {
                     *         "id": "0f6f1b43-3d3c-4d65-8f37-0d8f8a3f2b61",
                     *         "name": "WhatsApp principal",
                     *         "type": "whatsapp"
                     *       },
                     *       "closed_at": null,
                     *       "contact": {
                     *         "avatar_url": null,
                     *         "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *         "identity": "5511987654321",
                     *         "name": "Maria Silva",
                     *         "phone": "+5511987654321"
                     *       },
                     *       "handoff_reason": "rule",
                     *       "id": "5a7b0d58-8c1e-4a58-9d0b-0d0b3c6d2f11",
                     *       "labels": [
                     *         "orçamento"
                     *       ],
                     *       "last_activity_at": "2026-11-21T12:03:11.402000Z",
                     *       "last_sequence": 3,
                     *       "opened_at": "2026-11-21T12:03:02.118000Z",
                     *       "preview": {
                     *         "at": "2026-11-21T12:03:11.402000Z",
                     *         "author_type": "contact",
                     *         "deleted": false,
                     *         "private": false,
                     *         "status": null,
                     *         "text": "Bom dia! Quero saber o horário.",
                     *         "type": "text"
                     *       },
                     *       "priority": 5,
                     *       "queue": {
                     *         "id": "c3b6a1de-5b2f-4a53-8f5e-9a7f6f5b1c22",
                     *         "name": "Atendimento"
                     *       },
                     *       "read_sequence": 2,
                     *       "session": "human",
                     *       "snoozed_until": null,
                     *       "status": "open",
                     *       "subject": null,
                     *       "ticket": {
                     *         "assigned_at": "2026-11-21T12:03:02.121000Z",
                     *         "entered_at": "2026-11-21T12:03:02.118000Z",
                     *         "finished_at": null,
                     *         "id": "7e9f4d70-97a5-4b9c-8a39-3d7c9f0e6b55",
                     *         "position": null,
                     *         "priority": 5,
                     *         "protocol": "20261121-000123",
                     *         "state": "in_service",
                     *         "total": null
                     *       },
                     *       "unread_count": 1,
                     *       "version": 4,
                     *       "waiting_since": "2026-11-21T12:03:11.402000Z",
                     *       "window_expires_at": "2026-11-22T12:02:11.402000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ConversationView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    set_typing_api_v1_conversations__conversation_id__typing_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TypingBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    mark_unread_api_v1_conversations__conversation_id__unread_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "assignee": {
                     *         "avatar_url": null,
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "name": "Ana Souza"
                     *       },
                     *       "channel": {
                     *         "id": "0f6f1b43-3d3c-4d65-8f37-0d8f8a3f2b61",
                     *         "name": "WhatsApp principal",
                     *         "type": "whatsapp"
                     *       },
                     *       "closed_at": null,
                     *       "contact": {
                     *         "avatar_url": null,
                     *         "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *         "identity": "5511987654321",
                     *         "name": "Maria Silva",
                     *         "phone": "+5511987654321"
                     *       },
                     *       "handoff_reason": "rule",
                     *       "id": "5a7b0d58-8c1e-4a58-9d0b-0d0b3c6d2f11",
                     *       "labels": [
                     *         "orçamento"
                     *       ],
                     *       "last_activity_at": "2026-11-21T12:03:11.402000Z",
                     *       "last_sequence": 3,
                     *       "opened_at": "2026-11-21T12:03:02.118000Z",
                     *       "preview": {
                     *         "at": "2026-11-21T12:03:11.402000Z",
                     *         "author_type": "contact",
                     *         "deleted": false,
                     *         "private": false,
                     *         "status": null,
                     *         "text": "Bom dia! Quero saber o horário.",
                     *         "type": "text"
                     *       },
                     *       "priority": 5,
                     *       "queue": {
                     *         "id": "c3b6a1de-5b2f-4a53-8f5e-9a7f6f5b1c22",
                     *         "name": "Atendimento"
                     *       },
                     *       "read_sequence": 2,
                     *       "session": "human",
                     *       "snoozed_until": null,
                     *       "status": "open",
                     *       "subject": null,
                     *       "ticket": {
                     *         "assigned_at": "2026-11-21T12:03:02.121000Z",
                     *         "entered_at": "2026-11-21T12:03:02.118000Z",
                     *         "finished_at": null,
                     *         "id": "7e9f4d70-97a5-4b9c-8a39-3d7c9f0e6b55",
                     *         "position": null,
                     *         "priority": 5,
                     *         "protocol": "20261121-000123",
                     *         "state": "in_service",
                     *         "total": null
                     *       },
                     *       "unread_count": 1,
                     *       "version": 4,
                     *       "waiting_since": "2026-11-21T12:03:11.402000Z",
                     *       "window_expires_at": "2026-11-22T12:02:11.402000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ConversationView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    list_events_api_v1_events_get: {
        parameters: {
            query?: {
                /** @description The last sequence known; without it, only where the log is. */
                after?: number | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "conversation_id": "5a7b0d58-8c1e-4a58-9d0b-0d0b3c6d2f11",
                     *           "data": {
                     *             "removed": true
                     *           },
                     *           "occurred_at": "2026-11-21T12:03:11.402000Z",
                     *           "sequence": 412,
                     *           "type": "ticket_closed"
                     *         }
                     *       ],
                     *       "last_sequence": 412,
                     *       "next_cursor": null,
                     *       "reset": false
                     *     }
                     */
                    "application/json": components["schemas"]["EventsView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    list_invites_api_v1_invites_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "created_at": "2026-11-21T12:00:00.000000Z",
                     *           "custom_role": null,
                     *           "email": "bia@exemplo.com.br",
                     *           "expired": false,
                     *           "expires_at": "2026-11-28T12:00:00.000000Z",
                     *           "id": "6a0f8b1e-2c47-4a65-8f0d-0e4f5a6b7c80",
                     *           "invited_by": {
                     *             "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *             "name": "Ana Souza"
                     *           },
                     *           "mail_state": "sent",
                     *           "role": "agent",
                     *           "team_ids": []
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["Page_InviteView_"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    create_invite_api_v1_invites_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-21T12:00:00.000000Z",
                     *       "custom_role": null,
                     *       "email": "bia@exemplo.com.br",
                     *       "expired": false,
                     *       "expires_at": "2026-11-28T12:00:00.000000Z",
                     *       "id": "6a0f8b1e-2c47-4a65-8f0d-0e4f5a6b7c80",
                     *       "invited_by": {
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "name": "Ana Souza"
                     *       },
                     *       "mail_state": "sent",
                     *       "role": "agent",
                     *       "team_ids": []
                     *     }
                     */
                    "application/json": components["schemas"]["InviteView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    accept_invite_api_v1_invites_accept_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptInviteBody"];
            };
        };
        responses: {
            /** @description A code is asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "second_factor": {
                     *         "challenge": "k8Yd…",
                     *         "expires_at": "2026-11-21T12:08:41.402000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CodeNeededView"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "brand_color": "#0b5c6b",
                     *         "id": "4f5d3c2b-1a09-4e8f-8d7c-6b5a49382716",
                     *         "locale": "pt-BR",
                     *         "name": "Clínica Exemplo",
                     *         "onboarding": false,
                     *         "time_zone": "America/Sao_Paulo"
                     *       },
                     *       "companies": 1,
                     *       "custom_role": null,
                     *       "expires_at": "2026-11-28T12:00:00.000000Z",
                     *       "permissions": [
                     *         "contacts.read",
                     *         "conversations.read",
                     *         "conversations.reply"
                     *       ],
                     *       "role": "agent",
                     *       "scope": "own",
                     *       "second_factor_setup_required": false,
                     *       "token": "q1Zr…",
                     *       "user": {
                     *         "avatar_url": null,
                     *         "email": "ana@exemplo.com.br",
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "locale": "pt-BR",
                     *         "name": "Ana Souza",
                     *         "signature": "Ana, atendimento"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NewSessionView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    look_up_invite_api_v1_invites_lookup_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "name": "Loja Sol"
                     *       },
                     *       "email": "bia@exemplo.com.br",
                     *       "known_user": false
                     *     }
                     */
                    "application/json": components["schemas"]["InvitationView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    delete_invite_api_v1_invites__invite_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invite_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    resend_invite_api_v1_invites__invite_id__resend_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invite_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-21T12:00:00.000000Z",
                     *       "custom_role": null,
                     *       "email": "bia@exemplo.com.br",
                     *       "expired": false,
                     *       "expires_at": "2026-11-28T12:00:00.000000Z",
                     *       "id": "6a0f8b1e-2c47-4a65-8f0d-0e4f5a6b7c80",
                     *       "invited_by": {
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "name": "Ana Souza"
                     *       },
                     *       "mail_state": "sent",
                     *       "role": "agent",
                     *       "team_ids": []
                     *     }
                     */
                    "application/json": components["schemas"]["InviteView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    list_labels_api_v1_labels_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "color": "#0b5c6b",
                     *           "conversations": 4,
                     *           "id": "3c2b1a09-4e8f-4d7c-9b5a-493827164f5d",
                     *           "name": "cobrança"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["Page_LabelView_"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    create_label_api_v1_labels_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, 1 to 255 visible ASCII characters; kept for 24 hours. */
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LabelBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "color": "#0b5c6b",
                     *       "conversations": 4,
                     *       "id": "3c2b1a09-4e8f-4d7c-9b5a-493827164f5d",
                     *       "name": "cobrança"
                     *     }
                     */
                    "application/json": components["schemas"]["LabelView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    update_me_api_v1_me_patch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "brand_color": "#0b5c6b",
                     *         "id": "4f5d3c2b-1a09-4e8f-8d7c-6b5a49382716",
                     *         "locale": "pt-BR",
                     *         "name": "Clínica Exemplo",
                     *         "onboarding": false,
                     *         "time_zone": "America/Sao_Paulo"
                     *       },
                     *       "companies": 1,
                     *       "custom_role": null,
                     *       "expires_at": "2026-11-28T12:00:00.000000Z",
                     *       "permissions": [
                     *         "contacts.read",
                     *         "conversations.read",
                     *         "conversations.reply"
                     *       ],
                     *       "role": "agent",
                     *       "scope": "own",
                     *       "second_factor_setup_required": false,
                     *       "user": {
                     *         "avatar_url": null,
                     *         "email": "ana@exemplo.com.br",
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "locale": "pt-BR",
                     *         "name": "Ana Souza",
                     *         "signature": "Ana, atendimento"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    list_workplaces_api_v1_me_accounts_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "brand_color": null,
                     *           "current": true,
                     *           "id": "4f5d3c2b-1a09-4e8f-8d7c-6b5a49382716",
                     *           "name": "Clínica Exemplo",
                     *           "role": "admin"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["Page_WorkplaceView_"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    set_avatar_api_v1_me_avatar_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AvatarBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "brand_color": "#0b5c6b",
                     *         "id": "4f5d3c2b-1a09-4e8f-8d7c-6b5a49382716",
                     *         "locale": "pt-BR",
                     *         "name": "Clínica Exemplo",
                     *         "onboarding": false,
                     *         "time_zone": "America/Sao_Paulo"
                     *       },
                     *       "companies": 1,
                     *       "custom_role": null,
                     *       "expires_at": "2026-11-28T12:00:00.000000Z",
                     *       "permissions": [
                     *         "contacts.read",
                     *         "conversations.read",
                     *         "conversations.reply"
                     *       ],
                     *       "role": "agent",
                     *       "scope": "own",
                     *       "second_factor_setup_required": false,
                     *       "user": {
                     *         "avatar_url": null,
                     *         "email": "ana@exemplo.com.br",
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "locale": "pt-BR",
                     *         "name": "Ana Souza",
                     *         "signature": "Ana, atendimento"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    remove_avatar_api_v1_me_avatar_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "brand_color": "#0b5c6b",
                     *         "id": "4f5d3c2b-1a09-4e8f-8d7c-6b5a49382716",
                     *         "locale": "pt-BR",
                     *         "name": "Clínica Exemplo",
                     *         "onboarding": false,
                     *         "time_zone": "America/Sao_Paulo"
                     *       },
                     *       "companies": 1,
                     *       "custom_role": null,
                     *       "expires_at": "2026-11-28T12:00:00.000000Z",
                     *       "permissions": [
                     *         "contacts.read",
                     *         "conversations.read",
                     *         "conversations.reply"
                     *       ],
                     *       "role": "agent",
                     *       "scope": "own",
                     *       "second_factor_setup_required": false,
                     *       "user": {
                     *         "avatar_url": null,
                     *         "email": "ana@exemplo.com.br",
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "locale": "pt-BR",
                     *         "name": "Ana Souza",
                     *         "signature": "Ana, atendimento"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    change_password_api_v1_me_password_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    read_presence_api_v1_me_presence_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "chosen_state": "online",
                     *       "load": 3,
                     *       "reason": null,
                     *       "state": "online",
                     *       "state_since": "2026-11-21T11:58:03.000000Z",
                     *       "user_id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11"
                     *     }
                     */
                    "application/json": components["schemas"]["PresenceView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    set_presence_api_v1_me_presence_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PresenceBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "chosen_state": "online",
                     *       "load": 3,
                     *       "reason": null,
                     *       "state": "online",
                     *       "state_since": "2026-11-21T11:58:03.000000Z",
                     *       "user_id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11"
                     *     }
                     */
                    "application/json": components["schemas"]["PresenceView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    read_two_factor_api_v1_me_two_factor_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "enabled": true,
                     *       "enabled_at": "2026-11-21T12:03:41.402000Z",
                     *       "recovery_codes_left": 9,
                     *       "required": false
                     *     }
                     */
                    "application/json": components["schemas"]["TwoFactorView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    start_two_factor_api_v1_me_two_factor_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordCheckBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "qr_svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" …",
                     *       "secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
                     *       "uri": "otpauth://totp/Central:ana%40exemplo.com.br?secret=JBSW…&issuer=Central"
                     *     }
                     */
                    "application/json": components["schemas"]["TwoFactorSetupView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    remove_two_factor_api_v1_me_two_factor_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordCheckBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    confirm_two_factor_api_v1_me_two_factor_confirm_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "recovery_codes": [
                     *         "mfrg-gzdf-mztw-q2lk"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveryCodesView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    replace_recovery_codes_api_v1_me_two_factor_recovery_codes_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordCheckBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "recovery_codes": [
                     *         "mfrg-gzdf-mztw-q2lk"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveryCodesView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    create_media_api_v1_media_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, 1 to 255 visible ASCII characters; kept for 24 hours. */
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MediaBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7a0b8f2e-58c9-4e0a-9a06-1c9a3e3f9d44",
                     *       "upload": {
                     *         "headers": {
                     *           "content-type": "image/jpeg"
                     *         },
                     *         "method": "PUT",
                     *         "url": "https://media.exemplo.com.br/accounts/…?X-Amz-Signature=…"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["UploadView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    read_media_api_v1_media__media_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                media_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "animated": false,
                     *       "bytes": 182044,
                     *       "duration": null,
                     *       "error": null,
                     *       "file_name": "foto.jpg",
                     *       "height": 960,
                     *       "id": "7a0b8f2e-58c9-4e0a-9a06-1c9a3e3f9d44",
                     *       "kind": "image",
                     *       "mime_type": "image/jpeg",
                     *       "state": "stored",
                     *       "url": "https://media.exemplo.com.br/accounts/…?X-Amz-Signature=…",
                     *       "voice": false,
                     *       "width": 1280
                     *     }
                     */
                    "application/json": components["schemas"]["MediaView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    complete_media_api_v1_media__media_id__complete_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                media_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "animated": false,
                     *       "bytes": 182044,
                     *       "duration": null,
                     *       "error": null,
                     *       "file_name": "foto.jpg",
                     *       "height": 960,
                     *       "id": "7a0b8f2e-58c9-4e0a-9a06-1c9a3e3f9d44",
                     *       "kind": "image",
                     *       "mime_type": "image/jpeg",
                     *       "state": "stored",
                     *       "url": "https://media.exemplo.com.br/accounts/…?X-Amz-Signature=…",
                     *       "voice": false,
                     *       "width": 1280
                     *     }
                     */
                    "application/json": components["schemas"]["MediaView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    read_message_api_v1_messages__message_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "author": {
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "name": "Ana Souza",
                     *         "type": "agent"
                     *       },
                     *       "client_id": "3f0a9d7e-8e0b-4a8b-b7a6-2f3f5b1c0d99",
                     *       "contacts": null,
                     *       "conversation_id": "5a7b0d58-8c1e-4a58-9d0b-0d0b3c6d2f11",
                     *       "created_at": "2026-11-21T12:03:20.511000Z",
                     *       "deleted_at": null,
                     *       "delivered_at": null,
                     *       "direction": "out",
                     *       "edited_at": null,
                     *       "error": null,
                     *       "external_id": null,
                     *       "forwarded": false,
                     *       "id": "e2b6c1fa-1c38-4f0e-a0c8-7f4b7c1d9e01",
                     *       "interactive": null,
                     *       "location": null,
                     *       "media": [],
                     *       "metadata": {},
                     *       "order": null,
                     *       "private": false,
                     *       "reactions": [],
                     *       "read_at": null,
                     *       "referral": null,
                     *       "reply_to": null,
                     *       "sent_at": null,
                     *       "sequence": 4,
                     *       "status": "pending",
                     *       "template": null,
                     *       "text": "Bom dia, Maria! Abrimos às 8h.",
                     *       "type": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["MessageView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    react_api_v1_messages__message_id__reaction_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReactionBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "author": {
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "name": "Ana Souza",
                     *         "type": "agent"
                     *       },
                     *       "client_id": "3f0a9d7e-8e0b-4a8b-b7a6-2f3f5b1c0d99",
                     *       "contacts": null,
                     *       "conversation_id": "5a7b0d58-8c1e-4a58-9d0b-0d0b3c6d2f11",
                     *       "created_at": "2026-11-21T12:03:20.511000Z",
                     *       "deleted_at": null,
                     *       "delivered_at": null,
                     *       "direction": "out",
                     *       "edited_at": null,
                     *       "error": null,
                     *       "external_id": null,
                     *       "forwarded": false,
                     *       "id": "e2b6c1fa-1c38-4f0e-a0c8-7f4b7c1d9e01",
                     *       "interactive": null,
                     *       "location": null,
                     *       "media": [],
                     *       "metadata": {},
                     *       "order": null,
                     *       "private": false,
                     *       "reactions": [],
                     *       "read_at": null,
                     *       "referral": null,
                     *       "reply_to": null,
                     *       "sent_at": null,
                     *       "sequence": 4,
                     *       "status": "pending",
                     *       "template": null,
                     *       "text": "Bom dia, Maria! Abrimos às 8h.",
                     *       "type": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["MessageView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    retry_message_api_v1_messages__message_id__retry_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "author": {
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "name": "Ana Souza",
                     *         "type": "agent"
                     *       },
                     *       "client_id": "3f0a9d7e-8e0b-4a8b-b7a6-2f3f5b1c0d99",
                     *       "contacts": null,
                     *       "conversation_id": "5a7b0d58-8c1e-4a58-9d0b-0d0b3c6d2f11",
                     *       "created_at": "2026-11-21T12:03:20.511000Z",
                     *       "deleted_at": null,
                     *       "delivered_at": null,
                     *       "direction": "out",
                     *       "edited_at": null,
                     *       "error": null,
                     *       "external_id": null,
                     *       "forwarded": false,
                     *       "id": "e2b6c1fa-1c38-4f0e-a0c8-7f4b7c1d9e01",
                     *       "interactive": null,
                     *       "location": null,
                     *       "media": [],
                     *       "metadata": {},
                     *       "order": null,
                     *       "private": false,
                     *       "reactions": [],
                     *       "read_at": null,
                     *       "referral": null,
                     *       "reply_to": null,
                     *       "sent_at": null,
                     *       "sequence": 4,
                     *       "status": "pending",
                     *       "template": null,
                     *       "text": "Bom dia, Maria! Abrimos às 8h.",
                     *       "type": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["MessageView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    ask_password_reset_api_v1_password_resets_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordResetBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    confirm_password_reset_api_v1_password_resets_confirm_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPasswordBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    list_erasures_api_v1_privacy_erasures_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "bytes": 48211,
                     *           "contact": {
                     *             "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *             "name": "Maria Silva"
                     *           },
                     *           "counts": {
                     *             "conversations": 3,
                     *             "messages": 214
                     *           },
                     *           "created_at": "2026-11-21T12:03:41.402000Z",
                     *           "expires_at": "2026-11-28T12:03:44.120000Z",
                     *           "finished_at": "2026-11-21T12:03:44.120000Z",
                     *           "id": "7d3c1b6e-7f0a-4c7e-9a51-6c1b0d9e8f22",
                     *           "reason": null,
                     *           "requested_by": {
                     *             "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *             "name": "Ana Souza"
                     *           },
                     *           "state": "done"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["Page_JobView_"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    list_exports_api_v1_privacy_exports_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "bytes": 48211,
                     *           "contact": {
                     *             "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *             "name": "Maria Silva"
                     *           },
                     *           "counts": {
                     *             "conversations": 3,
                     *             "messages": 214
                     *           },
                     *           "created_at": "2026-11-21T12:03:41.402000Z",
                     *           "expires_at": "2026-11-28T12:03:44.120000Z",
                     *           "finished_at": "2026-11-21T12:03:44.120000Z",
                     *           "id": "7d3c1b6e-7f0a-4c7e-9a51-6c1b0d9e8f22",
                     *           "reason": null,
                     *           "requested_by": {
                     *             "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *             "name": "Ana Souza"
                     *           },
                     *           "state": "done"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["Page_JobView_"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    read_export_api_v1_privacy_exports__export_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                export_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "bytes": 48211,
                     *       "contact": {
                     *         "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *         "name": "Maria Silva"
                     *       },
                     *       "counts": {
                     *         "conversations": 3,
                     *         "messages": 214
                     *       },
                     *       "created_at": "2026-11-21T12:03:41.402000Z",
                     *       "expires_at": "2026-11-28T12:03:44.120000Z",
                     *       "finished_at": "2026-11-21T12:03:44.120000Z",
                     *       "id": "7d3c1b6e-7f0a-4c7e-9a51-6c1b0d9e8f22",
                     *       "reason": null,
                     *       "requested_by": {
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "name": "Ana Souza"
                     *       },
                     *       "state": "done",
                     *       "url": "https://central-media.s3.sa-east-1.amazonaws.com/accounts/…/dados-do-contato.zip?X-Amz-Signature=…"
                     *     }
                     */
                    "application/json": components["schemas"]["ExportView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    read_incident_report_api_v1_privacy_incident_report_get: {
        parameters: {
            query: {
                from: string;
                /** @description Not included. */
                until: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "actions": {
                     *         "export.made": 1,
                     *         "session.opened": 4
                     *       },
                     *       "chain": {
                     *         "broken_at": null,
                     *         "head": "9f2c…",
                     *         "ok": true,
                     *         "rows": 41
                     *       },
                     *       "complete": true,
                     *       "from": "2026-11-20T00:00:00.000000Z",
                     *       "people": [
                     *         {
                     *           "actions": 5,
                     *           "addresses": [
                     *             "203.0.113.7"
                     *           ],
                     *           "first_at": "2026-11-20T11:02:03.000000Z",
                     *           "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *           "kind": "user",
                     *           "last_at": "2026-11-20T18:20:10.000000Z",
                     *           "name": "Ana Souza"
                     *         }
                     *       ],
                     *       "rows": [],
                     *       "until": "2026-11-21T00:00:00.000000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["IncidentReportView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    list_queues_api_v1_queues_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "active": true,
                     *           "agent_limit": 5,
                     *           "description": "",
                     *           "id": "2a7c9d10-6f4e-4f6c-9a55-0f7f2c8e1b66",
                     *           "in_service": 7,
                     *           "is_default": true,
                     *           "member_ids": [
                     *             "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11"
                     *           ],
                     *           "mode": "round_robin",
                     *           "name": "Atendimento",
                     *           "oldest_entered_at": "2026-11-21T11:58:03.000000Z",
                     *           "online": 3,
                     *           "position_text": null,
                     *           "priority": 5,
                     *           "waiting": 2
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["Page_QueueView_"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    create_queue_api_v1_queues_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, 1 to 255 visible ASCII characters; kept for 24 hours. */
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueueBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "active": true,
                     *       "agent_limit": 5,
                     *       "description": "",
                     *       "id": "2a7c9d10-6f4e-4f6c-9a55-0f7f2c8e1b66",
                     *       "in_service": 7,
                     *       "is_default": true,
                     *       "member_ids": [
                     *         "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11"
                     *       ],
                     *       "mode": "round_robin",
                     *       "name": "Atendimento",
                     *       "oldest_entered_at": "2026-11-21T11:58:03.000000Z",
                     *       "online": 3,
                     *       "position_text": null,
                     *       "priority": 5,
                     *       "waiting": 2
                     *     }
                     */
                    "application/json": components["schemas"]["QueueView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    read_queue_api_v1_queues__queue_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                queue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "active": true,
                     *       "agent_limit": 5,
                     *       "description": "",
                     *       "id": "2a7c9d10-6f4e-4f6c-9a55-0f7f2c8e1b66",
                     *       "in_service": 7,
                     *       "is_default": true,
                     *       "member_ids": [
                     *         "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11"
                     *       ],
                     *       "mode": "round_robin",
                     *       "name": "Atendimento",
                     *       "oldest_entered_at": "2026-11-21T11:58:03.000000Z",
                     *       "online": 3,
                     *       "position_text": null,
                     *       "priority": 5,
                     *       "waiting": 2
                     *     }
                     */
                    "application/json": components["schemas"]["QueueView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    update_queue_api_v1_queues__queue_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                queue_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueueChangeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "active": true,
                     *       "agent_limit": 5,
                     *       "description": "",
                     *       "id": "2a7c9d10-6f4e-4f6c-9a55-0f7f2c8e1b66",
                     *       "in_service": 7,
                     *       "is_default": true,
                     *       "member_ids": [
                     *         "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11"
                     *       ],
                     *       "mode": "round_robin",
                     *       "name": "Atendimento",
                     *       "oldest_entered_at": "2026-11-21T11:58:03.000000Z",
                     *       "online": 3,
                     *       "position_text": null,
                     *       "priority": 5,
                     *       "waiting": 2
                     *     }
                     */
                    "application/json": components["schemas"]["QueueView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    take_next_api_v1_queues__queue_id__take_next_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                queue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "assignee": {
                     *         "avatar_url": null,
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "name": "Ana Souza"
                     *       },
                     *       "channel": {
                     *         "id": "0f6f1b43-3d3c-4d65-8f37-0d8f8a3f2b61",
                     *         "name": "WhatsApp principal",
                     *         "type": "whatsapp"
                     *       },
                     *       "closed_at": null,
                     *       "contact": {
                     *         "avatar_url": null,
                     *         "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *         "identity": "5511987654321",
                     *         "name": "Maria Silva",
                     *         "phone": "+5511987654321"
                     *       },
                     *       "handoff_reason": "rule",
                     *       "id": "5a7b0d58-8c1e-4a58-9d0b-0d0b3c6d2f11",
                     *       "labels": [
                     *         "orçamento"
                     *       ],
                     *       "last_activity_at": "2026-11-21T12:03:11.402000Z",
                     *       "last_sequence": 3,
                     *       "opened_at": "2026-11-21T12:03:02.118000Z",
                     *       "preview": {
                     *         "at": "2026-11-21T12:03:11.402000Z",
                     *         "author_type": "contact",
                     *         "deleted": false,
                     *         "private": false,
                     *         "status": null,
                     *         "text": "Bom dia! Quero saber o horário.",
                     *         "type": "text"
                     *       },
                     *       "priority": 5,
                     *       "queue": {
                     *         "id": "c3b6a1de-5b2f-4a53-8f5e-9a7f6f5b1c22",
                     *         "name": "Atendimento"
                     *       },
                     *       "read_sequence": 2,
                     *       "session": "human",
                     *       "snoozed_until": null,
                     *       "status": "open",
                     *       "subject": null,
                     *       "ticket": {
                     *         "assigned_at": "2026-11-21T12:03:02.121000Z",
                     *         "entered_at": "2026-11-21T12:03:02.118000Z",
                     *         "finished_at": null,
                     *         "id": "7e9f4d70-97a5-4b9c-8a39-3d7c9f0e6b55",
                     *         "position": null,
                     *         "priority": 5,
                     *         "protocol": "20261121-000123",
                     *         "state": "in_service",
                     *         "total": null
                     *       },
                     *       "unread_count": 1,
                     *       "version": 4,
                     *       "waiting_since": "2026-11-21T12:03:11.402000Z",
                     *       "window_expires_at": "2026-11-22T12:02:11.402000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ConversationView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    list_roles_api_v1_roles_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "built_in": false,
                     *           "channel_ids": null,
                     *           "id": "6a1f0c52-3f4e-4d0e-9a53-0b9a4f1d2c77",
                     *           "members": 4,
                     *           "name": "Vendas",
                     *           "permissions": [
                     *             "conversations.read",
                     *             "conversations.reply",
                     *             "profile.own"
                     *           ],
                     *           "scope": "team",
                     *           "sees_unassigned": true
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["Page_RoleView_"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    create_role_api_v1_roles_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, 1 to 255 visible ASCII characters; kept for 24 hours. */
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "built_in": false,
                     *       "channel_ids": null,
                     *       "id": "6a1f0c52-3f4e-4d0e-9a53-0b9a4f1d2c77",
                     *       "members": 4,
                     *       "name": "Vendas",
                     *       "permissions": [
                     *         "conversations.read",
                     *         "conversations.reply",
                     *         "profile.own"
                     *       ],
                     *       "scope": "team",
                     *       "sees_unassigned": true
                     *     }
                     */
                    "application/json": components["schemas"]["RoleView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    delete_role_api_v1_roles__role_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                role_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    update_role_api_v1_roles__role_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                role_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleChangeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "built_in": false,
                     *       "channel_ids": null,
                     *       "id": "6a1f0c52-3f4e-4d0e-9a53-0b9a4f1d2c77",
                     *       "members": 4,
                     *       "name": "Vendas",
                     *       "permissions": [
                     *         "conversations.read",
                     *         "conversations.reply",
                     *         "profile.own"
                     *       ],
                     *       "scope": "team",
                     *       "sees_unassigned": true
                     *     }
                     */
                    "application/json": components["schemas"]["RoleView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    read_session_api_v1_session_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "brand_color": "#0b5c6b",
                     *         "id": "4f5d3c2b-1a09-4e8f-8d7c-6b5a49382716",
                     *         "locale": "pt-BR",
                     *         "name": "Clínica Exemplo",
                     *         "onboarding": false,
                     *         "time_zone": "America/Sao_Paulo"
                     *       },
                     *       "companies": 1,
                     *       "custom_role": null,
                     *       "expires_at": "2026-11-28T12:00:00.000000Z",
                     *       "permissions": [
                     *         "contacts.read",
                     *         "conversations.read",
                     *         "conversations.reply"
                     *       ],
                     *       "role": "agent",
                     *       "scope": "own",
                     *       "second_factor_setup_required": false,
                     *       "user": {
                     *         "avatar_url": null,
                     *         "email": "ana@exemplo.com.br",
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "locale": "pt-BR",
                     *         "name": "Ana Souza",
                     *         "signature": "Ana, atendimento"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    create_session_api_v1_session_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInBody"];
            };
        };
        responses: {
            /** @description A code is asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "second_factor": {
                     *         "challenge": "k8Yd…",
                     *         "expires_at": "2026-11-21T12:08:41.402000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CodeNeededView"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "brand_color": "#0b5c6b",
                     *         "id": "4f5d3c2b-1a09-4e8f-8d7c-6b5a49382716",
                     *         "locale": "pt-BR",
                     *         "name": "Clínica Exemplo",
                     *         "onboarding": false,
                     *         "time_zone": "America/Sao_Paulo"
                     *       },
                     *       "companies": 1,
                     *       "custom_role": null,
                     *       "expires_at": "2026-11-28T12:00:00.000000Z",
                     *       "permissions": [
                     *         "contacts.read",
                     *         "conversations.read",
                     *         "conversations.reply"
                     *       ],
                     *       "role": "agent",
                     *       "scope": "own",
                     *       "second_factor_setup_required": false,
                     *       "token": "q1Zr…",
                     *       "user": {
                     *         "avatar_url": null,
                     *         "email": "ana@exemplo.com.br",
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "locale": "pt-BR",
                     *         "name": "Ana Souza",
                     *         "signature": "Ana, atendimento"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NewSessionView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    delete_session_api_v1_session_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    switch_account_api_v1_session_account_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SwitchBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "brand_color": "#0b5c6b",
                     *         "id": "4f5d3c2b-1a09-4e8f-8d7c-6b5a49382716",
                     *         "locale": "pt-BR",
                     *         "name": "Clínica Exemplo",
                     *         "onboarding": false,
                     *         "time_zone": "America/Sao_Paulo"
                     *       },
                     *       "companies": 1,
                     *       "custom_role": null,
                     *       "expires_at": "2026-11-28T12:00:00.000000Z",
                     *       "permissions": [
                     *         "contacts.read",
                     *         "conversations.read",
                     *         "conversations.reply"
                     *       ],
                     *       "role": "agent",
                     *       "scope": "own",
                     *       "second_factor_setup_required": false,
                     *       "token": "q1Zr…",
                     *       "user": {
                     *         "avatar_url": null,
                     *         "email": "ana@exemplo.com.br",
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "locale": "pt-BR",
                     *         "name": "Ana Souza",
                     *         "signature": "Ana, atendimento"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NewSessionView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    finish_sign_in_api_v1_session_second_factor_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FinishSignInBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "brand_color": "#0b5c6b",
                     *         "id": "4f5d3c2b-1a09-4e8f-8d7c-6b5a49382716",
                     *         "locale": "pt-BR",
                     *         "name": "Clínica Exemplo",
                     *         "onboarding": false,
                     *         "time_zone": "America/Sao_Paulo"
                     *       },
                     *       "companies": 1,
                     *       "custom_role": null,
                     *       "expires_at": "2026-11-28T12:00:00.000000Z",
                     *       "permissions": [
                     *         "contacts.read",
                     *         "conversations.read",
                     *         "conversations.reply"
                     *       ],
                     *       "role": "agent",
                     *       "scope": "own",
                     *       "second_factor_setup_required": false,
                     *       "token": "q1Zr…",
                     *       "user": {
                     *         "avatar_url": null,
                     *         "email": "ana@exemplo.com.br",
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "locale": "pt-BR",
                     *         "name": "Ana Souza",
                     *         "signature": "Ana, atendimento"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NewSessionView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    list_sessions_api_v1_sessions_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "created_at": "2026-11-21T11:02:03.000000Z",
                     *           "current": true,
                     *           "device": "Chrome no Windows",
                     *           "expires_at": "2026-11-28T11:02:03.000000Z",
                     *           "id": "2d1c8b6e-7f0a-4c7e-9a51-6c1b0d9e8f22",
                     *           "last_used_at": "2026-11-21T12:03:41.000000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["Page_OpenSessionView_"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    delete_other_sessions_api_v1_sessions_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    delete_one_session_api_v1_sessions__session_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    read_sign_ups_api_v1_sign_ups_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "open": true
                     *     }
                     */
                    "application/json": components["schemas"]["SignUpsView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    ask_sign_up_api_v1_sign_ups_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignUpBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    create_socket_ticket_api_v1_socket_tickets_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "expires_at": "2026-11-21T12:03:41.402000Z",
                     *       "last_sequence": 412,
                     *       "ticket": "Zk3v…",
                     *       "url": "wss://central.exemplo.com.br/ws?ticket=Zk3v…"
                     *     }
                     */
                    "application/json": components["schemas"]["SocketTicketView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    list_teams_api_v1_teams_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "c1b0d7a4-2f1e-4f43-8d8e-7b9a2e5f6c10",
                     *           "member_ids": [
                     *             "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11"
                     *           ],
                     *           "name": "Financeiro"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["Page_TeamView_"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    create_team_api_v1_teams_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, 1 to 255 visible ASCII characters; kept for 24 hours. */
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TeamBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "c1b0d7a4-2f1e-4f43-8d8e-7b9a2e5f6c10",
                     *       "member_ids": [
                     *         "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11"
                     *       ],
                     *       "name": "Financeiro"
                     *     }
                     */
                    "application/json": components["schemas"]["TeamView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    delete_team_api_v1_teams__team_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                team_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    update_team_api_v1_teams__team_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                team_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TeamChangeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "c1b0d7a4-2f1e-4f43-8d8e-7b9a2e5f6c10",
                     *       "member_ids": [
                     *         "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11"
                     *       ],
                     *       "name": "Financeiro"
                     *     }
                     */
                    "application/json": components["schemas"]["TeamView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    read_ticket_api_v1_tickets__protocol__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                protocol: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "assigned_at": "2026-11-21T11:58:03.000000Z",
                     *       "assignee": {
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "name": "Ana Souza"
                     *       },
                     *       "conversation": {
                     *         "assignee": {
                     *           "avatar_url": null,
                     *           "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *           "name": "Ana Souza"
                     *         },
                     *         "channel": {
                     *           "id": "0f6f1b43-3d3c-4d65-8f37-0d8f8a3f2b61",
                     *           "name": "WhatsApp principal",
                     *           "type": "whatsapp"
                     *         },
                     *         "closed_at": null,
                     *         "contact": {
                     *           "avatar_url": null,
                     *           "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
                     *           "identity": "5511987654321",
                     *           "name": "Maria Silva",
                     *           "phone": "+5511987654321"
                     *         },
                     *         "handoff_reason": "rule",
                     *         "id": "5a7b0d58-8c1e-4a58-9d0b-0d0b3c6d2f11",
                     *         "labels": [
                     *           "orçamento"
                     *         ],
                     *         "last_activity_at": "2026-11-21T12:03:11.402000Z",
                     *         "last_sequence": 3,
                     *         "opened_at": "2026-11-21T12:03:02.118000Z",
                     *         "preview": {
                     *           "at": "2026-11-21T12:03:11.402000Z",
                     *           "author_type": "contact",
                     *           "deleted": false,
                     *           "private": false,
                     *           "status": null,
                     *           "text": "Bom dia! Quero saber o horário.",
                     *           "type": "text"
                     *         },
                     *         "priority": 5,
                     *         "queue": {
                     *           "id": "c3b6a1de-5b2f-4a53-8f5e-9a7f6f5b1c22",
                     *           "name": "Atendimento"
                     *         },
                     *         "read_sequence": 2,
                     *         "session": "human",
                     *         "snoozed_until": null,
                     *         "status": "open",
                     *         "subject": null,
                     *         "ticket": {
                     *           "assigned_at": "2026-11-21T12:03:02.121000Z",
                     *           "entered_at": "2026-11-21T12:03:02.118000Z",
                     *           "finished_at": null,
                     *           "id": "7e9f4d70-97a5-4b9c-8a39-3d7c9f0e6b55",
                     *           "position": null,
                     *           "priority": 5,
                     *           "protocol": "20261121-000123",
                     *           "state": "in_service",
                     *           "total": null
                     *         },
                     *         "unread_count": 1,
                     *         "version": 4,
                     *         "waiting_since": "2026-11-21T12:03:11.402000Z",
                     *         "window_expires_at": "2026-11-22T12:02:11.402000Z"
                     *       },
                     *       "entered_at": "2026-11-21T11:55:00.000000Z",
                     *       "finish_reason": null,
                     *       "finished_at": null,
                     *       "handoff_reason": "rule",
                     *       "id": "8f0d9a3c-52a7-4f0e-8d7b-4f6a2b1c9d77",
                     *       "priority": 5,
                     *       "protocol": "20261121-000123",
                     *       "queue": {
                     *         "id": "2a7c9d10-6f4e-4f6c-9a55-0f7f2c8e1b66",
                     *         "name": "Atendimento"
                     *       },
                     *       "state": "in_service"
                     *     }
                     */
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    list_tokens_api_v1_tokens_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "created_at": "2026-11-21T12:03:41.402000Z",
                     *           "created_by": {
                     *             "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *             "name": "Ana Souza"
                     *           },
                     *           "expires_at": "2027-11-21T00:00:00.000000Z",
                     *           "hint": "x7Qk",
                     *           "id": "7a0e8c52-5f0e-4d0b-9a76-3b1f4d7c2e10",
                     *           "last_used_at": null,
                     *           "name": "Integração com o ERP",
                     *           "permissions": [
                     *             "contacts.read",
                     *             "contacts.write"
                     *           ],
                     *           "requests_per_minute": 120
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["Page_TokenView_"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    create_token_api_v1_tokens_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-21T12:03:41.402000Z",
                     *       "created_by": {
                     *         "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *         "name": "Ana Souza"
                     *       },
                     *       "expires_at": "2027-11-21T00:00:00.000000Z",
                     *       "hint": "x7Qk",
                     *       "id": "7a0e8c52-5f0e-4d0b-9a76-3b1f4d7c2e10",
                     *       "last_used_at": null,
                     *       "name": "Integração com o ERP",
                     *       "permissions": [
                     *         "contacts.read",
                     *         "contacts.write"
                     *       ],
                     *       "requests_per_minute": 120,
                     *       "token": "central_q1Zr…"
                     *     }
                     */
                    "application/json": components["schemas"]["NewTokenView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    delete_token_api_v1_tokens__token_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    list_users_api_v1_users_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "active": true,
                     *           "avatar_url": null,
                     *           "capacity": null,
                     *           "custom_role": null,
                     *           "email": "ana@exemplo.com.br",
                     *           "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *           "name": "Ana Souza",
                     *           "open_tickets": 3,
                     *           "presence": "online",
                     *           "presence_reason": null,
                     *           "presence_since": "2026-11-21T11:58:03.000000Z",
                     *           "role": "agent",
                     *           "team_ids": [
                     *             "c1b0d7a4-2f1e-4f43-8d8e-7b9a2e5f6c10"
                     *           ]
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["Page_MemberView_"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    read_user_api_v1_users__user_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "active": true,
                     *       "avatar_url": null,
                     *       "capacity": null,
                     *       "custom_role": null,
                     *       "email": "ana@exemplo.com.br",
                     *       "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *       "name": "Ana Souza",
                     *       "open_tickets": 3,
                     *       "presence": "online",
                     *       "presence_reason": null,
                     *       "presence_since": "2026-11-21T11:58:03.000000Z",
                     *       "role": "agent",
                     *       "team_ids": [
                     *         "c1b0d7a4-2f1e-4f43-8d8e-7b9a2e5f6c10"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["MemberView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    delete_user_api_v1_users__user_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    update_user_api_v1_users__user_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "active": true,
                     *       "avatar_url": null,
                     *       "capacity": null,
                     *       "custom_role": null,
                     *       "email": "ana@exemplo.com.br",
                     *       "id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11",
                     *       "name": "Ana Souza",
                     *       "open_tickets": 3,
                     *       "presence": "online",
                     *       "presence_reason": null,
                     *       "presence_since": "2026-11-21T11:58:03.000000Z",
                     *       "role": "agent",
                     *       "team_ids": [
                     *         "c1b0d7a4-2f1e-4f43-8d8e-7b9a2e5f6c10"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["MemberView"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    read_avatar_api_v1_users__user_id__avatar_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where the picture is, for five minutes. */
            302: {
                headers: {
                    /** @description Signed address. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    delete_sessions_of_user_api_v1_users__user_id__sessions_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    remove_two_factor_of_user_api_v1_users__user_id__two_factor_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordCheckBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unauthenticated",
                     *         "message": "Entre para continuar."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Signed in, but not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "forbidden",
                     *         "message": "Você não tem permissão para isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Missing, or somebody else's: the two look alike. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "not_found",
                     *         "message": "Não encontrado."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The state moved on, or does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "conflict",
                     *         "message": "O estado mudou enquanto isso."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_large",
                     *         "message": "O corpo é grande demais."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unsupported_media_type",
                     *         "message": "O corpo deve ser JSON (application/json)."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A field is wrong; `fields` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid",
                     *         "message": "Confira os campos."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description Too often; `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "too_many_requests",
                     *         "message": "Muitas tentativas. Tente de novo mais tarde."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency is away; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "unavailable",
                     *         "message": "O banco de dados não respondeu. Tente de novo em instantes."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
        };
    };
    read_health_health_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "dependencies": {
                     *         "database": "ok",
                     *         "queues": "ok"
                     *       },
                     *       "status": "ok",
                     *       "version": "3f9a1c2e"
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description The body or query cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                     *       "error": {
                     *         "code": "invalid_json",
                     *         "message": "O corpo não é um JSON válido."
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorReply"];
                };
            };
            /** @description A dependency cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
}
