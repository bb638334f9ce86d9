using GroupChat.Gateway.Identities.Storage;
using GroupChat.Gateway.Sessions.Storage;

namespace GroupChat.Gateway.Tests.Identities;

public sealed class SqliteIdentityTests() : IdentityContract(() => Task.FromResult(""))
{
    private SessionDatabase? _database;

    private protected override SqlIdentityStore Store() => new(_database ??= Open());
}
