using System.Text.Json;

namespace GroupChat.Gateway.Identities;

/// <summary>Reads members of JSON that somebody else wrote.</summary>
internal static class Claims
{
    /// <summary>The text of a member; empty when it is missing or something else.</summary>
    public static string Text(JsonElement claims, string name) => claims.TryGetProperty(name, out var value) ? Text(value) : "";

    /// <summary>The texts of a member that is a list, with an empty one for what is no text; none when it is something else.</summary>
    public static IReadOnlyList<string> Texts(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(Text)]
            : [];

    /// <summary>Seconds since 1970; null when it is missing or cannot be a time.</summary>
    public static DateTimeOffset? Time(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetDouble(out var seconds) && seconds is > 0 and < 253_402_300_799
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;

    private static string Text(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return "";
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return ""; // half a surrogate pair, escaped
        }
    }
}
