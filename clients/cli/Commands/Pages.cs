namespace GroupChat.Cli.Commands;

/// <summary>Reads lists that come in pages.</summary>
internal static class Pages
{
    /// <summary>Everything, or the first <paramref name="limit"/> items.</summary>
    public static async Task<List<TItem>> AllAsync<TPage, TItem>(
        Func<string, Task<TPage>> fetch, Func<TPage, (IEnumerable<TItem> Items, string Next)> read, int limit = int.MaxValue)
    {
        var all = new List<TItem>();
        var token = "";
        do
        {
            var (items, next) = read(await fetch(token));
            all.AddRange(items.Take(limit - all.Count));
            token = next;
        }
        while (token.Length > 0 && all.Count < limit);
        return all;
    }
}
