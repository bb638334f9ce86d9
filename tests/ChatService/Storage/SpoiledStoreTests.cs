using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Storage;

/// <summary>The contracts can fail: each catches a database that breaks what it is about.</summary>
public sealed class SpoiledStoreTests
{
    [Fact]
    public Task Database_ThatForgetsOnSqlite_IsCaught() => CaughtAsync(
        new Logs(Backend.SqliteAsync, Forgetful), AnyHistoriesAsync);

    [Fact]
    public Task Database_ThatForgetsOnPostgres_IsCaught() => CaughtAsync(
        new Logs(Backend.PostgresAsync, Forgetful), AnyHistoriesAsync);

    [Fact]
    public Task Database_ThatDoesNotLock_IsCaught() => CaughtAsync(
        new Writers(Backend.PostgresAsync, inner => new SpoiledDatabase(inner, locks: false)),
        contract => contract.Log_OfSeveralWriters_IsOneOrderWithoutHolesOrRepeats());

    // Commands that run at the same time may come in such an order that nearly all of them are refused, and there is little to forget.
    private static async Task AnyHistoriesAsync(Logs contract)
    {
        for (var seed = 1; seed <= 5; seed++)
            await contract.Projection_AfterAnyHistory_EqualsTheReplayOfTheLog(seed);
    }

    private static SpoiledDatabase Forgetful(ISqlDatabase inner) => new(inner, forgetsEach: 7);

    private static async Task CaughtAsync<T>(T contract, Func<T, Task> promise)
        where T : StoreContract
    {
        await contract.InitializeAsync();
        try
        {
            await Assert.ThrowsAnyAsync<Exception>(() => promise(contract).Within());
        }
        finally
        {
            await contract.DisposeAsync();
        }
    }

    private sealed class Writers(Func<Task<string>> backend, Func<ISqlDatabase, ISqlDatabase> spoil) : WritersContract(backend, spoil);

    private sealed class Logs(Func<Task<string>> backend, Func<ISqlDatabase, ISqlDatabase> spoil) : LogContract(backend, spoil);
}
