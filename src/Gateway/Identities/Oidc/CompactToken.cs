using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace GroupChat.Gateway.Identities.Oidc;

/// <summary>A signed token in its three parts (RFC 7515, section 7.1), not believed yet.</summary>
internal sealed record CompactToken(JsonElement Header, JsonElement Payload, byte[] Signed, byte[] Signature)
{
    private const int MostText = AuthorizationQuery.MostToken;

    /// <summary>Errors: ID_TOKEN_INVALID.</summary>
    public static CompactToken Parse(string text)
    {
        if (text.Length is 0 or > MostText)
            throw SignInErrors.IdTokenInvalid("is missing or too long");
        var parts = text.Split('.');
        if (parts.Length != 3 || !parts.All(IsBase64Url))
            throw SignInErrors.IdTokenInvalid("is no signed token");
        try
        {
            return new(
                Object(parts[0], "header"), Object(parts[1], "payload"), Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"),
                Base64Url.DecodeFromChars(parts[2]));
        }
        catch (FormatException)
        {
            throw SignInErrors.IdTokenInvalid("is no signed token");
        }
    }

    private static JsonElement Object(string part, string what) =>
        StrictJson.Object(Base64Url.DecodeFromChars(part)) ?? throw SignInErrors.IdTokenInvalid($"has a {what} that is no JSON object");

    // The decoder would take padding and white space as well.
    private static bool IsBase64Url(string part) => part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
