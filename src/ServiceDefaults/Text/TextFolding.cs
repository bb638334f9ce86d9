using System.Text;

namespace GroupChat.ServiceDefaults.Text;

/// <summary>
/// Folds text to lower-case Unicode normalization form KC, so that full-width letters, ligatures and decomposed accents meet
/// their plain forms. What was stored in this form is compared with it later: its outcome never changes.
/// </summary>
public static class TextFolding
{
    /// <summary>The folded text; lone surrogates become U+FFFD.</summary>
    public static string Fold(string text) =>
        Ascii.IsValid(text) ? text.ToLowerInvariant() : Normalize(text).ToLowerInvariant();

    private static string Normalize(string text)
    {
        var points = new List<int>(text.Length + 16);
        Normalization.Decompose(text, points);
        Normalization.Compose(points);
        var normal = new StringBuilder(points.Count);
        foreach (var point in points)
            normal.Append(new Rune(point));
        return normal.ToString();
    }
}
