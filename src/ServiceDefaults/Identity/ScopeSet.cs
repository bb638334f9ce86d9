namespace GroupChat.ServiceDefaults.Identity;

/// <summary>What a key allows: <c>chat.read</c>, <c>chat.write</c> (which reads as well), or <c>*</c> for everything.</summary>
public sealed class ScopeSet(IEnumerable<string> scopes)
{
    private const string Everything = "*";

    /// <summary>Areas there are keys for. Sessions and keys are not among them: a key makes neither.</summary>
    private static readonly string[] Areas = ["agent", "chat", "document", "language", "scraper", "vector"];

    private readonly HashSet<string> _scopes = new(scopes, StringComparer.Ordinal);

    /// <summary>Every scope that can be given.</summary>
    public static IReadOnlyList<string> All { get; } = [Everything, .. Areas.SelectMany(area => (string[])[$"{area}.read", $"{area}.write"])];

    /// <summary>True when a method of this scope may be called.</summary>
    public bool Allows(MethodScope method) =>
        _scopes.Contains(Everything) || _scopes.Contains($"{method.Area}.write") || (method.IsRead && _scopes.Contains($"{method.Area}.read"));
}
