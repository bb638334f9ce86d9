namespace GroupChat.Chat.Metering;

/// <summary>A quota, what counts by it, and how far that is used.</summary>
internal sealed record QuotaState(Quota Quota, long TokensPerDay, int AnswersAtATime, long TokensToday, int AnswersNow);
