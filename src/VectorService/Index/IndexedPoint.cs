using GroupChat.Vectors.Lexical;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Text;

namespace GroupChat.Vectors.Index;

/// <summary>
/// A point on its way into an index. Its terms are found once, by whoever asks first: writers ask before they hold anything
/// that others wait for.
/// </summary>
internal sealed class IndexedPoint(StoredPoint point)
{
    public StoredPoint Point { get; } = point;

    public LexicalTerms Terms => field ??= LexicalTerms.Of(Tokenizer.Tokenize(Point.Text));
}
