namespace GroupChat.Vectors.Points;

/// <summary>Which payload entries are returned.</summary>
/// <param name="Include">Only these; null means all.</param>
/// <param name="Exclude">Not these.</param>
internal sealed record PayloadSelection(IReadOnlySet<string>? Include, IReadOnlySet<string> Exclude)
{
    public const int MaxKeys = 64;

    private static readonly HashSet<string> Nothing = [];

    public static PayloadSelection All { get; } = new(null, Nothing);

    public static PayloadSelection None { get; } = new(Nothing, Nothing);

    public IEnumerable<KeyValuePair<string, string>> Of(IReadOnlyDictionary<string, string> payload) =>
        payload.Where(entry => Include?.Contains(entry.Key) != false && !Exclude.Contains(entry.Key));
}
