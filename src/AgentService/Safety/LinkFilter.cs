using System.Text;

namespace GroupChat.Agents.Safety;

/// <summary>
/// Takes addresses that are not allowed out of a text that comes in pieces, before any part of them is shown. Letters and digits go
/// through as they come; from the first sign that may begin an address, the rest of the word waits for its end and is judged with it.
/// </summary>
internal sealed class LinkFilter(LinkPolicy policy)
{
    public const string Removed = "(link removed)";

    // Longer words are no words. What of them waits is not shown.
    private const int LongestWord = 16_384;

    private readonly StringBuilder _word = new();
    private int _shown;
    private bool _isDestination;

    private bool IsWaiting => _shown < _word.Length || _isDestination;

    /// <summary>What may be shown now.</summary>
    public string Add(string piece)
    {
        var shown = new StringBuilder();
        foreach (var sign in piece)
        {
            if (char.IsWhiteSpace(sign) || char.IsControl(sign))
            {
                Flush(shown);
                shown.Append(sign);
            }
            else
            {
                Take(sign, shown);
            }
        }
        return shown.ToString();
    }

    /// <summary>The rest, when nothing more comes.</summary>
    public string Close()
    {
        var shown = new StringBuilder();
        Flush(shown);
        return shown.ToString();
    }

    private void Take(char sign, StringBuilder shown)
    {
        // Scripts without spaces: what waits ends where a letter follows with which it is no address.
        if (!char.IsAscii(sign) && IsWaiting && !_isDestination && !LinkSigns.IsSuspicious($"{_word}{sign}"))
            Flush(shown);
        if (_word.Length >= LongestWord && IsWaiting)
            return;
        _word.Append(sign);
        if (_shown < _word.Length - 1 || _isDestination || LinkSigns.MayBegin(sign))
            return;
        shown.Append(sign);
        _shown++;
        if (!char.IsAscii(sign) || _shown >= LongestWord)
            Forget();
    }

    private void Flush(StringBuilder shown)
    {
        var word = _word.ToString();
        if (word.Length > _shown)
        {
            var judged = word.Length >= LongestWord ? Removed : LinkSigns.Filter(word, _isDestination, policy);
            shown.Append(judged == word ? word[_shown..] : _shown > 0 ? $" {Removed}" : judged);
        }
        if (word.Length > 0)
            _isDestination = LinkSigns.OpensDestination(word);
        Forget();
    }

    private void Forget()
    {
        _word.Clear();
        _shown = 0;
    }
}
