using GroupChat.TestSupport;

namespace GroupChat.Gateway.Tests.Keys;

public sealed class PostgresApiKeyTests() : ApiKeyContract(async () => await (await PostgresServer.Shared).CreateDatabaseAsync());
