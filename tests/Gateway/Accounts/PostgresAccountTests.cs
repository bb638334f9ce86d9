using GroupChat.TestSupport;

namespace GroupChat.Gateway.Tests.Accounts;

public sealed class PostgresAccountTests() : AccountContract(async () => await (await PostgresServer.Shared).CreateDatabaseAsync());
