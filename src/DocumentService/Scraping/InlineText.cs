using System.Text;

namespace GroupChat.Documents.Scraping;

/// <summary>Collects text as it is shown: every run of white space is one space, and none at the edges.</summary>
internal sealed class InlineText
{
    private readonly StringBuilder _text = new();
    private bool _spacePending;

    public bool IsEmpty => _text.Length == 0;

    public void Add(string text)
    {
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                _spacePending = true;
                continue;
            }
            if (_spacePending && _text.Length > 0)
                _text.Append(' ');
            _spacePending = false;
            _text.Append(c);
        }
    }

    public override string ToString() => _text.ToString();
}
