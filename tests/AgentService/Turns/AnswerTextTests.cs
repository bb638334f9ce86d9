using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GroupChat.Agents.Turns;

namespace GroupChat.Agents.Tests.Turns;

public sealed class AnswerTextTests
{
    [Fact]
    public void Append_SurrogatesCutApart_GivesWholeCharacters()
    {
        var text = new AnswerText("run", 100);

        Assert.Equal(new TurnDelta("run", 0, 1, "a"), text.Append("a\ud83d"));
        Assert.Equal(new TurnDelta("run", 1, 5, "😀"), text.Append("\ude00"));
        Assert.Null(text.Append("\ud83d"));
        Assert.Equal(new TurnDelta("run", 5, 9, "\ufffdb"), text.Append("b"));
        Assert.Null(text.Append("\ud83d"));
        Assert.Equal("\ufffd", text.Close()!.Text);
        Assert.Equal("a😀\ufffdb\ufffd", text.ToString());
    }

    [Fact]
    public void Append_BeyondTheLimit_FailsAndKeepsWhatFitted()
    {
        var text = new AnswerText("run", 5);
        text.Append("ééb");
        var failure = Assert.Throws<TurnFailure>(() => text.Append("c"));
        Assert.Equal(FailureReasons.AnswerTooLong, failure.Reason);
        Assert.Equal("ééb", text.ToString());
    }

    /// <summary>However a model cuts its text, the deltas are valid, follow each other without a hole and make the text.</summary>
    [Fact]
    public void Append_AnyPieces_MakesContiguousDeltas() => Prop.ForAll(
        ArbMap.Default.GeneratorFor<int[]>().Select(static units => units.Select(static unit => (char)(unit & 0xFFFF)).ToArray()).ToArbitrary(),
        static units => Holds(units)).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static bool Holds(char[] units)
    {
        var text = new AnswerText("run", 1 << 20);
        var deltas = units.Chunk(3).Select(piece => text.Append(new string(piece))).Append(text.Close()).OfType<TurnDelta>().ToList();
        var at = 0L;
        foreach (var delta in deltas)
        {
            if (delta.Offset != at || delta.EndOffset != at + new UTF8Encoding(false, true).GetByteCount(delta.Text))
                return false;
            at = delta.EndOffset;
        }
        var wellformed = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(new string(units)));
        return string.Concat(deltas.Select(static delta => delta.Text)) == wellformed && text.ToString() == wellformed;
    }
}
