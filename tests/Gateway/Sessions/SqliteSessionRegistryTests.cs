namespace GroupChat.Gateway.Tests.Sessions;

public sealed class SqliteSessionRegistryTests() : SessionRegistryContract(() => Task.FromResult(""));
