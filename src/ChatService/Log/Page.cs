namespace GroupChat.Chat.Log;

/// <summary>One page of a list, and the token of the next one: empty on the last.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string NextToken)
{
    /// <param name="found">One more than the page holds, if there are more.</param>
    /// <param name="size">Entries of a page.</param>
    /// <param name="token">Makes the token from the last entry of the page.</param>
    public static Page<T> Of(IReadOnlyList<T> found, int size, Func<T, string> token) =>
        found.Count <= size ? new(found, "") : new([.. found.Take(size)], token(found[size - 1]));
}
