using Google.Protobuf.WellKnownTypes;
using GroupChat.Cli.Terminal;
using GroupChat.Cli.Tests.Kit;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Tests.Terminal;

public sealed class MessageRendererTests
{
    [Fact]
    public void Message_Short_IsOneLine() => Assert.Equal(["14:03 alice: hello"], Plain(40).Message(Said("alice", "hello")));

    [Fact]
    public void Message_EditedOrDeleted_SaysSo()
    {
        var edited = Said("alice", "hello");
        edited.EditCount = 2;
        Assert.Equal(["14:03 alice: hello (edited)"], Plain(40).Message(edited));
        var deleted = Said("alice", "");
        deleted.Deletion = new();
        Assert.Equal(["14:03 alice: (deleted)"], Plain(40).Message(deleted));
    }

    [Fact]
    public void Message_Long_WrapsUnderTheText() => Assert.Equal(
        ["14:03 alice: a long message that has", "      to go over several lines", "      because it is so long"],
        Plain(36).Message(Said("alice", "a long message that has to go over several lines because it is so long")));

    [Fact]
    public void Message_WideCharacters_CountTwoCells() => Assert.Equal(
        ["14:03 さくら: 日本語", "      のメッセージで", "      す。"],
        Plain(20).Message(Said("さくら", "日本語のメッセージです。")));

    [Fact]
    public void Message_HostileTextAndName_ObeysNothing()
    {
        var lines = Plain(60).Message(Said("al\e[31mice\nbob", "hi\e]0;title\a\nthere"));
        Assert.Equal(["14:03 al␛[31mice⏎bob: hi␛]0;title␇", "      there"], lines);
    }

    [Fact]
    public void Message_BlankLines_StayBlank() => Assert.Equal(
        ["14:03 bob: one", "", "      two"], Plain(60).Message(Said("bob", "one\n\ntwo\n")));

    [Fact]
    public void Message_Markup_IsShownAsItIs() => Assert.Equal(
        ["14:03 bob: [red]not red[/] [[x"], Plain(60).Message(Said("bob", "[red]not red[/] [[x")));

    [Fact]
    public void Answer_Complete_ListsItsSources()
    {
        var answer = Answered(AnswerState.Complete, "It does [1][2].");
        answer.Answer.Citations.Add(FakeAnswer.Cite(1, "Guide", "Start", "one\n  command"));
        answer.Answer.Citations.Add(FakeAnswer.Cite(2, "Notes", "Notes", "two commands that take more than one line"));
        Assert.Equal(
            [
                "14:03 assistant: It does [1][2].",
                "      [1] Guide › Start: \"one command\"",
                "          ✓ verified",
                "      [2] Notes: \"two commands that take more",
                "          than one line\" ✓ verified",
            ],
            Plain(46).Message(answer));
    }

    [Theory]
    [InlineData(AnswerState.Cancelled, "      (stopped by bob)")]
    [InlineData(AnswerState.Failed, "      (failed: MODEL_FAILED)")]
    [InlineData(AnswerState.Interrupted, "      (interrupted: MODEL_FAILED)")]
    public void Answer_NotComplete_SaysWhy(AnswerState state, string why)
    {
        var answer = Answered(state, "So far");
        Assert.Equal(["14:03 assistant: So far", why], Plain(60).Message(answer));
    }

    [Fact]
    public void Growing_MoreTextThanRows_ShowsTheEnd() => Assert.Equal(
        ["      assistant → bob is writing…", "      three", "      four"],
        Plain(40).Growing(FakeUsers.Agent("assistant"), "bob", "is writing…", "one\ntwo\nthree\nfour", 3));

    [Fact]
    public void Answer_KnownAsker_IsToldApart() => Assert.Equal(
        ["14:03 assistant → al␛ice: Yes."], Plain(60).Message(Answered(AnswerState.Complete, "Yes.\n\n"), "al\eice"));

    [Fact]
    public void Name_SameUser_AlwaysHasTheSameColour()
    {
        var ink = new Ink(Colours: true);
        Assert.Equal(ink.Name("user-1", "x"), ink.Name("user-1", "x"));
        Assert.True(Enumerable.Range(0, 50).Select(user => ink.Name($"user-{user}", "x")).Distinct().Count() > 6);
        Assert.DoesNotContain('\e', new Ink(Colours: false).Name("user-1", "x"));
    }

    private static MessageRenderer Plain(int width) => new(new Ink(false), TimeZoneInfo.Utc, width);

    private static Message Said(string author, string text)
    {
        var message = new Message
        {
            Author = new() { UserId = "u1", DisplayName = author },
            CreateTime = Timestamp.FromDateTimeOffset(FakeRoom.Clock),
        };
        message.Parts.Add(new ContentPart { Text = new() { Text = text } });
        return message;
    }

    private static Message Answered(AnswerState state, string text)
    {
        var message = Said("assistant", text);
        message.Answer = new() { State = state, FailureReason = "MODEL_FAILED", CancelledBy = new() { DisplayName = "bob" } };
        return message;
    }
}
