namespace GroupChat.Gateway.Sessions;

/// <summary>A session or a key has ended before its time.</summary>
/// <param name="Number">Counts the ends of the whole installation, from 1, without a gap.</param>
/// <param name="CredentialId">Of the session or the key.</param>
internal readonly record struct CredentialEnd(long Number, string CredentialId);
