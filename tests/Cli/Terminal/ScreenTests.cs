using FsCheck;
using FsCheck.Fluent;
using GroupChat.Cli.Terminal;
using GroupChat.Cli.Tests.Kit;

namespace GroupChat.Cli.Tests.Terminal;

public sealed class ScreenTests
{
    [Fact]
    public void Draw_FinishedAndLive_ShowsTheLivePartBelow()
    {
        var terminal = new VirtualTerminal(20, 6);
        var screen = new Screen(terminal);
        screen.Draw([], View("> "));
        screen.Draw(["one"], View("typing…", "> he"));
        screen.Draw(["two"], View("> hello"));
        Assert.Equal("one\ntwo\n> hello", terminal.Text);
        Assert.Equal((2, 7), terminal.Cursor);
    }

    [Fact]
    public void Draw_CursorInsideTheLine_PutsItThere()
    {
        var terminal = new VirtualTerminal(20, 6);
        new Screen(terminal).Draw(["above"], new(["status", "> hello"], 1, 4));
        Assert.Equal((2, 4), terminal.Cursor);
    }

    [Fact]
    public void Close_Always_LeavesFinishedLinesOnly()
    {
        var terminal = new VirtualTerminal(20, 6);
        var screen = new Screen(terminal);
        screen.Draw(["one"], View("a", "b", "> "));
        screen.Close();
        Assert.Equal("one", terminal.Text);
        Assert.Equal((1, 0), terminal.Cursor);
    }

    [Fact]
    public void Draw_AnySequence_ShowsEveryFinishedLineOnceAndTheLastLivePart() => Prop.ForAll(
        Steps().ArrayOf().ToArbitrary(), steps =>
        {
            var terminal = new VirtualTerminal(20, 6);
            var screen = new Screen(terminal);
            screen.Draw([], View("> "));
            var finished = new List<string>();
            var live = View("> ");
            foreach (var (lines, rows) in steps)
            {
                var numbered = Enumerable.Range(finished.Count, lines).Select(number => $"line {number}").ToList();
                finished.AddRange(numbered);
                live = View([.. Enumerable.Range(0, rows).Select(row => $"answer {row}"), "> 日本"]);
                screen.Draw(numbered, live);
            }
            var expected = string.Join('\n', finished.Concat(live.Lines)).TrimEnd();
            return terminal.Text == expected;
        }).QuickCheckThrowOnFailure();

    private static Gen<(int Lines, int Rows)> Steps() =>
        from lines in Gen.Choose(0, 8)
        from rows in Gen.Choose(0, 4)
        select (lines, rows);

    private static LiveView View(params string[] lines) => new(lines, lines.Length - 1, CellWidth.Of(lines[^1]));
}
