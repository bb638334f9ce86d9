namespace GroupChat.Chat.Rooms;

/// <summary>A participant in a room.</summary>
/// <param name="Participant">Who.</param>
/// <param name="Role">As what.</param>
/// <param name="JoinTime">Since when, most recently.</param>
/// <param name="JoinSequence">The event that brought them in: the order of the member list.</param>
internal sealed record Member(Participant Participant, MemberRole Role, DateTimeOffset JoinTime, long JoinSequence)
{
    /// <summary>May not speak until then; null when it may.</summary>
    public DateTimeOffset? MutedUntil { get; init; }

    /// <summary>When an agent speaks; none for people.</summary>
    public SpeakingPolicy Speaking { get; init; }
}
