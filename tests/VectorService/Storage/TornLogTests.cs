using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Storage;
using GroupChat.Vectors.Tests.Kit;

namespace GroupChat.Vectors.Tests.Storage;

/// <summary>
/// What is in the write-ahead log only, as after a crash: torn anywhere, or with a bit that has changed, it is read up to a write that
/// was acknowledged, whole, and no further.
/// </summary>
public sealed class TornLogTests : IAsyncLifetime, IDisposable
{
    private const int Writes = 20;
    private const int Tries = 60;

    private readonly TempFolder _folder = new();
    private readonly List<string> _states = [];
    private TenantAddress _room;
    private byte[] _database = [];
    private byte[] _log = [];

    public async Task InitializeAsync()
    {
        await using (var store = Open("made"))
        {
            var wanted = new CollectionDefinition("c", Tenants.Dimension, "test-v1", DateTimeOffset.UnixEpoch);
            _room = (await store.EnsureCollectionAsync(wanted, default).Within()).Definition.Tenant("room");
        }

        await using var writing = Open("made");
        _states.Add(await StateAsync(writing));
        var clouds = new Clouds(Tenants.Dimension, seed: 6);
        for (var write = 0; write < Writes; write++)
        {
            var points = Enumerable.Range(write, 5).Select(number => Tenants.Point(number, clouds.Next(number)) with { Text = $"write {write}" });
            await writing.UpsertAsync(_room, [.. points], _ => { }, default).Within();
            _states.Add(await StateAsync(writing));
        }

        // As a killed process leaves them; a closed one would have emptied the log.
        (_database, _log) = (Read("made"), Read("made-wal"));
    }

    [Fact]
    public async Task Open_LogTornAnywhere_HasAWholeBeginning()
    {
        Assert.InRange(_log.Length, Writes * 1_000, int.MaxValue);
        Assert.Equal(Writes, await OpenedAsync(_log));
        var last = 0;
        foreach (var length in Enumerable.Range(0, Tries).Select(turn => (int)((long)_log.Length * turn / Tries)))
        {
            var state = await OpenedAsync(_log[..length]);
            Assert.InRange(state, last, Writes - 1); // the longer, the more
            last = state;
        }

        Assert.InRange(last, Writes / 2, Writes - 1);
    }

    [Fact]
    public async Task Open_AnyBitOfTheLogFlipped_HasAWholeBeginningOrSaysSo()
    {
        var random = new Random(7);
        var noticed = 0;
        for (var turn = 0; turn < Tries; turn++)
        {
            var log = _log.ToArray();
            log[random.Next(log.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                noticed += await OpenedAsync(log) < Writes ? 1 : 0;
            }
            catch (Exception error) when (error is StartupError || error is DomainError { Code: ErrorCode.DataLoss })
            {
                noticed++;
            }
        }

        Assert.InRange(noticed, Tries / 2, Tries);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    /// <summary>How many of the writes are there; fails when it is not the first so many.</summary>
    private async Task<int> OpenedAsync(byte[] log)
    {
        File.Delete(_folder.File("torn-shm"));
        File.WriteAllBytes(_folder.File("torn"), _database);
        File.WriteAllBytes(_folder.File("torn-wal"), log);
        await using var store = Open("torn");
        var state = _states.IndexOf(await StateAsync(store));
        Assert.NotEqual(-1, state);
        return state;
    }

    private async Task<string> StateAsync(SqlitePointStore store)
    {
        var points = (await store.LoadAsync(_room, null, default).Within()).Points;
        return string.Join('\n', points.Select(point => $"{point.Id} {point.Text} {point.Version} {string.Join(' ', point.Vector)}").Order(StringComparer.Ordinal));
    }

    // Another process may have it open.
    private byte[] Read(string name)
    {
        using var file = new FileStream(_folder.File(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private SqlitePointStore Open(string name) => new(SqliteDatabase.Open(_folder.File(name), VectorSchema.Migrations));
}
