namespace GroupChat.Chaos.Tests.Checking;

/// <summary>One try of one operation. Retries, and rivals with the same key and another text, are attempts of their own.</summary>
/// <param name="Started">Place of its beginning in the order of everything the clients saw.</param>
/// <param name="Ended">Place of its end.</param>
/// <param name="Room">Where.</param>
/// <param name="Kind">Kind of the fact it makes.</param>
/// <param name="Actor">Who.</param>
/// <param name="Key">Key of the fact it makes.</param>
/// <param name="Text">Text of the fact it makes.</param>
/// <param name="Outcome">What came of it.</param>
internal sealed record Attempt(long Started, long Ended, string Room, string Kind, string Actor, string Key, string Text, Outcome Outcome)
{
    public bool Makes(Fact fact) => fact.Kind == Kind && fact.Actor == Actor && fact.Key == Key;

    /// <summary>Where it was acknowledged; 0 when it was not, or the answer did not say.</summary>
    public long Place => Outcome is Outcome.Acknowledged acknowledged ? acknowledged.Sequence : 0;

    public override string ToString() => $"{Kind} {Key}{(Text.Length > 0 ? $" \"{Text}\"" : "")} by {Actor}: {Outcome}";
}
