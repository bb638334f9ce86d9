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
        var (most, after) = (SizeOf(size), After(token));
        return Cut([.. all.Where(item => after is null || string.CompareOrdinal(key(item), after) > 0)], most, key);
    }

    /// <summary>The beginning of what was found; the token says where it ends when there is more.</summary>
    public static CatalogPage<T> Cut(IReadOnlyList<T> found, int size, Func<T, string> key) =>
        found.Count <= size ? new(found, "") : new([.. found.Take(size)], TokenOf(key(found[size - 1])));

    public static int SizeOf(int size)
    {
        new Violations().AddIf(size < 0, "page_size", "must not be negative").ThrowIfAny();
        return size == 0 ? DefaultSize : Math.Min(size, MostSize);
    }

    /// <summary>The key that a token stands for; null for the first page.</summary>
    public static string? After(string token) => token.Length == 0 ? null : KeyOf(token);

    private static string TokenOf(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    private static string KeyOf(string token) => Base64Url.IsValid(token)
        ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token))
        : throw AgentErrors.InvalidPageToken();
}
