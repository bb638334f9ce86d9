namespace GroupChat.Gateway.Tests.Keys;

public sealed class SqliteApiKeyTests() : ApiKeyContract(() => Task.FromResult(""));
