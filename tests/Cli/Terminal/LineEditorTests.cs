using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using GroupChat.Cli.Terminal;

namespace GroupChat.Cli.Tests.Terminal;

public sealed class LineEditorTests
{
    private readonly LineEditor _editor = new();

    [Fact]
    public void Insert_InTheMiddle_GoesWhereTheCursorIs()
    {
        Type("held");
        Press(ConsoleKey.LeftArrow);
        Type("lo wor");
        Assert.Equal("hello word", _editor.Text);
        Assert.Equal(9, _editor.Cursor);
    }

    [Theory]
    [InlineData("日本語", "日本")]
    [InlineData("a👍🏽", "a")]
    [InlineData("xe\u0301", "x")]
    public void Backspace_OnTextElement_TakesAllOfIt(string typed, string left)
    {
        Type(typed);
        Press(ConsoleKey.Backspace);
        Assert.Equal(left, _editor.Text);
    }

    [Fact]
    public void Delete_AtStart_TakesTheNextElement()
    {
        Type("👍🏽b");
        Press(ConsoleKey.Home);
        Press(ConsoleKey.Delete);
        Assert.Equal("b", _editor.Text);
    }

    [Theory]
    [InlineData(ConsoleKey.U, " three", 0)]
    [InlineData(ConsoleKey.K, "one two", 7)]
    [InlineData(ConsoleKey.W, "one  three", 4)]
    [InlineData(ConsoleKey.A, "one two three", 0)]
    [InlineData(ConsoleKey.E, "one two three", 13)]
    public void Control_InTheMiddle_EditsAsInAShell(ConsoleKey key, string text, int cursor)
    {
        Type("one two three");
        for (var step = 0; step < 6; step++)
            Press(ConsoleKey.LeftArrow);
        Control(key);
        Assert.Equal((text, cursor), (_editor.Text, _editor.Cursor));
    }

    [Fact]
    public void History_UpAndDown_BringsLinesAndTheDraftBack()
    {
        foreach (var line in new[] { "first", "second" })
        {
            Type(line);
            Assert.Equal(EditorAction.Submit, Press(ConsoleKey.Enter));
            Assert.Equal(line, _editor.Take());
        }
        Type("draft");
        var seen = new List<string>();
        const ConsoleKey Up = ConsoleKey.UpArrow;
        const ConsoleKey Down = ConsoleKey.DownArrow;
        foreach (var key in new[] { Up, Up, Up, Down, Down })
        {
            Press(key);
            seen.Add(_editor.Text);
        }
        Assert.Equal(["second", "first", "first", "second", "draft"], seen);
    }

    [Fact]
    public void Leave_ControlD_OnlyOnAnEmptyLine()
    {
        Assert.Equal(EditorAction.Leave, Control(ConsoleKey.D));
        Type("ab");
        Press(ConsoleKey.Home);
        Assert.Equal(EditorAction.Edited, Control(ConsoleKey.D));
        Assert.Equal("b", _editor.Text);
        Assert.Equal(EditorAction.Leave, Control(ConsoleKey.C));
    }

    [Fact]
    public void Enter_OnBlankLine_SubmitsNothing()
    {
        Type("  ");
        Assert.Equal(EditorAction.Edited, Press(ConsoleKey.Enter));
        Assert.Equal("", _editor.Text);
    }

    [Fact]
    public void Press_AnyKeys_KeepsTheCursorBetweenElementsAndControlsOut() => Prop.ForAll(Keys(), keys =>
    {
        var editor = new LineEditor();
        foreach (var key in keys)
        {
            if (editor.Press(key) == EditorAction.Submit)
                editor.Take();
        }
        var stops = StringInfo.ParseCombiningCharacters(editor.Text).Append(editor.Text.Length);
        return stops.Contains(editor.Cursor) && !editor.Text.Any(char.IsControl);
    }).QuickCheckThrowOnFailure();

    private static Arbitrary<ConsoleKeyInfo[]> Keys()
    {
        var character = SanitizerTests.Hostile().Generator.Select(text => text.Length > 0 ? text[0] : 'x');
        var key = Gen.Elements(
            ConsoleKey.None, ConsoleKey.None, ConsoleKey.None, ConsoleKey.LeftArrow, ConsoleKey.RightArrow, ConsoleKey.Backspace,
            ConsoleKey.Delete, ConsoleKey.UpArrow, ConsoleKey.DownArrow, ConsoleKey.Home,
            ConsoleKey.End, ConsoleKey.Enter, ConsoleKey.W, ConsoleKey.K);
        return (from pressed in key
                from typed in character
                from control in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
                select new ConsoleKeyInfo(typed, pressed, false, false, control)).ArrayOf().ToArbitrary();
    }

    private void Type(string text)
    {
        foreach (var character in text)
            _editor.Press(new(character, 0, false, false, false));
    }

    private EditorAction Press(ConsoleKey key) => _editor.Press(new('\0', key, false, false, false));

    private EditorAction Control(ConsoleKey key) => _editor.Press(new('\0', key, false, false, true));
}
