using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Storage;

/// <summary>The databases that every contract of the stores is tried on.</summary>
internal static class Backend
{
    /// <summary>The empty setting: a file in the data folder.</summary>
    public static Task<string> SqliteAsync() => Task.FromResult("");

    /// <summary>A new database on the server of this test run.</summary>
    public static async Task<string> PostgresAsync() => await (await PostgresServer.Shared).CreateDatabaseAsync();
}
