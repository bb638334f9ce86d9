using GroupChat.Chaos.Tests.Checking;

namespace GroupChat.Chaos.Tests.Tests;

/// <summary>The checker is shown histories in which a promise is broken, one of each kind, and one in which none is.</summary>
public sealed class CheckerTests
{
    private readonly Story _story = new();

    [Fact]
    public void Check_HonestHistory_FindsNothing() => Assert.Empty(_story.Check());

    [Fact]
    public void Check_AcknowledgedMessageNotInLog_IsLost()
    {
        _story.Attempts.Add(Story.Post(70, "m4", "four", new Outcome.Acknowledged(9, false)));
        Assert.Equal([ViolationKind.Lost], _story.Kind());
    }

    [Fact]
    public void Check_AcknowledgedElsewhereThanStored_IsMisplaced()
    {
        _story.Attempts[5] = Story.Post(60, "m3", "three", new Outcome.Acknowledged(8, false));
        Assert.Equal([ViolationKind.Misplaced], _story.Kind());
    }

    [Fact]
    public void Check_MessageTwiceInLog_IsDoubled()
    {
        Append(_story.Log[4] with { Sequence = 9, Message = "id4" });
        Assert.Equal([ViolationKind.Doubled], _story.Kind());
    }

    [Fact]
    public void Check_AnswerThatNeverEnds_IsUnanswered()
    {
        Append(new(9, Kinds.Answering, "", "a1", "", "i") { Message = "a1" });
        Assert.Equal([ViolationKind.Unanswered], _story.Kind());
    }

    [Fact]
    public void Check_AnswerThatEndsTwice_IsDoubled()
    {
        Append(new(9, Kinds.Answering, "", "a1", "", "i") { Message = "a1" });
        Append(new(10, Kinds.Answered, "", "a1", "yes", "j") { Message = "a1" });
        Append(new(11, Kinds.Answered, "", "a1", "no", "k") { Message = "a1" });
        Assert.Equal([ViolationKind.Doubled], _story.Kind());
    }

    [Fact]
    public void Check_RefusedMessageInLog_IsRefusedButDone()
    {
        _story.Attempts[5] = Story.Post(60, "m3", "three", new Outcome.Refused("NOT_A_MEMBER", 0));
        Assert.Equal([ViolationKind.RefusedButDone], _story.Kind());
    }

    [Fact]
    public void Check_MessageOfNobody_IsUnasked()
    {
        Append(new(9, Kinds.Posted, "alice", "m9", "nine", "i") { Message = "id9" });
        Assert.Equal([ViolationKind.Unasked], _story.Kind());
    }

    [Fact]
    public void Check_HoleInLog_IsSeen()
    {
        foreach (var sightings in new[] { _story.Alice, _story.Bob })
            sightings.RemoveAll(sighting => sighting.Fact!.Sequence == 3);
        _story.Log.RemoveAt(2);
        Assert.Contains(ViolationKind.HoleInLog, _story.Kind());
    }

    [Fact]
    public void Check_HeadBeyondLog_IsHole() =>
        Assert.Equal([ViolationKind.HoleInLog], _story.Kind(_story.Truth(Story.Server, _story.Log) with { Head = 9 }));

    [Fact]
    public void Check_OtherServerWithOtherOrder_Differs()
    {
        List<Fact> other = [.. _story.Log];
        (other[3], other[4]) = (other[4] with { Sequence = 4 }, other[3] with { Sequence = 5 });
        Assert.Equal([ViolationKind.ServersDiffer], _story.Kind(_story.Truth("other", other)));
    }

    [Fact]
    public void Check_RetryAnsweredWithAnotherPlace_IsWrong()
    {
        _story.Attempts.Add(Story.Post(70, "m2", "two", new Outcome.Acknowledged(7, true)));
        Assert.Equal([ViolationKind.Misplaced, ViolationKind.WrongRetryAnswer], _story.Kind());
    }

    [Fact]
    public void Check_TwoFirstTries_IsWrong()
    {
        _story.Attempts.Add(Story.Post(70, "m2", "two", new Outcome.Acknowledged(5, false)));
        Assert.Equal([ViolationKind.WrongRetryAnswer], _story.Kind());
    }

    [Fact]
    public void Check_OnlyTryToldItExisted_IsWrong()
    {
        _story.Attempts[5] = Story.Post(60, "m3", "three", new Outcome.Acknowledged(7, true));
        Assert.Equal([ViolationKind.WrongRetryAnswer], _story.Kind());
    }

    [Fact]
    public void Check_SameIdWithOtherTextTaken_IsWrong()
    {
        _story.Attempts[3] = Story.Post(40, "m2", "not two", new Outcome.Acknowledged(5, true));
        Assert.Contains(ViolationKind.WrongRetryAnswer, _story.Kind());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Check_ReusedIdRefusedWithoutTheOriginal_IsWrong(long original)
    {
        _story.Attempts[3] = Story.Post(40, "m2", "not two", new Outcome.Refused("CLIENT_MESSAGE_ID_REUSED", original));
        Assert.Equal([ViolationKind.WrongRetryAnswer], _story.Kind());
    }

    [Fact]
    public void Check_SameTextRefusedAsReuse_IsWrong()
    {
        _story.Attempts.Add(Story.Post(70, "m2", "two", new Outcome.Refused("CLIENT_MESSAGE_ID_REUSED", 5)));
        Assert.Equal([ViolationKind.WrongRetryAnswer], _story.Kind());
    }

    [Fact]
    public void Check_UnexpectedAnswer_IsUnexpected()
    {
        _story.Complaints.Add("MessagePosted was refused with INTERNAL");
        Assert.Equal([ViolationKind.Unexpected], _story.Kind());
    }

    private void Append(Fact fact)
    {
        _story.Log.Add(fact);
        _story.Alice.Add(_story.Sent("alice", fact, 1));
        _story.Bob.Add(_story.Sent("bob", fact, 2));
    }
}
