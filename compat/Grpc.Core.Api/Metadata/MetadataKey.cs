using System.Buffers;

namespace Grpc.Core;

/// <summary>What may be the name of a header: a-z, 0-9, dot, underscore and hyphen; upper case is lowered.</summary>
internal static class MetadataKey
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

    public static string Normalize(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (IsValid(key))
            return key;
        var lower = key.ToLowerInvariant();
        return IsValid(lower)
            ? lower
            : throw new ArgumentException(
                "Metadata entry key not valid. Keys can only contain lowercase alphanumeric characters, underscores, hyphens and dots.",
                nameof(key));
    }

    private static bool IsValid(string key) => key.Length > 0 && !key.AsSpan().ContainsAnyExcept(Allowed);
}
