using System.Text;
using GroupChat.Chat.Bus;
using GroupChat.Chat.Delivery;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Tests.Kit;
using GroupChat.Chat.Turns;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Bus;

/// <summary>Presence and growing answers, from the node where they happen to the one where somebody looks.</summary>
public sealed class SignalsOverABusTests : IAsyncLifetime, IDisposable
{
    private static readonly Participant Ben = new(new UserId("ben"), "Ben", ParticipantKind.Human);
    private static readonly TurnId Turn = TurnId.New(DateTimeOffset.UnixEpoch);
    private static readonly MessageId Answer = MessageId.New(DateTimeOffset.UnixEpoch, 1);

    private readonly LogCollector _logs = new();
    private readonly List<FeedNode> _nodes = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
    }

    public void Dispose() => _logs.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData(7)]
    public async Task Presence_OnAnotherNode_IsShownAndEnds(int? hostile)
    {
        var (a, b) = await TwoNodesAsync(hostile);
        var seen = new List<Signal>();
        a.Signals.Enter(Ben);
        await SeenAsync(b, seen, new Signal.Presence(Ben, true));
        a.Signals.Leave(Ben);
        await SeenAsync(b, seen, new Signal.Presence(Ben, false));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(7)]
    public async Task Answer_WrittenOnAnotherNode_GrowsHereToTheSameText(int? hostile)
    {
        var (a, b) = await TwoNodesAsync(hostile);
        var (written, run) = (a.Answers.Add(BusContract.Room, Turn, Answer, 1), RunId.New(DateTimeOffset.UnixEpoch));
        var seen = b.Answers.Add(BusContract.Room, Turn, Answer, 1);
        written.Begin(run, attempt: 1);
        var text = new StringBuilder();
        // Pieces are lost for good only when none follows: then the finished answer comes from the log.
        await Eventually.TrueAsync(() =>
        {
            var piece = $"größer {text.Length} ";
            written.Append(run, Encoding.UTF8.GetByteCount(text.ToString()), piece);
            text.Append(piece);
            a.Answers.Grown.Add(written);
            return Task.FromResult(seen.Snapshot() is { Text.Length: > 2_000 } some && text.ToString().StartsWith(some.Text, StringComparison.Ordinal));
        });
        Assert.False(seen.IsOurs);
    }

    [Fact]
    public async Task Answer_BegunBeforeSomebodyLooks_IsShownFromTheStart()
    {
        var hub = new MemoryHub();
        var a = await NodeAsync(hub);
        var (written, run) = (a.Answers.Add(BusContract.Room, Turn, Answer, 1), RunId.New(DateTimeOffset.UnixEpoch));
        written.Begin(run, attempt: 1);
        written.Append(run, 0, "said before ");
        a.Answers.Grown.Add(written);
        await Eventually.TrueAsync(() => Task.FromResult(written.NextWord() is null));
        var b = await NodeAsync(hub);
        var seen = b.Answers.Add(BusContract.Room, Turn, Answer, 1);
        written.Append(run, 12, "said later");
        await Eventually.TrueAsync(() =>
        {
            a.Answers.Grown.Add(written);
            return Task.FromResult(seen.Snapshot().Text == "said before said later");
        });
    }

    private async Task<(FeedNode A, FeedNode B)> TwoNodesAsync(int? hostile)
    {
        var hub = new MemoryHub(hostile);
        return (await NodeAsync(hub), await NodeAsync(hub));
    }

    private async Task<FeedNode> NodeAsync(MemoryHub hub)
    {
        var node = new FeedNode(new ScriptedLog(), hub.Join(NodeId.New(TimeProvider.System.GetUtcNow())), _logs);
        _nodes.Add(node);
        await node.StartAsync();
        return node;
    }

    private static Task SeenAsync(FeedNode node, List<Signal> seen, Signal wanted) => Eventually.TrueAsync(() =>
    {
        // What the bus holds back comes with what follows, and of its own accord that would take some tens of seconds.
        node.Miss();
        node.Signals.Collect(node.Viewer, seen);
        return Task.FromResult(seen.Contains(wanted));
    });
}
