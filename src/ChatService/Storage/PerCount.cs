using System.Collections.Frozen;

namespace GroupChat.Chat.Storage;

/// <summary>
/// A statement about many rows at once, by a list of whole numbers. The list has one of few lengths, filled up with its last value, so
/// that few texts have to be prepared: what both databases understand has no parameter that is a list.
/// </summary>
/// <param name="text">The statement, with {0} where the list belongs.</param>
/// <param name="fixedArgs">Parameters before the list.</param>
internal sealed class PerCount(string text, int fixedArgs)
{
    public const int Max = 256;
    private static readonly int[] Lengths = [1, 16, 64, Max];

    private readonly FrozenDictionary<int, string> _texts = Lengths.ToFrozenDictionary(
        length => length,
        length => text.Replace(
            "{0}", string.Join(", ", Enumerable.Range(fixedArgs + 1, length).Select(i => $"?{i}")), StringComparison.Ordinal));

    /// <param name="values">1 to <see cref="Max"/>.</param>
    /// <param name="before">The parameters before the list.</param>
    public (string Sql, object?[] Args) For(IReadOnlyList<long> values, params ReadOnlySpan<object?> before)
    {
        var length = Lengths.First(length => length >= values.Count);
        var args = new object?[fixedArgs + length];
        before.CopyTo(args);
        for (var i = 0; i < length; i++)
            args[fixedArgs + i] = values[Math.Min(i, values.Count - 1)];
        return (_texts[length], args);
    }
}
