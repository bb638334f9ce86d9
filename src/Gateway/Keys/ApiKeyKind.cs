namespace GroupChat.Gateway.Keys;

/// <summary>What a key makes its holder. The numbers are stored, and are the contract's.</summary>
internal enum ApiKeyKind
{
    Bot = 1,
    Service = 2,
}
