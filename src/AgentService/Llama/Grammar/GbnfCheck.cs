using System.Globalization;

namespace GroupChat.Agents.Llama.Grammar;

/// <summary>
/// Reads a grammar for what the library does not bound: nesting (it recurses) and repetition counts (it copies what is repeated
/// as often). The library itself judges the syntax.
/// </summary>
internal sealed class GbnfCheck(string text)
{
    private const int MostNesting = 32;
    private const int MostRepetitions = 256;
    private const int MostCopies = 16_384;

    private readonly Stack<int> _openAt = [];
    private int _at;
    private int _copies;
    private int _lastLength;

    public void Run()
    {
        if (text.Contains('\0', StringComparison.Ordinal))
            throw LlamaErrors.GrammarInvalid("it holds a NUL character");
        if (!text.Contains("root", StringComparison.Ordinal) || !text.Contains("::=", StringComparison.Ordinal))
            throw LlamaErrors.GrammarInvalid("it has no rule called root");
        while (_at < text.Length)
            Take(text[_at++]);
        if (_openAt.Count > 0)
            throw LlamaErrors.GrammarInvalid("a parenthesis is not closed");
    }

    private void Take(char letter)
    {
        switch (letter)
        {
            case '"':
                Skip('"');
                break;
            case '[':
                Skip(']');
                break;
            case '#':
                var end = text.IndexOf('\n', _at);
                _at = end < 0 ? text.Length : end;
                break;
            case '(':
                Open();
                break;
            case ')':
                _lastLength = 1;
                if (!_openAt.TryPop(out _))
                    throw LlamaErrors.GrammarInvalid("a parenthesis is closed that was not opened");
                break;
            case '{':
                Repeat();
                break;
            case not (' ' or '\t'):
                _lastLength = 1;
                break;
        }
    }

    private void Open()
    {
        _openAt.Push(_at);
        if (_openAt.Count > MostNesting)
            throw LlamaErrors.GrammarInvalid($"parentheses are nested deeper than {MostNesting}");
    }

    private void Skip(char end)
    {
        var start = _at;
        for (; _at < text.Length; _at++)
        {
            if (text[_at] == '\\')
                _at++;
            else if (text[_at] == end)
            {
                _lastLength = end == ']' ? 1 : _at - start;
                _at++;
                return;
            }
        }
        throw LlamaErrors.GrammarInvalid("a literal or a set of characters is not closed");
    }

    private void Repeat()
    {
        var end = text.IndexOf('}', _at);
        if (end < 0)
            throw LlamaErrors.GrammarInvalid("a repetition is not closed");
        var most = 0;
        foreach (var part in text[_at..end].Split(','))
        {
            var number = part.Trim();
            if (number.Length == 0)
                continue;
            if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > MostRepetitions)
                throw LlamaErrors.GrammarInvalid($"a repetition count must be 0 to {MostRepetitions}");
            most = Math.Max(most, count);
        }
        _at = end + 1;
        Count(most);
    }

    private void Count(int copies)
    {
        _copies += copies * Math.Max(_lastLength, 1);
        if (_copies > MostCopies)
            throw LlamaErrors.GrammarInvalid($"its repetitions make more than {MostCopies} copies");
    }
}
