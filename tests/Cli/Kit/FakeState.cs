using GroupChat.Contracts.Agent.V1;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;
using Grpc.Core;

namespace GroupChat.Cli.Tests.Kit;

/// <summary>All the fake server knows, and the places where a test can make it misbehave.</summary>
internal sealed class FakeState
{
    private readonly Dictionary<string, FakeRoom> _rooms = [];
    private readonly List<FakeStream> _streams = [];

    public Lock Gate { get; } = new();

    public FakeUsers Users { get; } = new();

    public List<Document> Documents { get; } = [];

    /// <summary>Asked before every frame of a Converse stream.</summary>
    public Func<ServerFrame, Fault> OnFrame { get; set; } = _ => Fault.None;

    /// <summary>Asked before every unary call; may throw what the call fails with.</summary>
    public Action<string> OnCall { get; set; } = _ => { };

    /// <summary>Every frame clients sent, in the order they came.</summary>
    public List<ConverseRequest> Received { get; } = [];

    public List<GroupChat.Contracts.Session.V1.ApiKey> Keys { get; } = [];

    /// <summary>Points of the search index, by collection.</summary>
    public Dictionary<string, List<(string Tenant, GroupChat.Contracts.Vector.V1.Point Point)>> Points { get; } = [];

    /// <summary>Accounts and their passwords, by name.</summary>
    public Dictionary<string, (GroupChat.Contracts.Session.V1.Account Account, string Password)> Accounts { get; } = [];

    /// <summary>Every version of every agent, oldest first.</summary>
    public List<Agent> Agents { get; } = [];

    /// <summary>Of the last model that was unloaded.</summary>
    public int DrainSeconds { get; set; }

    /// <summary>What every search finds, newest first.</summary>
    public List<MessageMatch> Matches { get; } = [];

    public List<GetUsageRequest> Usages { get; } = [];

    public List<Quota> Quotas { get; } = [];

    /// <summary>What people decided about calls of tools: the message, the number and the hash; no hash is a refusal.</summary>
    public List<(string MessageId, int Number, string Hash)> Decisions { get; } = [];

    public List<GroupChat.Contracts.Agent.V1.Rating> Ratings { get; } = [];

    /// <summary>Every search that was asked for.</summary>
    public List<SearchMessagesRequest> Searches { get; } = [];

    /// <summary>Streams that are open now.</summary>
    public IReadOnlyList<FakeStream> Streams
    {
        get
        {
            lock (Gate)
                return [.. _streams];
        }
    }

    public FakeRoom AddRoom(string roomId, params string[] agents)
    {
        lock (Gate)
        {
            var room = _rooms[roomId] = new FakeRoom(roomId, Gate);
            foreach (var agent in agents)
                room.Join(FakeUsers.Agent(agent));
            return room;
        }
    }

    public FakeRoom Room(string roomId)
    {
        lock (Gate)
            return _rooms.GetValueOrDefault(roomId) ?? throw FakeErrors.RoomNotFound(roomId);
    }

    public List<FakeRoom> Rooms()
    {
        lock (Gate)
            return [.. _rooms.Values.OrderBy(room => room.RoomId, StringComparer.Ordinal)];
    }

    public Participant Caller(ServerCallContext context)
    {
        OnCall(context.Method[(context.Method.LastIndexOf('/') + 1)..]);
        return Users.Authenticate(context);
    }

    public void Open(FakeStream stream)
    {
        lock (Gate)
            _streams.Add(stream);
    }

    public void Close(FakeStream stream)
    {
        lock (Gate)
        {
            _streams.Remove(stream);
            foreach (var room in _rooms.Values)
                room.Unsubscribe(stream);
        }
    }

    public void CutAll()
    {
        foreach (var stream in Streams)
            stream.Cut();
    }
}
