using GroupChat.Chaos.Tests.Replicas;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Tests;

/// <summary>Replicas notice events that cannot follow those before them.</summary>
public sealed class ReplicaTests
{
    private static readonly Participant Alice = new() { UserId = "alice" };
    private readonly RoomReplica _replica = new();
    private long _sequence;

    public ReplicaTests()
    {
        Apply(new() { RoomCreated = new() { Room = new() { RoomId = "room" } } });
        Apply(new() { MemberJoined = new() { Member = new() { Participant = Alice } } });
        Apply(new() { MessagePosted = new() { Message = Message("m1", "one") } });
    }

    [Fact]
    public void Apply_WhatCanHappen_NotesNothing()
    {
        Apply(new() { MessageEdited = new() { Message = Message("m1", "two") } });
        Apply(React());
        Apply(new() { MessagePinned = new() { MessageId = "m1", Participant = Alice } });
        Apply(Delete());
        Assert.Empty(_replica.Oddities);
        Assert.Contains("said |", _replica.State()[^1]);
        Assert.Contains("reactions |by |pinned False", _replica.State()[^1]);
    }

    public static TheoryData<string> Differences => [.. Changes.Keys];

    /// <summary>What the state of a room holds: each of these makes another one of it.</summary>
    private static Dictionary<string, RoomEvent> Changes { get; } = new()
    {
        ["edit"] = new() { MessageEdited = new() { Message = Message("m1", "two", edits: 1) } },
        ["same text again"] = new() { MessageEdited = new() { Message = Message("m1", "one", edits: 1) } },
        ["deletion"] = Delete(),
        ["reaction"] = React(),
        ["reaction of another"] = React("bob"),
        ["other reaction"] = React(emoji: "-"),
        ["pin"] = Pin("alice"),
        ["pin by another"] = Pin("bob"),
        ["reply"] = new() { MessagePosted = new() { Message = Message("m2", "two", root: "m1") } },
        ["mark"] = new() { ReadMarksMoved = new() { Marks = { new ReadMark { UserId = "alice", DeliveredSequence = 9, ReadSequence = 5 } } } },
        ["delivery mark"] = new() { ReadMarksMoved = new() { Marks = { new ReadMark { UserId = "alice", DeliveredSequence = 9 } } } },
        ["end of a membership"] = new() { MemberLeft = new() { Participant = Alice } },
        ["membership"] = new() { MemberJoined = new() { Member = new() { Participant = new() { UserId = "carol" } } } },
    };

    [Theory]
    [MemberData(nameof(Differences))]
    public void State_AfterAChange_IsLikeThatOfNoOther(string change)
    {
        var states = Changes.Values.Select(other => After(other)).Append(_replica.State()).ToList();
        var mine = After(Changes[change]);
        Assert.Single(states, state => state.SequenceEqual(mine));
    }

    [Fact]
    public void Apply_MarkOfAStranger_IsOdd()
    {
        Apply(new() { ReadMarksMoved = new() { Marks = { new ReadMark { UserId = "nobody", DeliveredSequence = 1 } } } });
        Assert.Single(_replica.Oddities);
    }

    [Fact]
    public void Apply_PinTwice_IsOdd()
    {
        Apply(Pin("alice"));
        Apply(Pin("bob"));
        Assert.Single(_replica.Oddities);
    }

    [Fact]
    public void State_AfterAMark_NeverGoesBack()
    {
        Apply(new() { ReadMarksMoved = new() { Marks = { new ReadMark { UserId = "alice", DeliveredSequence = 9, ReadSequence = 5 } } } });
        var state = _replica.State();
        Apply(new() { ReadMarksMoved = new() { Marks = { new ReadMark { UserId = "alice", DeliveredSequence = 8, ReadSequence = 4 } } } });
        Assert.Equal(state, _replica.State());
    }

    [Fact]
    public void Apply_EditAfterDeletion_IsOdd()
    {
        Apply(Delete());
        Apply(new() { MessageEdited = new() { Message = Message("m1", "two") } });
        Assert.Single(_replica.Oddities);
    }

    [Fact]
    public void Apply_ReactionTwice_IsOdd()
    {
        Apply(React());
        Apply(React());
        Assert.Single(_replica.Oddities);
    }

    [Fact]
    public void Apply_SameMessageTwice_IsOdd()
    {
        Apply(new() { MessagePosted = new() { Message = Message("m1", "one") } });
        Assert.Single(_replica.Oddities);
    }

    [Fact]
    public void Apply_MessageOfAStranger_IsOdd()
    {
        Apply(new() { MemberLeft = new() { Participant = Alice } });
        Apply(new() { MessagePosted = new() { Message = Message("m2", "two") } });
        Assert.Single(_replica.Oddities);
    }

    private static IReadOnlyList<string> After(RoomEvent change)
    {
        var test = new ReplicaTests();
        test.Apply(change.Clone());
        return test._replica.State();
    }

    private static RoomEvent React(string user = "alice", string emoji = "+") =>
        new() { ReactionAdded = new() { MessageId = "m1", Emoji = emoji, Participant = new() { UserId = user } } };

    private static RoomEvent Pin(string user) => new() { MessagePinned = new() { MessageId = "m1", Participant = new() { UserId = user } } };

    private static RoomEvent Delete()
    {
        var gone = Message("m1", "");
        gone.Deletion = new() { DeletedBy = Alice };
        return new() { MessageDeleted = new() { Message = gone } };
    }

    private static Message Message(string id, string text, int edits = 0, string root = "") => new()
    {
        MessageId = id,
        Author = Alice,
        Parts = { new ContentPart { Text = new() { Text = text } } },
        EditCount = edits,
        ThreadRootMessageId = root,
    };

    private void Apply(RoomEvent change)
    {
        change.Sequence = ++_sequence;
        _replica.Apply(change);
    }
}
