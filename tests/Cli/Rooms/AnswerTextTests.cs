using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GroupChat.Cli.Rooms;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Tests.Rooms;

public sealed class AnswerTextTests
{
    private readonly AnswerText _answer = new();

    [Fact]
    public void Apply_InOrder_PutsPiecesTogether()
    {
        Assert.True(_answer.Apply(Delta("r1", 0, "日本")));
        Assert.True(_answer.Apply(Delta("r1", 6, "語")));
        Assert.Equal("日本語", _answer.Text);
    }

    [Fact]
    public void Apply_Overlap_IsNotDoubled()
    {
        _answer.Apply(Delta("r1", 0, "日本語"));
        Assert.True(_answer.Apply(Delta("r1", 3, "本語です")));
        Assert.True(_answer.Apply(Delta("r1", 3, "本")));
        Assert.Equal("日本語です", _answer.Text);
    }

    [Fact]
    public void Apply_PieceMissing_SaysSo()
    {
        _answer.Apply(Delta("r1", 0, "abc"));
        Assert.False(_answer.Apply(Delta("r1", 5, "f")));
        Assert.False(_answer.Apply(Delta("r2", 3, "d")));
        Assert.Equal("abc", _answer.Text);
    }

    [Fact]
    public void Apply_NewRunAtZero_ReplacesEverything()
    {
        _answer.Apply(Delta("r1", 0, "abc"));
        Assert.True(_answer.Apply(Delta("r2", 0, "x")));
        Assert.Equal("x", _answer.Text);
    }

    [Fact]
    public void CatchUp_LessThanKnown_ChangesNothing()
    {
        _answer.Apply(Delta("r1", 0, "abc"));
        var message = new Message { Answer = new() { RunId = "r1" } };
        message.Parts.Add(new ContentPart { Text = new() { Text = "ab" } });
        _answer.CatchUp(message);
        Assert.Equal("abc", _answer.Text);
        message.Parts[0].Text.Text = "abcd";
        _answer.CatchUp(message);
        Assert.Equal("abcd", _answer.Text);
    }

    [Fact]
    public void Apply_AnyPiecesSomeRepeated_GiveTheText() => Prop.ForAll(
        Gen.Elements("a", "é", "語", "👍", "xyz").ArrayOf().ToArbitrary(), pieces =>
        {
            var answer = new AnswerText();
            var offset = 0L;
            foreach (var piece in pieces)
            {
                answer.Apply(Delta("r", offset, piece));
                answer.Apply(Delta("r", offset, piece));
                offset += Encoding.UTF8.GetByteCount(piece);
            }
            return answer.Text == string.Concat(pieces);
        }).QuickCheckThrowOnFailure();

    private static TokenDelta Delta(string run, long offset, string text) =>
        new() { RunId = run, Offset = offset, Text = text, EndOffset = offset + Encoding.UTF8.GetByteCount(text) };
}
