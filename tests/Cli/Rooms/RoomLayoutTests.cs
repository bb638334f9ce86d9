using FsCheck;
using FsCheck.Fluent;
using GroupChat.Cli.Rooms;
using GroupChat.Cli.Terminal;
using GroupChat.Cli.Tests.Kit;
using GroupChat.Cli.Tests.Terminal;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Tests.Rooms;

public sealed class RoomLayoutTests
{
    [Fact]
    public void Of_AnswersPendingAndTyping_StandsInOrder()
    {
        var view = Layout(60, 20, ["first answer", "second answer"], ["not yet sent"], "bob is typing…", "hello");
        Assert.Equal(
            [
                "      assistant → bob is writing…", "      first answer",
                "      assistant → bob is writing…", "      second answer",
                "      … not yet sent",
                "bob is typing…",
                "> hello",
            ],
            view.Lines);
        Assert.Equal((6, 7), (view.CursorRow, view.CursorColumn));
    }

    /// <summary>What is higher than the terminal scrolls off and cannot be drawn again; what is wider breaks the count of rows.</summary>
    [Fact]
    public void Of_AnyContent_FitsTheTerminal() => Prop.ForAll(Content(), content =>
    {
        var (width, height, answers, pending, line) = content;
        var view = Layout(width, height, answers, pending, line, line);
        return view.Lines.Count <= Math.Max(2, height - 1) && view.Lines.All(shown => CellWidth.Of(shown) <= width);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static Arbitrary<(int Width, int Height, string[] Answers, string[] Pending, string Line)> Content()
    {
        var text = SanitizerTests.Hostile().Generator;
        return (from width in Gen.Choose(20, 60)
                from height in Gen.Choose(1, 20)
                from answers in text.ArrayOf()
                from pending in text.ArrayOf()
                from line in text
                select (width, height, answers, pending, line)).ToArbitrary();
    }

    private static LiveView Layout(int width, int height, string[] answers, string[] pending, string status, string typed)
    {
        using var terminal = new VirtualTerminal(width, height);
        var editor = new LineEditor();
        foreach (var character in typed)
            editor.Press(new(character, 0, false, false, false));
        var renderer = new MessageRenderer(new Ink(false), TimeZoneInfo.Utc, width);
        return RoomLayout.Of(new Screen(terminal), renderer, [.. answers.Select(Growing)], pending, status, editor);
    }

    private static LiveAnswer Growing(string text)
    {
        var answer = new LiveAnswer(new Message { MessageId = "m", Author = FakeUsers.Agent("assistant") }, "bob");
        answer.Text.Apply(new() { Text = text });
        return answer;
    }
}
