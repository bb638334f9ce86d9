using System.Globalization;

namespace GroupChat.Agents.Tools.BuiltIn;

/// <summary>Reads the signs, names and numbers of an expression, one after the other; white space between them says nothing.</summary>
internal sealed class ExpressionReader(string text)
{
    private int _at;

    public bool IsAtEnd
    {
        get
        {
            SkipSpace();
            return _at == text.Length;
        }
    }

    /// <summary>True when the sign is next; then it has been read.</summary>
    public bool Take(char sign)
    {
        SkipSpace();
        if (_at >= text.Length || text[_at] != sign)
            return false;
        _at++;
        return true;
    }

    /// <summary>In small letters; empty when no letter is next.</summary>
    public string Name()
    {
        SkipSpace();
        var start = _at;
        while (_at < text.Length && char.IsAsciiLetter(text[_at]))
            _at++;
        return text[start.._at].ToLowerInvariant();
    }

    /// <exception cref="ToolException">None is next.</exception>
    public decimal Number()
    {
        var start = _at;
        while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] is '.' or '_'))
            _at++;
        if (_at + 1 < text.Length && text[_at] is 'e' or 'E' && (char.IsAsciiDigit(text[_at + 1]) || text[_at + 1] is '-' or '+'))
        {
            for (_at += 2; _at < text.Length && char.IsAsciiDigit(text[_at]);)
                _at++;
        }
        var digits = text[start.._at].Replace("_", "", StringComparison.Ordinal);
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Unexpected();
    }

    public ToolException Unexpected() => new($"the expression cannot be read at character {_at + 1}.");

    private void SkipSpace()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            _at++;
    }
}
