using GroupChat.Documents.Storage;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Documents.Tests.Storage;

public sealed class SqliteDocumentStoreTests : DocumentStoreTests
{
    private readonly TempFolder _folder = new();
    private readonly SqliteDocumentStore _store;

    public SqliteDocumentStoreTests() => _store = new(SqliteDatabase.Open(_folder.File("documents.db"), DocumentSchema.Migrations));

    private protected override IDocumentStore Store => _store;

    public override void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }
}
