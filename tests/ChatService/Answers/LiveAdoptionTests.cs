using GroupChat.Chat.Answers;
using GroupChat.Chat.Delivery;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Turns;

namespace GroupChat.Chat.Tests.Answers;

/// <summary>An answer that a worker of another node writes.</summary>
public sealed class LiveAdoptionTests
{
    private static readonly RunId First = RunId.New(DateTimeOffset.UnixEpoch);
    private static readonly RunId Second = RunId.New(DateTimeOffset.UnixEpoch);

    private readonly LiveAnswer _answer = new(new("room"), TurnId.New(DateTimeOffset.UnixEpoch), MessageId.New(DateTimeOffset.UnixEpoch, 1), 1);

    [Fact]
    public void Adopt_PiecesDoubledAndOverlapping_ComeToTheText()
    {
        Assert.Equal(LiveAdoption.Grown, Adopt(First, 1, 0, "one "u8));
        Assert.Equal(LiveAdoption.Nothing, Adopt(First, 1, 0, "one "u8));
        Assert.Equal(LiveAdoption.Grown, Adopt(First, 1, 0, "one two "u8));
        Assert.Equal(LiveAdoption.Grown, Adopt(First, 1, 8, "three"u8));
        Assert.Equal(new LiveText(First, "one two three"), _answer.Snapshot());
    }

    [Fact]
    public void Adopt_WithAPieceMissing_IsAGapUntilEverythingComes()
    {
        Adopt(First, 1, 0, "one "u8);
        Assert.Equal(LiveAdoption.Gap, Adopt(First, 1, 8, "three"u8));
        Assert.Equal("one ", _answer.Snapshot().Text);
        Assert.Equal(LiveAdoption.Grown, Adopt(First, 1, 0, "one two three"u8));
        Assert.Equal("one two three", _answer.Snapshot().Text);
    }

    [Fact]
    public void Adopt_OfALaterAttempt_ReplacesAndEarlierOnesAreLate()
    {
        Adopt(First, 1, 0, "old"u8);
        Adopt(Second, 2, 0, "new"u8);
        Assert.Equal(LiveAdoption.Nothing, Adopt(First, 1, 3, " and more"u8));
        Assert.Equal(new LiveText(Second, "new"), _answer.Snapshot());
    }

    [Fact]
    public void Adopt_WhileAWorkerOfThisNodeWrites_TakesOnlyAttemptsThatReplacedIt()
    {
        _answer.Begin(First, 1);
        Assert.Equal(LiveAdoption.Nothing, Adopt(Second, 1, 0, "no"u8));
        Assert.True(_answer.IsOurs);
        Assert.Equal(LiveAdoption.Grown, Adopt(Second, 2, 0, "yes"u8));
        Assert.Equal(LiveAppend.Dropped, _answer.Append(First, 0, "no"));
        Assert.Equal((false, "yes"), (_answer.IsOurs, _answer.Snapshot().Text));
    }

    [Fact]
    public void Adopt_WhenFrozen_ChangesNothing()
    {
        Adopt(First, 1, 0, "one "u8);
        _answer.Freeze();
        Assert.Equal(LiveAdoption.Nothing, Adopt(First, 1, 4, "two"u8));
    }

    [Fact]
    public void NextWord_SaysWhatIsNewAndEverythingWhenAsked()
    {
        Assert.Null(_answer.NextWord());
        _answer.Begin(First, 1);
        _answer.Append(First, 0, "one ");
        Assert.Equal((0, 4), Shape());
        Assert.Null(_answer.NextWord());
        _answer.Append(First, 4, "two");
        Assert.Equal((4, 3), Shape());
        _answer.TellAll();
        Assert.Equal((0, 7), Shape());
        _answer.Freeze();
        _answer.TellAll();
        Assert.Null(_answer.NextWord());
    }

    [Fact]
    public void Adopt_OfHowFarTheModelIs_IsToldOnce()
    {
        var viewer = new LiveCursor(_answer.Id);
        foreach (var wait in (ModelWait[])[new(2, 0, 0), new(null, 64, 200), new(null, 200, 200)])
        {
            Assert.Equal(LiveAdoption.Grown, _answer.Adopt(First, 1, AnswerPhase.Generating, wait, 0, []));
            Assert.Equal(LiveAdoption.Nothing, _answer.Adopt(First, 1, AnswerPhase.Generating, wait, 0, []));
            Assert.Equal(new Signal.Progress(_answer.Id, First, AnswerPhase.Generating, wait), _answer.NextProgress(ref viewer));
        }
    }

    private (int Offset, int Length) Shape() => _answer.NextWord() is { } word ? (word.Offset, word.Text.Length) : default;

    private LiveAdoption Adopt(RunId run, int attempt, int offset, ReadOnlySpan<byte> text) =>
        _answer.Adopt(run, attempt, AnswerPhase.Generating, wait: default, offset, text);
}
