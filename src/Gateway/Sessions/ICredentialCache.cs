namespace GroupChat.Gateway.Sessions;

/// <summary>What this server remembers of credentials of one kind.</summary>
internal interface ICredentialCache
{
    /// <summary>True when the credential is known here, and known to have ended.</summary>
    bool HasEnded(string credentialId);
}
