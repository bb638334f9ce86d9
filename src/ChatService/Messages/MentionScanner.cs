using System.Text.RegularExpressions;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Messages;

/// <summary>
/// Finds "@handle" in a text. What stands in code (spans and fenced blocks), in the address of a page or of a mailbox does not
/// count. Whether somebody answers to a handle is for the room to say.
/// </summary>
internal static partial class MentionScanner
{
    /// <summary>More handles than this in one message are not heard: every one of them could start work.</summary>
    public const int MaxHandles = 16;

    /// <summary>Handles in lower case, in the order of the text, each once.</summary>
    public static IReadOnlyList<string> Handles(string text)
    {
        if (!text.Contains('@', StringComparison.Ordinal))
            return [];
        return
        [
            .. Mention().Matches(text)
                .Select(match => match.Groups["handle"])
                .Where(group => group.Success && group.Length <= Handle.MaxLength)
                .Select(group => group.Value.ToLowerInvariant())
                .Distinct()
                .Take(MaxHandles),
        ];
    }

    // The alternatives before the last one swallow what is no mention. A run of backticks closes with a run of the same length;
    // a fence that never closes reaches to the end of the text (https://spec.commonmark.org/0.31.2/#code-spans).
    // Every repetition begins at a boundary or is bounded, so that hostile text costs linear time.
    [GeneratedRegex(
        """
        ^[ ]{0,3}(?:(?<fence>`{3,})[^\n`]*|(?<fence>~{3,})[^\n]*)(?:\n(?:[\s\S]*?^[ ]{0,3}\k<fence>|[\s\S]*\z)|\z)
        | (?<!`)(?<span>`+)(?!`)[\s\S]*?(?<!`)\k<span>(?!`)
        | \b[a-z][a-z0-9+.-]{1,20}://\S+
        | (?<![\p{L}\p{N}._%+-])(?>[\p{L}\p{N}._%+-]+)@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*
        | (?<![\p{L}\p{N}_@./])@(?<handle>[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?![\p{L}\p{N}_@]|-[\p{L}\p{N}])
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace
            | RegexOptions.ExplicitCapture)]
    private static partial Regex Mention();
}
