using System.Buffers.Text;
using System.Text;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Agents.Catalog;

/// <summary>A page of a list that is sorted by a key. The token is the last key shown, so entries may come and go between pages.</summary>
internal sealed record CatalogPage<T>(IReadOnlyList<T> Items, string NextToken)
{
    private const int DefaultSize = 50;
    private const int MostSize = 200;

    /// <param name="all">In ordinal order of the key.</param>
    /// <param name="key">What it is sorted by; unique.</param>
    /// <param name="size">As asked for; 0 for the default.</param>
    /// <param name="token">Empty for the first page.</param>
    public static CatalogPage<T> Of(IReadOnlyList<T> all, Func<T, string> key, int size, string token)
    {
        new Violations().AddIf(size < 0, "page_size", "must not be negative").ThrowIfAny();
        var after = token.Length == 0 ? null : KeyOf(token);
        var rest = all.Where(item => after is null || string.CompareOrdinal(key(item), after) > 0).ToList();
        var page = rest.Take(size == 0 ? DefaultSize : Math.Min(size, MostSize)).ToList();
        return new CatalogPage<T>(page, page.Count < rest.Count ? TokenOf(key(page[^1])) : "");
    }

    private static string TokenOf(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    private static string KeyOf(string token) => Base64Url.IsValid(token)
        ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token))
        : throw AgentErrors.InvalidPageToken();
}
