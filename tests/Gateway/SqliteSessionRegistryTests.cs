namespace GroupChat.Gateway.Tests;

public sealed class SqliteSessionRegistryTests() : SessionRegistryContract(() => Task.FromResult(""));
