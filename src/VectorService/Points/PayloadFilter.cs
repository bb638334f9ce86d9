using System.Globalization;

namespace GroupChat.Vectors.Points;

/// <summary>A test on a point's payload.</summary>
internal abstract record PayloadFilter
{
    public abstract bool Matches(IReadOnlyDictionary<string, string> payload);

    /// <summary>Every one of these must match.</summary>
    public static Group All(IReadOnlyList<PayloadFilter> must) => new(must, [], []);

    /// <summary>All of the first must match, one of the second where there are any, none of the third.</summary>
    public sealed record Group(
        IReadOnlyList<PayloadFilter> Must, IReadOnlyList<PayloadFilter> Should, IReadOnlyList<PayloadFilter> MustNot) : PayloadFilter
    {
        public override bool Matches(IReadOnlyDictionary<string, string> payload) =>
            Must.All(part => part.Matches(payload))
                && (Should.Count == 0 || Should.Any(part => part.Matches(payload)))
                && !MustNot.Any(part => part.Matches(payload));
    }

    /// <summary>The entry is there and its value is one of these; compared exactly.</summary>
    public sealed record AnyOf(string Key, IReadOnlySet<string> Values) : PayloadFilter
    {
        public override bool Matches(IReadOnlyDictionary<string, string> payload) =>
            payload.TryGetValue(Key, out var value) && Values.Contains(value);
    }

    /// <summary>The entry is there, whatever its value.</summary>
    public sealed record Exists(string Key) : PayloadFilter
    {
        public override bool Matches(IReadOnlyDictionary<string, string> payload) => payload.ContainsKey(Key);
    }

    /// <summary>The entry is a number within these bounds; a bound that is absent bounds nothing.</summary>
    public sealed record InRange(string Key, double? Above, double? AtLeast, double? Below, double? AtMost) : PayloadFilter
    {
        public override bool Matches(IReadOnlyDictionary<string, string> payload) =>
            payload.TryGetValue(Key, out var value)
                && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && Holds(number);

        private bool Holds(double number) =>
            !(number <= Above) && !(number < AtLeast) && !(number >= Below) && !(number > AtMost) && !double.IsNaN(number);
    }
}
