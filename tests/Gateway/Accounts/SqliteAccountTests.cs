namespace GroupChat.Gateway.Tests.Accounts;

public sealed class SqliteAccountTests() : AccountContract(() => Task.FromResult(""));
