namespace GroupChat.Chat.Metering;

/// <summary>What an admin lets a person or a room use. 0 means no limit, null what the settings say.</summary>
internal sealed record Quota(QuotaSubject Subject, long? TokensPerDay, int? AnswersAtATime)
{
    /// <summary>The settings say everything.</summary>
    public bool IsUnset => TokensPerDay is null && AnswersAtATime is null;
}
