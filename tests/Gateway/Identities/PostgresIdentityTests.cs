using GroupChat.Gateway.Identities.Storage;
using GroupChat.TestSupport;

namespace GroupChat.Gateway.Tests.Identities;

public sealed class PostgresIdentityTests() : IdentityContract(async () => await (await PostgresServer.Shared).CreateDatabaseAsync())
{
    private protected override SqlIdentityStore Store() => new(Open());
}
