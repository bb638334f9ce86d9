using System.Globalization;
using System.Text;
using System.Threading.Channels;
using GroupChat.Cli.Terminal;
using GroupChat.TestSupport;

namespace GroupChat.Cli.Tests.Kit;

/// <summary>
/// A terminal in memory: a grid of cells with scrollback that obeys the few sequences the client may write and fails on any
/// other. What a person would see can be read and waited for.
/// </summary>
internal sealed class VirtualTerminal(int width = 40, int height = 12) : ITerminal
{
    private readonly Lock _gate = new();
    private readonly Channel<ConsoleKeyInfo> _keys = Channel.CreateUnbounded<ConsoleKeyInfo>();
    private readonly List<string[]> _rows = [new string[width]];
    private readonly List<(Func<string, bool> IsSeen, TaskCompletionSource Found)> _awaited = [];
    private int _top;
    private int _row;
    private int _column;

    public event Action? Resized;

    public int Width { get; private set; } = width;

    public int Height => height;

    public Ink Ink { get; init; }

    public ChannelReader<ConsoleKeyInfo> Keys => _keys.Reader;

    /// <summary>Everything from the first line that scrolled off to the bottom, without trailing space.</summary>
    public string Text
    {
        get
        {
            lock (_gate)
                return string.Join('\n', _rows.Select(Line)).TrimEnd('\n');
        }
    }

    /// <summary>Row (from the first line ever) and column of the cursor.</summary>
    public (int Row, int Column) Cursor
    {
        get
        {
            lock (_gate)
                return (_row, _column);
        }
    }

    public Task SeesAsync(string text) => SeesAsync(screen => screen.Contains(text, StringComparison.Ordinal), text);

    public Task SeesNoMoreAsync(string text) => SeesAsync(screen => !screen.Contains(text, StringComparison.Ordinal), $"no {text}");

    public void Type(string text)
    {
        foreach (var character in text)
            Press(new(character, 0, false, false, false));
    }

    public void Press(ConsoleKey key, bool control = false) =>
        Press(new(key == ConsoleKey.Enter ? '\r' : '\0', key, false, false, control));

    public void Enter(string line)
    {
        Type(line);
        Press(ConsoleKey.Enter);
    }

    /// <summary>Changes what <see cref="Width"/> says, as a window made wider does; the grid keeps its lines.</summary>
    public void Widen(int cells)
    {
        lock (_gate)
        {
            Width = cells;
            for (var row = 0; row < _rows.Count; row++)
            {
                var wider = new string[cells];
                _rows[row].CopyTo(wider, 0);
                _rows[row] = wider;
            }
        }
        Resized?.Invoke();
    }

    public void Write(string output)
    {
        lock (_gate)
        {
            for (var at = 0; at < output.Length;)
                at += Obey(output.AsSpan(at));
            var text = string.Join('\n', _rows.Select(Line));
            foreach (var awaited in _awaited.Where(awaited => awaited.IsSeen(text)))
                awaited.Found.TrySetResult();
            _awaited.RemoveAll(awaited => awaited.Found.Task.IsCompleted);
        }
    }

    public void Dispose() => _keys.Writer.TryComplete();

    private async Task SeesAsync(Func<string, bool> isSeen, string what)
    {
        var found = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (isSeen(string.Join('\n', _rows.Select(Line))))
                return;
            _awaited.Add((isSeen, found));
        }
        try
        {
            await found.Task.Within();
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"the screen never showed '{what}':\n{Text}");
        }
    }

    private void Press(ConsoleKeyInfo key) => _keys.Writer.TryWrite(key);

    private int Obey(ReadOnlySpan<char> output)
    {
        switch (output[0])
        {
            case '\e':
                return ObeySequence(output);
            case '\r':
                _column = 0;
                return 1;
            case '\n':
                Down();
                return 1;
            default:
                Assert.False(char.IsControl(output[0]), $"control character U+{(int)output[0]:X4} reached the terminal");
                var length = StringInfo.GetNextTextElementLength(output);
                Put(output[..length].ToString());
                return length;
        }
    }

    private int ObeySequence(ReadOnlySpan<char> output)
    {
        var end = 2;
        while (!char.IsAsciiLetter(output[end]))
            end++;
        var argument = output[2..end].ToString();
        switch (output[end])
        {
            case 'A':
                _row = Math.Max(_top, _row - int.Parse(argument));
                break;
            case 'G':
                _column = int.Parse(argument) - 1;
                break;
            case 'J' when argument.Length == 0:
                EraseBelow();
                break;
            case 'm':
                break;
            case 'h' or 'l' when argument is "?25" or "?2026":
                break;
            default:
                Assert.Fail($"unknown sequence ESC {output[1..(end + 1)]}");
                break;
        }
        return end + 1;
    }

    private void Put(string element)
    {
        var cells = CellWidth.OfElement(element);
        if (_column + cells > Width)
        {
            _column = 0;
            Down();
        }
        _rows[_row][_column] = element;
        for (var more = 1; more < cells; more++)
            _rows[_row][_column + more] = "";
        _column += cells;
    }

    private void Down()
    {
        if (++_row == _rows.Count)
            _rows.Add(new string[Width]);
        _top = Math.Max(_top, _row - height + 1);
    }

    private void EraseBelow()
    {
        Array.Clear(_rows[_row], _column, Width - _column);
        for (var row = _row + 1; row < _rows.Count; row++)
            Array.Clear(_rows[row]);
    }

    private static string Line(string[] row)
    {
        var line = new StringBuilder();
        foreach (var cell in row)
            line.Append(cell ?? " ");
        return line.ToString().TrimEnd();
    }
}
