namespace GroupChat.Chat.Metering;

/// <summary>Why an answer may not begin.</summary>
/// <param name="Reason">As the contract names it.</param>
/// <param name="Subject">Whose quota it is.</param>
/// <param name="RetryTime">When the count begins anew; null when it goes down with every answer that ends.</param>
internal sealed record Overdraft(string Reason, QuotaSubject Subject, DateTimeOffset? RetryTime);
