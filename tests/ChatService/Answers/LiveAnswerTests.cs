using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GroupChat.Chat.Answers;
using GroupChat.Chat.Delivery;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Turns;

namespace GroupChat.Chat.Tests.Answers;

public sealed class LiveAnswerTests
{
    private static readonly RunId First = RunId.New(DateTimeOffset.UnixEpoch);
    private static readonly RunId Second = RunId.New(DateTimeOffset.UnixEpoch);

    private readonly LiveAnswer _answer = new(new("room"), TurnId.New(DateTimeOffset.UnixEpoch), MessageId.New(DateTimeOffset.UnixEpoch, 5), sequence: 5);

    [Fact]
    public void Text_Appended_ReachesEachViewerFromItsOwnPlace()
    {
        _answer.Begin(First, 1);
        var (early, late) = (new LiveCursor(_answer.Id), new LiveCursor(_answer.Id));
        Assert.Equal(LiveAppend.Added, _answer.Append(First, 0, "\u20ac1"));
        Assert.Equal((0, "\u20ac1"), Next(ref early));
        Assert.Null(Next(ref early));
        Assert.Equal(LiveAppend.Added, _answer.Append(First, 4, " two"));
        Assert.Equal((4, " two"), Next(ref early));
        Assert.Equal((0, "\u20ac1 two"), Next(ref late));
        Assert.False(_answer.HasTextFor(late));
    }

    [Fact]
    public void Text_OfANewRun_BeginsAgainAtZero()
    {
        _answer.Begin(First, 1);
        _answer.Append(First, 0, "old text");
        var viewer = new LiveCursor(_answer.Id);
        Next(ref viewer);
        _answer.Begin(Second, 2);
        Assert.Null(Next(ref viewer));
        Assert.Equal(LiveAppend.Dropped, _answer.Append(First, 8, "late"));
        _answer.Append(Second, 0, "new");
        Assert.Equal((0, "new"), Next(ref viewer));
    }

    [Fact]
    public void Frozen_Answer_NeitherGrowsNorShows()
    {
        _answer.Begin(First, 1);
        _answer.Append(First, 0, "all");
        var viewer = new LiveCursor(_answer.Id);
        Assert.Equal(new LiveText(First, "all"), _answer.Freeze());
        Assert.Equal(LiveAppend.Dropped, _answer.Append(First, 3, " of it"));
        Assert.Null(Next(ref viewer));
        Assert.Null(_answer.NextProgress(ref viewer));
        Assert.False(_answer.HasTextFor(viewer));
        _answer.Thaw();
        Assert.Equal((0, "all"), Next(ref viewer));
    }

    [Fact]
    public void Freeze_ByARunThatWasReplaced_DoesNothing()
    {
        _answer.Begin(First, 1);
        _answer.Begin(Second, 2);
        _answer.Freeze(onlyRun: First);
        Assert.Equal(LiveAppend.Added, _answer.Append(Second, 0, "goes on"));
        _answer.Freeze(onlyRun: Second);
        Assert.Equal(LiveAppend.Dropped, _answer.Append(Second, 7, "!"));
    }

    [Fact]
    public void Progress_Changed_IsToldOnceToEach()
    {
        var viewer = new LiveCursor(_answer.Id);
        Assert.Equal(new Signal.Progress(_answer.Id, null, AnswerPhase.Queued), _answer.NextProgress(ref viewer));
        Assert.Null(_answer.NextProgress(ref viewer));
        _answer.Begin(First, 1);
        Assert.Equal(new Signal.Progress(_answer.Id, First, AnswerPhase.Queued), _answer.NextProgress(ref viewer));
        _answer.Enter(First, AnswerPhase.Generating);
        _answer.Enter(Second, AnswerPhase.Retrieving);
        Assert.Equal(new Signal.Progress(_answer.Id, First, AnswerPhase.Generating), _answer.NextProgress(ref viewer));
        _answer.Enter(First, AnswerPhase.Generating, new(null, 64, 200));
        Assert.Equal(new Signal.Progress(_answer.Id, First, AnswerPhase.Generating, new(null, 64, 200)), _answer.NextProgress(ref viewer));
        _answer.Requeue();
        Assert.Equal(AnswerPhase.Queued, ((Signal.Progress)_answer.NextProgress(ref viewer)!).Phase);
    }

    [Fact]
    public void Text_AtTheLimit_FitsAndOneByteMoreDoesNot()
    {
        _answer.Begin(First, 1);
        Assert.Equal(LiveAppend.Added, _answer.Append(First, 0, new string('x', MessageRules.MaxAnswerBytes - 1)));
        Assert.Equal(LiveAppend.TooLong, _answer.Append(First, MessageRules.MaxAnswerBytes - 1, "\u00e4"));
        Assert.Equal(LiveAppend.Added, _answer.Append(First, MessageRules.MaxAnswerBytes - 1, "y"));
    }

    [Fact]
    public void Pieces_HoweverRead_MakeTheWholeText() => Prop.ForAll<NonEmptyString[], int[]>((pieces, reads) =>
    {
        var answer = new LiveAnswer(new("room"), TurnId.New(DateTimeOffset.UnixEpoch), MessageId.New(DateTimeOffset.UnixEpoch, 1), 1);
        answer.Begin(First, 1);
        var (whole, seen, viewer, offset) = ("", new List<byte>(), new LiveCursor(answer.Id), 0);
        foreach (var (i, piece) in pieces.Select(piece => Clean(piece.Get)).Index())
        {
            answer.Append(First, offset, piece);
            (whole, offset) = (whole + piece, offset + Encoding.UTF8.GetByteCount(piece));
            if (i < reads.Length && reads[i] % 2 == 0)
                Read(answer, ref viewer, seen);
        }

        Read(answer, ref viewer, seen);
        return Encoding.UTF8.GetString([.. seen]) == whole && answer.Snapshot().Text == whole;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("", 5, "")]
    [InlineData("abc", 2, "ab")]
    [InlineData("a\u20ac", 3, "a")]
    [InlineData("a\u20ac", 4, "a\u20ac")]
    [InlineData("\U0001F600\U0001F600", 7, "\U0001F600")]
    public void Prefix_OfText_KeepsWholeCharacters(string text, int bytes, string prefix) => Assert.Equal(prefix, Utf8.Prefix(text, bytes));

    private static string Clean(string text) => string.Concat(text.EnumerateRunes());

    private static void Read(LiveAnswer answer, ref LiveCursor viewer, List<byte> seen)
    {
        if (answer.NextText(ref viewer) is not Signal.TokenDelta delta)
            return;
        Assert.Equal(seen.Count, delta.Offset);
        seen.AddRange(delta.Text.Span);
    }

    private (int Offset, string Text)? Next(ref LiveCursor viewer) =>
        _answer.NextText(ref viewer) is Signal.TokenDelta delta ? ((int)delta.Offset, Encoding.UTF8.GetString(delta.Text.Span)) : null;
}
