namespace GroupChat.Agents.Tools;

/// <summary>Where something that a model reads comes from, and whom it is for.</summary>
internal readonly record struct ContentLabel(ContentTrust Trust, ContentAudience Audience)
{
    public static ContentLabel Person { get; } = new(ContentTrust.Member, ContentAudience.Room);

    public static ContentLabel AnAgent { get; } = new(ContentTrust.Agent, ContentAudience.Room);

    public static ContentLabel Passage { get; } = new(ContentTrust.Outside, ContentAudience.Room);

    /// <summary>May be followed: whatever it says, somebody in the room or the server says it.</summary>
    public bool IsTrusted => Trust >= ContentTrust.Member;
}
