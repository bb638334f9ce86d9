using System.Buffers.Text;
using System.Text;

namespace GroupChat.Documents.Documents;

/// <summary>
/// Where a list goes on: room and last document, as opaque text. It is not sealed, since it opens nothing: the room comes from
/// the request, and a made-up position shows nothing that the list would not.
/// </summary>
internal static class DocumentPageToken
{
    private const int MaxChars = 400;

    public static string Make(RoomId room, DocumentId last) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{room}\n{last}"));

    /// <summary>The last document of the page before, or null for an empty token.</summary>
    /// <exception cref="ServiceDefaults.Errors.DomainError">INVALID_PAGE_TOKEN: no token, or one of another room's list.</exception>
    public static DocumentId? Read(RoomId room, string token)
    {
        if (token.Length == 0)
            return null;
        if (token.Length > MaxChars || !Base64Url.IsValid(token))
            throw DocumentErrors.InvalidPageToken();
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split('\n');
        var fits = parts.Length == 2 && parts[0] == room.Value && Guid.TryParseExact(parts[1], "D", out _);
        return fits ? new DocumentId(parts[1]) : throw DocumentErrors.InvalidPageToken();
    }
}
