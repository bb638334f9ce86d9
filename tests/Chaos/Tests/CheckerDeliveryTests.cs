using GroupChat.Chaos.Tests.Checking;

namespace GroupChat.Chaos.Tests.Tests;

/// <summary>The same for what clients are sent.</summary>
public sealed class CheckerDeliveryTests
{
    private readonly Story _story = new();

    [Fact]
    public void Check_EventNotSent_IsGap()
    {
        _story.Bob.RemoveAt(3);
        Assert.Equal([ViolationKind.Gap], _story.Kind());
    }

    [Fact]
    public void Check_EventSentTwice_IsRepeated()
    {
        _story.Bob.Insert(4, _story.Bob[3]);
        Assert.Equal([ViolationKind.Repeated], _story.Kind());
    }

    [Fact]
    public void Check_EventsSwapped_IsSwapped()
    {
        (_story.Bob[3], _story.Bob[4]) = (_story.Bob[4], _story.Bob[3]);
        Assert.Equal([ViolationKind.Gap, ViolationKind.Swapped], _story.Kind());
    }

    [Fact]
    public void Check_EventOtherThanStored_IsAltered()
    {
        _story.Bob[3] = _story.Bob[3] with { Fact = _story.Log[3] with { Text = "another", Digest = "x" } };
        Assert.Equal([ViolationKind.Altered], _story.Kind());
    }

    [Fact]
    public void Check_TextOfAMessageDeletedLater_MayBeSeen()
    {
        Delete("id1", 3);
        Assert.Empty(_story.Check());
    }

    [Fact]
    public void Check_DeletedMessageOfAnotherAuthor_IsAltered()
    {
        Delete("id1", 3);
        _story.Bob[3] = _story.Bob[3] with { Fact = _story.Log[3] with { Actor = "bob" } };
        Assert.Equal([ViolationKind.Altered], _story.Kind());
    }

    [Fact]
    public void Check_EndOfLogNeverSent_IsIncomplete()
    {
        _story.Bob.RemoveAt(7);
        Assert.Equal([ViolationKind.Incomplete], _story.Kind());
    }

    [Fact]
    public void Check_NothingSent_IsIncomplete()
    {
        _story.Bob.Clear();
        Assert.Equal([ViolationKind.Incomplete], _story.Kind());
    }

    [Fact]
    public void Check_EventSentAfterLeavingAndBeforeAskingAgain_IsAfterRevocation()
    {
        _story.Bob[6] = _story.Bob[6] with { Tick = 85 };
        Assert.Equal([ViolationKind.AfterRevocation], _story.Kind());
    }

    [Fact]
    public void Check_HeadSmallerThanBefore_WentBack()
    {
        _story.Alice[5] = _story.Alice[5] with { Head = 7 };
        Assert.Equal([ViolationKind.HeadWentBack], _story.Kind());
    }

    [Fact]
    public void Check_HeadSmallerThanItsEvent_WentBack()
    {
        _story.Alice.RemoveRange(0, 7);
        _story.Alice[0] = _story.Alice[0] with { Head = 7 };
        Assert.Contains(ViolationKind.HeadWentBack, _story.Kind());
    }

    [Fact]
    public void Check_NewStreamBelowWhatWasSent_WentBack()
    {
        _story.Bob.Insert(6, new(150, 2, "bob", Story.Room, 5, null));
        Assert.Equal([ViolationKind.HeadWentBack], _story.Kind());
    }

    [Fact]
    public void Check_ReplicaOtherThanServer_Diverged()
    {
        _story.BobsState[2] = "member bob, moderator";
        Assert.Equal([ViolationKind.Diverged], _story.Kind());
    }

    [Fact]
    public void Check_ImpossibleEvent_IsResurrected()
    {
        _story.BobsOddities.Add("9: MessageEdited cannot follow what was sent before");
        Assert.Equal([ViolationKind.Resurrected], _story.Kind());
    }

    private void Delete(string message, int place)
    {
        _story.Log[place] = _story.Log[place] with { Text = "", Digest = "redacted" };
        var deletion = new Fact(9, Kinds.Deleted, "alice", message, "", "j") { Message = message };
        _story.Log.Add(deletion);
        _story.Attempts.Add(new(95, 96, Story.Room, Kinds.Deleted, "alice", message, "", new Outcome.Acknowledged(9, false)));
        _story.Alice.Add(_story.Sent("alice", deletion, 1));
        _story.Bob.Add(_story.Sent("bob", deletion, 2));
    }
}
