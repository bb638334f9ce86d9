using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Vectors.Storage;

/// <summary>The tables of vectors.db.</summary>
internal static class VectorSchema
{
    public const string File = "vectors.db";

    // collections.key is never used twice, so that what was deleted cannot come back under a new collection of the same name.
    // clock counts writes: it tells a tenant being loaded which of the writes it hears of are already in what it read.
    public const string First = """
        CREATE TABLE collections (
          key INTEGER PRIMARY KEY AUTOINCREMENT,
          id TEXT NOT NULL UNIQUE,
          dimension INTEGER NOT NULL,
          embedder TEXT NOT NULL,
          created_ms INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE points (
          number INTEGER PRIMARY KEY,
          collection INTEGER NOT NULL REFERENCES collections(key) ON DELETE CASCADE,
          tenant TEXT NOT NULL,
          id TEXT NOT NULL,
          version INTEGER NOT NULL,
          text TEXT NOT NULL,
          payload TEXT NOT NULL,
          vector BLOB NOT NULL,
          UNIQUE (collection, tenant, id)
        ) STRICT;
        CREATE TABLE clock (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL) STRICT;
        INSERT INTO clock VALUES (1, 0);
        """;

    // Null where a point was stored before there were checksums.
    private const string Checksums = """
        ALTER TABLE points ADD COLUMN checksum INTEGER;
        CREATE TABLE tallies (
          collection INTEGER NOT NULL REFERENCES collections(key) ON DELETE CASCADE,
          tenant TEXT NOT NULL,
          points INTEGER NOT NULL,
          checksums INTEGER NOT NULL,
          PRIMARY KEY (collection, tenant)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO tallies SELECT collection, tenant, count(*), 0 FROM points GROUP BY collection, tenant;
        """;

    private const string Metrics = "ALTER TABLE collections ADD COLUMN metric TEXT NOT NULL DEFAULT 'Cosine';";

    public static SqlMigrations Migrations { get; } = new("GCve", (1, First), (2, Checksums), (3, Metrics));
}
