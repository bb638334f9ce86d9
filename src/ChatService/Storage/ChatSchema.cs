using GroupChat.Chat.Storage.Search;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>
/// Tables of the chat, written once for both databases. The log is <c>events</c>; everything else is derived from it or says how to
/// read it. A post writes two rows: its event and its idempotency key. A message is found through its id, which holds its sequence,
/// and listed through <c>message_seq</c>, which leads from each event to the newest message at or before it; so neither needs an
/// index of its own.
/// </summary>
internal static class ChatSchema
{
    public const string FileName = "chat.db";
    private const string Mark = "GCch";

    public static readonly SqlMigrations Sqlite = new(Mark, (1, First + SearchSchema.Tables + EventGaps.Table), (2, AgentSchema.Tables), (3, AgentSchema.Known), (4, AnswerSchema.Restarts),
        (5, AnswerSchema.Usage), (6, ToolCallSchema.Tables), (7, UsageSchema.Tables));

    public static readonly SqlMigrations Postgres = new(Mark, (1, PostgresTables.From(First + SearchSchema.Tables) + FirstOnPostgres), (2, PostgresTables.From(AgentSchema.Tables)),
        (3, PostgresTables.From(AgentSchema.Known)), (4, PostgresTables.From(AnswerSchema.Restarts)), (5, PostgresTables.From(AnswerSchema.Usage)),
        (6, PostgresTables.From(ToolCallSchema.Tables)), (7, PostgresTables.From(UsageSchema.Tables)));

    /// <summary>
    /// Several processes write there: the end of a log stands in the room's row, where writers wait for each other, since what they
    /// then read of it is never older than the lock.
    /// </summary>
    private const string FirstOnPostgres = """
        ALTER TABLE rooms
            ADD head_seq bigint NOT NULL DEFAULT 0,
            ADD message_seq bigint NOT NULL DEFAULT 0,
            ADD message_no bigint NOT NULL DEFAULT 0;
        ALTER TABLE rooms SET (fillfactor = 50);
        ALTER TABLE events ALTER payload SET STORAGE EXTERNAL;
        ALTER TABLE search_pages ALTER page SET STORAGE EXTERNAL;
        """;

    private const string First = """
        CREATE TABLE meta(
            name TEXT NOT NULL PRIMARY KEY,
            value BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE rooms(
            room_key INTEGER PRIMARY KEY,
            room_id TEXT NOT NULL UNIQUE,
            epoch INTEGER NOT NULL,
            display_name TEXT NOT NULL,
            topic TEXT NOT NULL,
            visibility INTEGER NOT NULL,
            create_time INTEGER NOT NULL, -- Unix milliseconds
            creator_id TEXT NOT NULL,
            member_count INTEGER NOT NULL,
            archived INTEGER NOT NULL,
            slow_mode_ms INTEGER NOT NULL,
            retention_ms INTEGER NOT NULL,
            hide_read_marks INTEGER NOT NULL,
            first_seq INTEGER NOT NULL, -- oldest event that the log still holds
            state_seq INTEGER NOT NULL -- newest event that changed anything but messages
        ) STRICT;

        CREATE INDEX rooms_by_visibility ON rooms(visibility, room_id);
        CREATE INDEX rooms_with_retention ON rooms(room_key) WHERE retention_ms > 0;

        CREATE TABLE room_requests(
            creator_id TEXT NOT NULL,
            request_id TEXT NOT NULL,
            content_hash BLOB NOT NULL,
            room_key INTEGER NOT NULL REFERENCES rooms,
            created_seq INTEGER NOT NULL, -- the last event of the creation
            PRIMARY KEY(creator_id, request_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE members(
            room_key INTEGER NOT NULL REFERENCES rooms,
            user_id TEXT NOT NULL,
            display_name TEXT NOT NULL,
            kind INTEGER NOT NULL,
            role INTEGER NOT NULL,
            join_time INTEGER NOT NULL, -- Unix milliseconds
            join_seq INTEGER NOT NULL,
            muted_until INTEGER, -- Unix milliseconds
            PRIMARY KEY(room_key, user_id)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX members_by_join ON members(room_key, join_seq);
        CREATE INDEX members_by_user ON members(user_id);

        CREATE TABLE invitations(
            room_key INTEGER NOT NULL REFERENCES rooms,
            user_id TEXT NOT NULL,
            display_name TEXT NOT NULL,
            kind INTEGER NOT NULL,
            inviter_id TEXT NOT NULL,
            inviter_name TEXT NOT NULL,
            inviter_kind INTEGER NOT NULL,
            create_time INTEGER NOT NULL, -- Unix milliseconds
            seq INTEGER NOT NULL, -- the event that brought it
            PRIMARY KEY(room_key, user_id)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX invitations_by_seq ON invitations(room_key, seq);
        CREATE INDEX invitations_by_user ON invitations(user_id, create_time, room_key);

        CREATE TABLE bans(
            room_key INTEGER NOT NULL REFERENCES rooms,
            user_id TEXT NOT NULL,
            display_name TEXT NOT NULL,
            kind INTEGER NOT NULL,
            banner_id TEXT NOT NULL,
            banner_name TEXT NOT NULL,
            banner_kind INTEGER NOT NULL,
            reason TEXT NOT NULL,
            create_time INTEGER NOT NULL, -- Unix milliseconds
            expire_time INTEGER, -- Unix milliseconds
            PRIMARY KEY(room_key, user_id)
        ) STRICT, WITHOUT ROWID;

        -- What held for those who left and holds again when they return.
        CREATE TABLE restraints(
            room_key INTEGER NOT NULL REFERENCES rooms,
            user_id TEXT NOT NULL,
            muted_until INTEGER, -- Unix milliseconds
            role INTEGER NOT NULL,
            PRIMARY KEY(room_key, user_id)
        ) STRICT, WITHOUT ROWID;

        -- No part of the log: a link is a secret of moderators.
        CREATE TABLE join_links(
            room_key INTEGER NOT NULL REFERENCES rooms,
            link_id BLOB NOT NULL,
            token_hash BLOB NOT NULL,
            creator_id TEXT NOT NULL,
            creator_name TEXT NOT NULL,
            creator_kind INTEGER NOT NULL,
            create_time INTEGER NOT NULL, -- Unix milliseconds
            expire_time INTEGER NOT NULL, -- Unix milliseconds
            max_uses INTEGER NOT NULL, -- 0 for any number
            use_count INTEGER NOT NULL,
            PRIMARY KEY(room_key, link_id)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX join_links_by_token ON join_links(room_key, token_hash);

        -- In rooms with slow mode only.
        CREATE TABLE last_posts(
            room_key INTEGER NOT NULL REFERENCES rooms,
            user_id TEXT NOT NULL,
            post_time INTEGER NOT NULL, -- Unix milliseconds
            PRIMARY KEY(room_key, user_id)
        ) STRICT, WITHOUT ROWID;

        -- In the order of the commits, with an index: what is written together lies together, and a batch over many rooms touches a
        -- few pages of content and a small one of the index for each room, not a page of content (and its neighbours) for each.
        CREATE TABLE events(
            room_key INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            message_seq INTEGER NOT NULL, -- newest event at or before this one that brought a message in; 0 before the first
            message_no INTEGER NOT NULL, -- messages brought in up to and including this event: the unread ones are a difference
            payload BLOB NOT NULL, -- groupchat.chat.v1.RoomEvent
            PRIMARY KEY(room_key, seq)
        ) STRICT;

        -- Messages whose content is no longer that of the event that brought them in: the newest row says where it is.
        CREATE TABLE message_contents(
            room_key INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            content_seq INTEGER NOT NULL,
            PRIMARY KEY(room_key, seq, content_seq)
        ) STRICT, WITHOUT ROWID;

        -- People that messages are addressed to.
        CREATE TABLE mentions(
            room_key INTEGER NOT NULL,
            user_id TEXT NOT NULL,
            seq INTEGER NOT NULL,
            PRIMARY KEY(room_key, user_id, seq)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX mentions_by_message ON mentions(room_key, seq);

        CREATE TABLE reactions(
            room_key INTEGER NOT NULL,
            seq INTEGER NOT NULL, -- the message
            emoji TEXT NOT NULL,
            user_id TEXT NOT NULL,
            display_name TEXT NOT NULL,
            kind INTEGER NOT NULL,
            add_time INTEGER NOT NULL, -- Unix milliseconds
            add_seq INTEGER NOT NULL,
            PRIMARY KEY(room_key, seq, emoji, user_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX reactions_by_time ON reactions(room_key, seq, add_seq);

        CREATE TABLE reaction_kinds(
            room_key INTEGER NOT NULL,
            seq INTEGER NOT NULL, -- the message
            emoji TEXT NOT NULL,
            users INTEGER NOT NULL,
            first_seq INTEGER NOT NULL, -- the order of the kinds
            PRIMARY KEY(room_key, seq, emoji)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE pins(
            room_key INTEGER NOT NULL,
            seq INTEGER NOT NULL, -- the message
            user_id TEXT NOT NULL,
            display_name TEXT NOT NULL,
            kind INTEGER NOT NULL,
            pin_time INTEGER NOT NULL, -- Unix milliseconds
            pin_seq INTEGER NOT NULL,
            PRIMARY KEY(room_key, seq)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE thread_replies(
            room_key INTEGER NOT NULL,
            root_seq INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            deleted INTEGER NOT NULL,
            PRIMARY KEY(room_key, root_seq, seq)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE threads(
            room_key INTEGER NOT NULL,
            root_seq INTEGER NOT NULL,
            replies INTEGER NOT NULL, -- that were not deleted
            last_seq INTEGER NOT NULL, -- the newest of them
            PRIMARY KEY(room_key, root_seq)
        ) STRICT, WITHOUT ROWID;

        -- Not in the log: for moderators only.
        CREATE TABLE flags(
            room_key INTEGER NOT NULL,
            flag_id BLOB NOT NULL,
            seq INTEGER NOT NULL, -- the message
            message_id BLOB NOT NULL,
            user_id TEXT NOT NULL,
            display_name TEXT NOT NULL,
            kind INTEGER NOT NULL,
            reason INTEGER NOT NULL,
            note TEXT NOT NULL,
            create_time INTEGER NOT NULL, -- Unix milliseconds
            state INTEGER NOT NULL,
            resolver_id TEXT,
            resolver_name TEXT,
            resolver_kind INTEGER,
            resolve_time INTEGER, -- Unix milliseconds
            PRIMARY KEY(room_key, flag_id)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX flags_by_message ON flags(room_key, seq, user_id);

        -- Every key a message was posted under, for ever. The key comes first: keys that rise with time then share pages.
        CREATE TABLE sends(
            client_message_id TEXT NOT NULL,
            room_key INTEGER NOT NULL,
            author_id TEXT NOT NULL,
            seq INTEGER NOT NULL,
            PRIMARY KEY(client_message_id, room_key, author_id)
        ) STRICT, WITHOUT ROWID;

        -- How far members have come, and how far the log has told of it. Members who never moved have no row.
        CREATE TABLE read_marks(
            room_key INTEGER NOT NULL,
            user_id TEXT NOT NULL,
            delivered_seq INTEGER NOT NULL,
            read_seq INTEGER NOT NULL,
            told_delivered INTEGER NOT NULL,
            told_read INTEGER NOT NULL,
            PRIMARY KEY(room_key, user_id)
        ) STRICT, WITHOUT ROWID;

        -- Rooms with marks that moved and were not told.
        CREATE TABLE untold_marks(
            room_key INTEGER NOT NULL PRIMARY KEY
        ) STRICT, WITHOUT ROWID;

        -- Deleted messages, counted by blocks of sequences: 1, 256 and 65,536 of them at levels 0, 1 and 2.
        CREATE TABLE gone_messages(
            room_key INTEGER NOT NULL,
            level INTEGER NOT NULL,
            block INTEGER NOT NULL,
            gone INTEGER NOT NULL,
            PRIMARY KEY(room_key, level, block)
        ) STRICT, WITHOUT ROWID;

        -- Open turns only.
        CREATE TABLE turns(
            turn_id BLOB NOT NULL PRIMARY KEY,
            room_key INTEGER NOT NULL REFERENCES rooms,
            agent_id TEXT NOT NULL,
            question_id BLOB NOT NULL,
            answer_id BLOB NOT NULL,
            answer_seq INTEGER NOT NULL,
            run_id BLOB,
            attempts INTEGER NOT NULL DEFAULT 0,
            lease_until INTEGER NOT NULL DEFAULT 0 -- Unix milliseconds: until then one node holds it
        ) STRICT, WITHOUT ROWID;
        """;
}
