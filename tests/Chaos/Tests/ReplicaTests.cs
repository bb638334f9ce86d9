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
        Assert.Contains("reactions |pinned False", _replica.State()[^1]);
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

    private static RoomEvent React() => new() { ReactionAdded = new() { MessageId = "m1", Emoji = "+", Participant = Alice } };

    private static RoomEvent Delete()
    {
        var gone = Message("m1", "");
        gone.Deletion = new() { DeletedBy = Alice };
        return new() { MessageDeleted = new() { Message = gone } };
    }

    private static Message Message(string id, string text) =>
        new() { MessageId = id, Author = Alice, Parts = { new ContentPart { Text = new() { Text = text } } } };

    private void Apply(RoomEvent change)
    {
        change.Sequence = ++_sequence;
        _replica.Apply(change);
    }
}
