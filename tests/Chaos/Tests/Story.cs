using GroupChat.Chaos.Tests.Checking;

namespace GroupChat.Chaos.Tests.Tests;

/// <summary>
/// The history of a small room, told so that every promise holds: alice and bob are in it, alice posts three messages, one of them
/// twice, and bob leaves and comes back. A test bends one thing.
/// </summary>
internal sealed class Story
{
    public const string Room = "room";
    public const string Server = "node";

    public List<Fact> Log { get; } =
    [
        new(1, "RoomCreated", "alice", Room, "", "a"),
        new(2, Kinds.Joined, "alice", "alice", "", "b"),
        new(3, Kinds.Joined, "bob", "bob", "", "c"),
        new(4, Kinds.Posted, "alice", "m1", "one", "d") { Message = "id1" },
        new(5, Kinds.Posted, "alice", "m2", "two", "e") { Message = "id2" },
        new(6, Kinds.Left, "bob", "bob", "", "f"),
        new(7, Kinds.Posted, "alice", "m3", "three", "g") { Message = "id3" },
        new(8, Kinds.Joined, "bob", "bob", "", "h"),
    ];

    public List<Attempt> Attempts { get; } =
    [
        Post(10, "m1", "one", new Outcome.Unknown()),
        Post(20, "m1", "one", new Outcome.Acknowledged(4, true)),
        Post(30, "m2", "two", new Outcome.Acknowledged(5, false)),
        Post(40, "m2", "not two", new Outcome.Refused("CLIENT_MESSAGE_ID_REUSED", 5)),
        new(50, 51, Room, Kinds.Left, "bob", "bob", "", new Outcome.Acknowledged(0, false)),
        Post(60, "m3", "three", new Outcome.Acknowledged(7, false)),
        new(90, 91, Room, Kinds.Joined, "bob", "bob", "", new Outcome.Acknowledged(8, false)),
    ];

    public List<Sighting> Alice { get; } = [];

    public List<Sighting> Bob { get; } = [];

    public List<string> State { get; } = ["room", "member alice", "member bob"];

    public List<string> BobsState { get; } = ["room", "member alice", "member bob"];

    public List<string> BobsOddities { get; } = [];

    public List<string> Complaints { get; } = [];

    /// <summary>How far members have read, as the server tells it.</summary>
    public Dictionary<string, long> Marks { get; } = [];

    public Story()
    {
        Alice.AddRange(Log.Select(fact => Sent("alice", fact, 1)));
        Bob.AddRange(Log.Select(fact => Sent("bob", fact, fact.Sequence <= 6 ? 1 : 2)));
    }

    public static Attempt Post(long tick, string key, string text, Outcome outcome) =>
        new(tick, tick + 1, Room, Kinds.Posted, "alice", key, text, outcome);

    public Sighting Sent(string reader, Fact fact, long stream) => new(100 + fact.Sequence, stream, reader, Room, Log.Count, fact);

    public RoomTruth Truth(string server, IReadOnlyList<Fact> log) => new(Room, server, Log.Count, log, State) { Marks = Marks };

    public IReadOnlyList<Violation> Check(params RoomTruth[] more) => Checker.Check(new(
        Attempts,
        [.. Alice, .. Bob],
        [Truth(Server, Log), .. more],
        [new("alice", Room, State, []), new("bob", Room, BobsState, BobsOddities)],
        Complaints));

    /// <summary>The kinds of what the checker finds.</summary>
    public IEnumerable<ViolationKind> Kind(params RoomTruth[] more) => Check(more).Select(violation => violation.Kind).Distinct().Order();
}
