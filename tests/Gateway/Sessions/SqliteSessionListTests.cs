namespace GroupChat.Gateway.Tests.Sessions;

public sealed class SqliteSessionListTests() : SessionListContract(() => Task.FromResult(""));
