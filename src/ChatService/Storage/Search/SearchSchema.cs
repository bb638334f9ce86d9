namespace GroupChat.Chat.Storage.Search;

/// <summary>Tables of the search index, written as the others are. Everything in them can be made again from the logs.</summary>
internal static class SearchSchema
{
    public const string Tables = """
        CREATE TABLE search_segments(
            segment_id INTEGER PRIMARY KEY,
            message_count INTEGER NOT NULL,
            first_time INTEGER NOT NULL, -- Unix milliseconds
            last_time INTEGER NOT NULL,
            places BLOB NOT NULL -- which messages; see PlaceCodec
        ) STRICT;

        CREATE TABLE search_pages(
            segment_id INTEGER NOT NULL,
            first_gram INTEGER NOT NULL,
            page BLOB NOT NULL, -- see SegmentPage
            PRIMARY KEY(segment_id, first_gram)
        ) STRICT, WITHOUT ROWID;

        -- Grows with whatever is taken in (kind 0) and with whatever takes the place of something else (kind 1).
        CREATE TABLE search_versions(
            kind INTEGER PRIMARY KEY,
            version INTEGER NOT NULL
        ) STRICT;

        -- How far the index has followed a log.
        CREATE TABLE search_rooms(
            room_key INTEGER PRIMARY KEY,
            indexed_seq INTEGER NOT NULL
        ) STRICT;

        -- Messages that are no longer what the index may have taken in.
        CREATE TABLE search_changes(
            room_key INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            change_seq INTEGER NOT NULL,
            create_time INTEGER NOT NULL, -- of the message, Unix milliseconds
            PRIMARY KEY(room_key, seq)
        ) STRICT, WITHOUT ROWID;
        """;
}
