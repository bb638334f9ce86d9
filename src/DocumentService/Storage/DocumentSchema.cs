using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Documents.Storage;

/// <summary>
/// Tables of documents.db. Texts are kept in pieces, so that a passage is read without the rest of its document. Times are
/// milliseconds since 1970, states are those of <see cref="Documents.DocumentState"/>.
/// </summary>
internal static class DocumentSchema
{
    public static readonly SqlMigrations Migrations = new(
        "GCdo",
        (1, """
            CREATE TABLE documents (
                id TEXT PRIMARY KEY,
                room_id TEXT NOT NULL,
                title TEXT NOT NULL,
                file_name TEXT NOT NULL,
                media_type TEXT NOT NULL,
                size_bytes INTEGER NOT NULL,
                sha256 TEXT NOT NULL,
                creator TEXT NOT NULL,
                source_url TEXT NOT NULL,
                created_ms INTEGER NOT NULL,
                state INTEGER NOT NULL,
                failure_reason TEXT NOT NULL DEFAULT '',
                passage_count INTEGER NOT NULL DEFAULT 0,
                updated_ms INTEGER NOT NULL
            ) WITHOUT ROWID;
            CREATE INDEX documents_by_room ON documents (room_id, id);
            CREATE INDEX documents_unfinished ON documents (id) WHERE state IN (1, 4);
            CREATE UNIQUE INDEX documents_by_content ON documents (room_id, file_name, source_url, sha256) WHERE state <> 4;

            CREATE TABLE contents (
                document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
                start_byte INTEGER NOT NULL,
                piece BLOB NOT NULL,
                PRIMARY KEY (document_id, start_byte)
            );

            CREATE TABLE chunks (
                document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
                ordinal INTEGER NOT NULL,
                start_byte INTEGER NOT NULL,
                end_byte INTEGER NOT NULL,
                headings TEXT NOT NULL,
                PRIMARY KEY (document_id, ordinal)
            ) WITHOUT ROWID;
            CREATE INDEX chunks_by_start ON chunks (document_id, start_byte);

            CREATE TABLE requests (
                user_id TEXT NOT NULL,
                request_id TEXT NOT NULL,
                fingerprint TEXT NOT NULL,
                document_id TEXT NOT NULL,
                PRIMARY KEY (user_id, request_id)
            ) WITHOUT ROWID;
            """));
}
