using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;

namespace GroupChat.Documents.Scraping;

/// <summary>
/// Limits on parsing one page. The parsing algorithm of the HTML standard takes quadratic time for some inputs (unclosed
/// formatting inside unclosed blocks), so besides depth and number of elements there is a limit on time, looked at for
/// each token: the work for a single token is small.
/// </summary>
internal sealed class HtmlBudget(TimeProvider time)
{
    private const int MaxDepth = 200;
    private const int MaxElements = 100_000;
    private const int MaxAttributeName = 16;

    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(3);

    private static readonly HashSet<string> Attributes =
        new(["class", "hidden", "aria-hidden", "role", "style", "start"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Wanted =
        Attributes.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly long _began = time.GetTimestamp();
    private int _elements;

    /// <summary>Options for a parser that runs no script, loads nothing, keeps only what is read and stays within the limits.</summary>
    public HtmlParserOptions Options() => new()
    {
        IsScripting = false,
        SkipComments = true,
        SkipScriptText = true,
        SkipProcessingInstructions = true,
        DisableElementPositionTracking = true,
        MaximumDepth = MaxDepth,
        ShouldEmitAttribute = Emits,
        OnCreated = Count,
        OnToken = (_, _) => CheckTime(),
    };

    private static bool Emits(ref StructHtmlToken token, ReadOnlyMemory<char> name) =>
        name.Length <= MaxAttributeName && Wanted.Contains(name.Span);

    private void Count(IElement element, TextPosition position)
    {
        if (++_elements > MaxElements)
            throw ScraperErrors.PageTooLarge("number of elements");
        CheckTime();
    }

    private void CheckTime()
    {
        if (time.GetElapsedTime(_began) > MaxTime)
            throw ScraperErrors.PageTooLarge("complexity");
    }
}
