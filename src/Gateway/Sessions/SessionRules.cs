using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Gateway.Sessions;

/// <summary>What requests about sessions may say.</summary>
internal static class SessionRules
{
    public const int MaxNameLength = 64;
    public const int MaxPageSize = 100;
    private const int DefaultPageSize = 50;

    /// <summary>Both trimmed. Errors: INVALID_REQUEST.</summary>
    public static (string Name, string Label) Valid(string displayName, string deviceLabel)
    {
        var (name, label) = (displayName.Trim(), deviceLabel.Trim());
        new Violations()
            .AddIf(name.Length is 0 or > MaxNameLength, "display_name", $"must have 1 to {MaxNameLength} characters")
            .AddIf(name.Any(char.IsControl), "display_name", "must not contain control characters")
            .AddLabel(label)
            .ThrowIfAny();
        return (name, label);
    }

    /// <summary>What is wrong with a device label, trimmed.</summary>
    public static Violations AddLabel(this Violations violations, string label) => violations
        .AddIf(label.Length > MaxNameLength, "device_label", $"must have at most {MaxNameLength} characters")
        .AddIf(label.Any(char.IsControl), "device_label", "must not contain control characters");

    /// <summary>Errors: INVALID_REQUEST.</summary>
    public static int PageSize(int pageSize, string pageToken)
    {
        new Violations()
            .AddIf(pageSize is < 0 or > MaxPageSize, "page_size", $"must be 0 to {MaxPageSize}")
            .AddIf(pageToken.Length > 0 && !Guid.TryParseExact(pageToken, "D", out _), "page_token", "is not one that this method returned")
            .ThrowIfAny();
        return pageSize == 0 ? DefaultPageSize : pageSize;
    }
}
