using System.Globalization;
using System.Text;

namespace GroupChat.Cli.Terminal;

/// <summary>
/// The text being written and where the cursor is in it. Knows keys and text elements, nothing of the screen:
/// <see cref="InputLine"/> shows it.
/// </summary>
internal sealed class LineEditor
{
    /// <summary>The contract's limit for one message is 32 KiB; what is longer cannot be sent.</summary>
    private const int MaxLength = 32_768;

    private readonly InputHistory _history = new();
    private readonly StringBuilder _text = new();
    private char _highSurrogate;

    public string Text => _text.ToString();

    /// <summary>Where the cursor is, in UTF-16 units; always between two text elements.</summary>
    public int Cursor { get; private set; }

    /// <summary>Takes a key in.</summary>
    public EditorAction Press(ConsoleKeyInfo key)
    {
        if ((key.Modifiers & ConsoleModifiers.Control) != 0 && (key.Modifiers & ConsoleModifiers.Alt) == 0)
            return PressControl(key);
        return key.Key switch
        {
            ConsoleKey.Enter => Submit(),
            ConsoleKey.Backspace => Delete(PreviousStop(), Cursor),
            ConsoleKey.Delete => Delete(Cursor, NextStop()),
            ConsoleKey.LeftArrow => Move(PreviousStop()),
            ConsoleKey.RightArrow => Move(NextStop()),
            ConsoleKey.Home => Move(0),
            ConsoleKey.End => Move(_text.Length),
            ConsoleKey.UpArrow => Replace(_history.Older(Text)),
            ConsoleKey.DownArrow => Replace(_history.Newer()),
            _ => Insert(key.KeyChar),
        };
    }

    private EditorAction PressControl(ConsoleKeyInfo key) => key.Key switch
    {
        ConsoleKey.C => EditorAction.Leave,
        ConsoleKey.D when _text.Length == 0 => EditorAction.Leave,
        ConsoleKey.D => Delete(Cursor, NextStop()),
        ConsoleKey.A => Move(0),
        ConsoleKey.E => Move(_text.Length),
        ConsoleKey.B => Move(PreviousStop()),
        ConsoleKey.F => Move(NextStop()),
        ConsoleKey.LeftArrow => Move(WordStart()),
        ConsoleKey.RightArrow => Move(WordEnd()),
        ConsoleKey.P => Replace(_history.Older(Text)),
        ConsoleKey.N => Replace(_history.Newer()),
        ConsoleKey.U => Delete(0, Cursor),
        ConsoleKey.K => Delete(Cursor, _text.Length),
        ConsoleKey.W => Delete(WordStart(), Cursor),
        ConsoleKey.H => Delete(PreviousStop(), Cursor),
        ConsoleKey.J or ConsoleKey.M or ConsoleKey.Enter => Submit(),
        ConsoleKey.L => EditorAction.Redraw,
        _ => EditorAction.None,
    };

    private EditorAction Submit()
    {
        if (string.IsNullOrWhiteSpace(Text))
            return Replace("");
        return EditorAction.Submit;
    }

    /// <summary>Takes the finished line out and remembers it.</summary>
    public string Take()
    {
        var line = Text;
        _history.Add(line);
        Replace("");
        return line;
    }

    private EditorAction Insert(char character)
    {
        // A character outside the basic plane comes as two keys: it goes in when it is whole.
        if (char.IsHighSurrogate(character))
        {
            _highSurrogate = character;
            return EditorAction.None;
        }
        var whole = char.IsLowSurrogate(character) ? Whole(character) : character.ToString();
        _highSurrogate = '\0';
        if (whole.Length == 0 || char.IsControl(whole[0]) || _text.Length + whole.Length > MaxLength)
            return EditorAction.None;
        _text.Insert(Cursor, whole);
        Cursor += whole.Length;
        return EditorAction.Edited;
    }

    private string Whole(char low) => char.IsHighSurrogate(_highSurrogate) ? new string([_highSurrogate, low]) : "";

    private EditorAction Delete(int from, int to)
    {
        if (from == to)
            return EditorAction.None;
        _text.Remove(from, to - from);
        Cursor = from;
        return EditorAction.Edited;
    }

    private EditorAction Move(int to)
    {
        Cursor = to;
        return EditorAction.Moved;
    }

    private EditorAction Replace(string? text)
    {
        if (text is null)
            return EditorAction.None;
        _text.Clear().Append(text);
        Cursor = text.Length;
        return EditorAction.Edited;
    }

    private int NextStop() => Cursor == _text.Length ? Cursor : Cursor + StringInfo.GetNextTextElementLength(Text.AsSpan(Cursor));

    private int PreviousStop()
    {
        var text = Text;
        var stop = 0;
        for (var at = 0; at < Cursor; at += StringInfo.GetNextTextElementLength(text.AsSpan(at)))
            stop = at;
        return stop;
    }

    private int WordStart()
    {
        var at = Cursor;
        while (at > 0 && _text[at - 1] == ' ')
            at--;
        while (at > 0 && _text[at - 1] != ' ')
            at--;
        return at;
    }

    private int WordEnd()
    {
        var at = Cursor;
        while (at < _text.Length && _text[at] == ' ')
            at++;
        while (at < _text.Length && _text[at] != ' ')
            at++;
        return at;
    }
}
