namespace GroupChat.Chat.Messages;

/// <summary>How far an agent may act on content.</summary>
internal enum TrustLevel
{
    /// <summary>May be followed as an instruction of the member who said it.</summary>
    Member = 1,

    /// <summary>Data only.</summary>
    Untrusted = 2,
}
