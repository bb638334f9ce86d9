namespace GroupChat.Gateway.Identities;

/// <summary>An identity as stored: whose it is.</summary>
internal sealed record IdentityRecord(
    string IdentityId, string Issuer, string Subject, string UserId, string ProviderId, string DisplayName, DateTimeOffset CreateTime);
