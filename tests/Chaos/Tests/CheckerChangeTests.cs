using GroupChat.Chaos.Tests.Checking;

namespace GroupChat.Chaos.Tests.Tests;

/// <summary>The same for edits, deletions, reactions, pins, joins and marks, which have no key of their own.</summary>
public sealed class CheckerChangeTests
{
    private readonly Story _story = new();

    [Fact]
    public void Check_ChangesInTheLogOnceEach_FindsNothing()
    {
        Do(Kinds.Edited, "id1", "better", 9);
        Do(Kinds.Reacted, "id1 +", "", 10);
        Do(Kinds.Unreacted, "id1 +", "", 11);
        Do(Kinds.Pinned, "id1", "", 12);
        Do(Kinds.Unpinned, "id1", "", 13);
        Do(Kinds.Reacted, "id2 +", "", 14);
        Assert.Empty(_story.Check());
    }

    [Fact]
    public void Check_WhatIsSoAlready_IsAcknowledgedWithoutAnEvent()
    {
        Do(Kinds.Pinned, "id1", "", 9);
        Do(Kinds.Reacted, "id2 +", "", 10);
        Acknowledge(Kinds.Pinned, "id1", "", 10);
        Acknowledge(Kinds.Unreacted, "id1 +", "", 10);
        Assert.Empty(_story.Check());
    }

    [Fact]
    public void Check_TryGivenUpThatCameThroughLate_MayShowTwice()
    {
        Do(Kinds.Edited, "id1", "better", 9);
        Do(Kinds.Edited, "id1", "best", 10);
        Append(Kinds.Edited, "id1", "better", 11);
        Try(Kinds.Edited, "id1", "better", new Outcome.Unknown());
        Assert.Empty(_story.Check());
    }

    [Theory]
    [InlineData(Kinds.Edited, "id1", "better")]
    [InlineData(Kinds.Deleted, "id1", "")]
    [InlineData(Kinds.Reacted, "id1 +", "")]
    [InlineData(Kinds.Pinned, "id1", "")]
    [InlineData(Kinds.Joined, "carol", "")]
    public void Check_AcknowledgedChangeNotInLog_IsLost(string kind, string key, string text)
    {
        Acknowledge(kind, key, text, 8);
        Assert.Equal([ViolationKind.Lost], _story.Kind());
    }

    [Fact]
    public void Check_AcknowledgedEditNotInLogOfAMessageDeletedLater_IsLost()
    {
        Do(Kinds.Edited, "id1", "", 9);
        _story.Attempts[^1] = _story.Attempts[^1] with { Text = "better" };
        Acknowledge(Kinds.Edited, "id1", "best", 9);
        _story.Log[3] = _story.Log[3] with { Text = "" };
        Do(Kinds.Deleted, "id1", "", 10);
        Assert.Equal([ViolationKind.Lost], _story.Kind());
    }

    [Theory]
    [InlineData(Kinds.Reacted, Kinds.Unreacted, "id1 +")]
    [InlineData(Kinds.Pinned, Kinds.Unpinned, "id1")]
    public void Check_AcknowledgedUndoingNotInLog_IsLost(string kind, string undoing, string key)
    {
        Do(kind, key, "", 9);
        Acknowledge(undoing, key, "", 9);
        Assert.Equal([ViolationKind.Lost], _story.Kind());
    }

    [Fact]
    public void Check_AcknowledgedAtNoPlace_IsLost()
    {
        Acknowledge(Kinds.Unpinned, "id1", "", long.MaxValue);
        Assert.Equal([ViolationKind.Lost], _story.Kind());
    }

    [Theory]
    [InlineData(Kinds.Edited, "id1", "better")]
    [InlineData(Kinds.Reacted, "id1 +", "")]
    [InlineData(Kinds.Pinned, "id1", "")]
    [InlineData(Kinds.Deleted, "id1", "")]
    public void Check_ChangeTwiceInLog_IsDoubled(string kind, string key, string text)
    {
        Do(kind, key, text, 9);
        Append(kind, key, text, 10);
        Assert.Contains(ViolationKind.Doubled, _story.Kind());
    }

    [Fact]
    public void Check_ReactionMadeAgainAfterItWasTakenBack_IsDoubled()
    {
        Do(Kinds.Reacted, "id1 +", "", 9);
        Do(Kinds.Unreacted, "id1 +", "", 10);
        Append(Kinds.Reacted, "id1 +", "", 11);
        Assert.Equal([ViolationKind.Doubled], _story.Kind());
    }

    [Fact]
    public void Check_ChangeOfNobody_IsUnasked()
    {
        Append(Kinds.Pinned, "id1", "", 9);
        Assert.Equal([ViolationKind.Unasked], _story.Kind());
    }

    [Fact]
    public void Check_RefusedChangeInLog_IsRefusedButDone()
    {
        Append(Kinds.Edited, "id1", "better", 9);
        Try(Kinds.Edited, "id1", "better", new Outcome.Refused("NOT_THE_AUTHOR", 0));
        Assert.Equal([ViolationKind.RefusedButDone], _story.Kind());
    }

    [Fact]
    public void Check_DeletionThatLeavesTheText_IsRemembered()
    {
        Do(Kinds.Deleted, "id1", "", 9);
        Assert.Equal([ViolationKind.Remembered], _story.Kind());
    }

    [Fact]
    public void Check_AcknowledgedLeavingNotInLog_IsLost()
    {
        _story.Attempts.Add(new(92, 93, Story.Room, Kinds.Left, "bob", "bob", "", new Outcome.Acknowledged(0, false)));
        Assert.Equal([ViolationKind.Lost], _story.Kind());
    }

    [Fact]
    public void Check_MarkThatTheRoomIsNeverTold_IsLost()
    {
        Acknowledge(Kinds.MarkMoved, "mark", "7", 8);
        _story.Marks["alice"] = 6;
        Assert.Equal([ViolationKind.Lost], _story.Kind());
        _story.Marks["alice"] = 7;
        Assert.Empty(_story.Check());
    }

    [Fact]
    public void Check_MarkFromBeforeLeaving_MayBeGone()
    {
        _story.Attempts.Add(new(30, 31, Story.Room, Kinds.MarkMoved, "bob", "mark", "5", new Outcome.Acknowledged(5, false)));
        Assert.Empty(_story.Check());
    }

    [Fact]
    public void Check_MarkThatReadsBackAsLess_IsLost()
    {
        _story.Marks["alice"] = 7;
        Acknowledge(Kinds.MarkMoved, "mark", "7", 8);
        _story.Attempts.Add(new(300, 301, Story.Room, Kinds.MarkRead, "alice", "mark", "", new Outcome.Acknowledged(6, false)));
        Assert.Equal([ViolationKind.Lost], _story.Kind());
    }

    private void Do(string kind, string key, string text, long sequence)
    {
        Append(kind, key, text, sequence);
        Acknowledge(kind, key, text, sequence);
    }

    private void Append(string kind, string key, string text, long sequence)
    {
        var fact = new Fact(sequence, kind, "alice", key, text, $"{sequence}") { Message = kind is Kinds.Edited or Kinds.Deleted ? key : "" };
        _story.Log.Add(fact);
        _story.Alice.Add(_story.Sent("alice", fact, 1));
        _story.Bob.Add(_story.Sent("bob", fact, 2));
    }

    private void Acknowledge(string kind, string key, string text, long sequence) => Try(kind, key, text, new Outcome.Acknowledged(sequence, false));

    private void Try(string kind, string key, string text, Outcome outcome) =>
        _story.Attempts.Add(new(200, 201, Story.Room, kind, "alice", key, text, outcome));
}
