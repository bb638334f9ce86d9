using System.Buffers.Text;
using System.Text;

namespace GroupChat.Vectors.Points;

/// <summary>An id as the token for the page after it, in a form that invites nobody to build it.</summary>
internal static class PageToken
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static string Of(string id) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(id));

    /// <summary>The id a token stands for, empty for an empty one.</summary>
    /// <exception cref="ServiceDefaults.Errors.DomainError">INVALID_PAGE_TOKEN.</exception>
    public static string Read(string token, Func<string, bool> isId)
    {
        if (token.Length == 0)
            return "";
        try
        {
            var id = Strict.GetString(Base64Url.DecodeFromChars(token));
            return isId(id) ? id : throw VectorErrors.InvalidPageToken();
        }
        catch (Exception malformed) when (malformed is FormatException or ArgumentException)
        {
            throw VectorErrors.InvalidPageToken();
        }
    }
}
