using GroupChat.Cli.Commands;
using GroupChat.Cli.Connection;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Cli.Tests.Kit;

/// <summary>A connection to one room of the fake server, and everything it tells.</summary>
internal sealed class Follower : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Client _client;
    private readonly List<Update> _updates = [];
    private readonly List<(Func<Update, bool> Is, TaskCompletionSource<Update> Seen)> _awaited = [];
    private readonly Lock _gate = new();
    private readonly Task _reading;

    public Follower(FakeServer server, string roomId, TimeProvider time, StartPosition start = StartPosition.Earliest)
    {
        RoomId = roomId;
        var settings = new ClientSettings(server.Address, "alice", "alice", Quiet: true, _folder.Path);
        using var cli = new Cli(server.Address);
        _client = new(settings, cli.NewShell() with { Time = time });
        Connection = _client.Converse(roomId, (_, newest, _) => Task.FromResult(
            start == StartPosition.Earliest ? new Subscription { Start = start } : new Subscription { Cursor = newest }));
        _reading = ReadAsync();
        Connection.Start();
    }

    public string RoomId { get; }

    public ConverseConnection Connection { get; }

    public Client Client => _client;

    /// <summary>Ends when the connection does, with its error.</summary>
    public Task Ended => _reading;

    public List<long> Sequences
    {
        get
        {
            lock (_gate)
                return [.. _updates.OfType<Update.Event>().Select(update => update.Change.Sequence)];
        }
    }

    public Task<Update> SeesAsync(Func<Update, bool> isIt)
    {
        var seen = new TaskCompletionSource<Update>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_updates.Find(update => isIt(update)) is { } already)
                return Task.FromResult(already);
            _awaited.Add((isIt, seen));
        }
        return seen.Task.Within();
    }

    public Task SeesSequenceAsync(long sequence) =>
        SeesAsync(update => update is Update.Event happened && happened.Change.Sequence == sequence);

    /// <summary>Every event so far was told, once and in order.</summary>
    public void AssertWhole()
    {
        var told = Sequences;
        Assert.Equal(Enumerable.Range(1, told.Count).Select(number => (long)number), told);
    }

    public Task IsLiveAsync() => SeesAsync(update => update is Update.CaughtUp);

    public Task<Message> PostAsync(string text, string? key = null) =>
        Connection.PostAsync(GroupChat.Cli.Rooms.Messages.Text(RoomId, key ?? _client.NewKey(), text), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync().Within();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client.Dispose();
        _folder.Dispose();
    }

    private async Task ReadAsync()
    {
        await foreach (var update in Connection.ReadAllAsync(CancellationToken.None))
        {
            lock (_gate)
            {
                _updates.Add(update);
                foreach (var awaited in _awaited.Where(awaited => awaited.Is(update)))
                    awaited.Seen.TrySetResult(update);
            }
        }
    }
}
