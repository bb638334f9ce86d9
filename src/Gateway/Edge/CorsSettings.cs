using System.ComponentModel.DataAnnotations;

namespace GroupChat.Gateway.Edge;

/// <summary>Settings under <c>Cors</c>: which pages of other origins may call.</summary>
internal sealed class CorsSettings : IValidatableObject
{
    /// <summary>Origins like <c>https://chat.example.com</c>; <c>*</c> for every page there is. Default none: only pages served from here.</summary>
    public IList<string> Origins { get; } = [];

    /// <summary>How long a browser may remember the answer to its question, in seconds. Default 7200.</summary>
    [Range(0, 86_400)]
    public int MaxAgeSeconds { get; set; } = 7200;

    /// <summary>Whether a page of this origin may call.</summary>
    public bool Allows(string origin) => AllowsAll || Origins.Contains(origin, StringComparer.OrdinalIgnoreCase);

    internal bool AllowsAll => Origins is ["*"];

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        for (var index = 0; index < Origins.Count && !AllowsAll; index++)
        {
            if (!IsOrigin(Origins[index]))
                yield return new("is no origin: scheme and host, and a port if it is not the usual one, such as https://chat.example.com", [$"{nameof(Origins)}:{index}"]);
        }
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase);
}
