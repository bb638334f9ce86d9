namespace GroupChat.Vectors.Points;

/// <summary>A test on a point's payload. Kinds of conditions are added as further records.</summary>
internal abstract record PayloadFilter
{
    public abstract bool Matches(IReadOnlyDictionary<string, string> payload);

    /// <summary>Every part must match.</summary>
    public sealed record All(IReadOnlyList<PayloadFilter> Parts) : PayloadFilter
    {
        public override bool Matches(IReadOnlyDictionary<string, string> payload) => Parts.All(part => part.Matches(payload));
    }

    /// <summary>The entry is there and its value is one of these; compared exactly.</summary>
    public sealed record AnyOf(string Key, IReadOnlySet<string> Values) : PayloadFilter
    {
        public override bool Matches(IReadOnlyDictionary<string, string> payload) =>
            payload.TryGetValue(Key, out var value) && Values.Contains(value);
    }
}
